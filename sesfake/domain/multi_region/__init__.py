"""Multi-region endpoints: one name for sends out of two regions."""
