"""How many inputs each operation gets by each way in, and the seed from which they are drawn."""

from __future__ import annotations

import os
import random

_INPUTS, _SEED = "SESFAKE_FUZZ", "SESFAKE_FUZZ_SEED"
INPUTS = int(os.environ.get(_INPUTS, "200"))
INPUTS_OF_CLIENTS = max(INPUTS // 4, 1)  # a client takes its time, and then meets the same code

if _INPUTS in os.environ:  # workers inherit it
    os.environ.setdefault(_SEED, str(random.SystemRandom().randrange(10**6)))
SEED = os.environ.get(_SEED, "0")


def drawing(*names: object) -> random.Random:
    """The chances of one test."""
    return random.Random("/".join(map(str, (SEED, *names))))


def how_to_repeat() -> str:
    return f"{_INPUTS}={INPUTS} {_SEED}={SEED}"
