"""What SES is about, one noun a file, in Python's words: neither HTTP nor AWS's spelling."""
