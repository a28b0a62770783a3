"""Configuration sets, their options, and the event destinations that belong to them."""
