"""State machines: random sequences of calls, each answer predicted by a small model of the facts.

`python -m pytest tests/machines`; docs/proof.md tells what is claimed and how to look for longer.
"""
