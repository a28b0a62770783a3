"""The wire forms of both APIs, read from botocore's service models; no operation has code here."""
