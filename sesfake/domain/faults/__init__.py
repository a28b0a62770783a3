"""Faults on demand: what a test has asked to go wrong, and which calls it is for."""
