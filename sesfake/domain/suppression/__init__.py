"""The suppression lists: an account's or a tenant's own, and Amazon's."""
