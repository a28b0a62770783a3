"""Drafts: what a caller asks to send, what SES takes for content, and how it composes the mail."""
