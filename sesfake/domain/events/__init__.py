"""What happens to a message after it was accepted, and what AWS tells of it.

`vocabulary` has Amazon's words and `details` what is particular to a kind of event; `feedback` and
`simulator` fill these in. `life` has the events of one message, `effects` what one more does.
`bodies`, `mail_object` and `records` write the JSON.
"""
