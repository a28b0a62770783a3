"""What decides about tenants: their mail, their policy, the account's owner, Amazon.

It changes `tenants.reputation`, under the account's lock, which whoever calls holds.
"""
