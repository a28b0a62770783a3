"""The Deliverability dashboard: what became of mail at the big providers, and tests of it."""
