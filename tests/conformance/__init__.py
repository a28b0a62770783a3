"""No input, however odd, gets an answer that Amazon could not give.

Each operation is called many times in an account that a random sequence of valid calls has filled,
with valid, nearly valid and hostile input, through real clients and as raw requests. The same
inputs come every time; a longer run draws others, and says how they can be drawn again:

    SESFAKE_FUZZ=20 python -m pytest tests/conformance
"""
