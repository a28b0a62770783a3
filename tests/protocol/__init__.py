"""The wire, in both directions: what botocore writes we read, what we write botocore reads."""
