"""For tests that were written for something else: moto, LocalStack, Django's `mail.outbox`."""
