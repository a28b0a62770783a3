"""Dedicated IP addresses: pools, warm-up, which address sends a message, block lists."""
