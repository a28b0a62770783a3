"""Who may do what: callers, their permissions, and the policies of those who own identities."""
