"""What mail is: addresses, headers, MIME, as SES reads them; nothing here knows an account."""
