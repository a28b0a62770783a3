"""What SES thinks: of mail that was sent, of addresses, and of how the account sends."""
