"""What a test holds of how an account stands: it reads the state of the moment, and may act on it.

Whoever reads or acts lets first happen what is due. The view of one thing is like any other of it.
"""
