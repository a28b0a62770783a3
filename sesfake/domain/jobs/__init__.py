"""Jobs that run by themselves and are asked about later."""
