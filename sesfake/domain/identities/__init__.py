"""Identities: addresses and domains, how they are verified, and what belongs to them."""
