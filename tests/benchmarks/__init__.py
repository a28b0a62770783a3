"""What sesfake costs, measured beside botocore alone and beside moto.

    python -m tests.benchmarks            all of it, about a minute
    python -m tests.benchmarks --quick    fewer rounds

The floor is the same botocore call answered by a constant; whatever is above it is the fake's.
Pairs are interleaved within one run, so that a slow moment of the machine hits both sides, and
ratios are taken within pairs. Every mail is different, and is read back at the end.
"""
