"""Mails in order, to be searched: the outbox, the notices from Amazon, and how one is named."""
