"""DNS: the records that a test publishes, and what SES makes of them."""
