"""How much an account may do: messages in 24 hours and a second, and calls that do not send."""
