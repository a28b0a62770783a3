"""The other services that SES tells: what is sent to them, and whether they are there."""
