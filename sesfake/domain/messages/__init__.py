"""Messages: what SES has accepted, as a tester reads it, and in the words of other programs."""
