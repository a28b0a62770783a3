"""What Amazon decides about an account, and what its owner asks for: all of it changes the state.

Whoever calls holds the account's lock, and has let happen what is due. Only what is planned here
for later takes the lock itself, when it happens.
"""
