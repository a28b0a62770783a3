"""Contact lists: who wants mail about which topics."""
