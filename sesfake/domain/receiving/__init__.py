"""Receiving mail: receipt rule sets with their rules and actions, and what these do to a mail."""
