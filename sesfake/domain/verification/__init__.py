"""Asking the owner of an address whether SES may use it, in Amazon's words or the account's own."""
