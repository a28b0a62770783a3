"""How much is tried where tests look for counter-examples, and the seed from which it is drawn.

`SESFAKE_FUZZ=20` tries twenty times as much, and other things each time; `SESFAKE_FUZZ_SEED` draws
the same again. pytest prints both in its header. Without them a run is like any other.
"""

from __future__ import annotations

import os
import random

_TIMES, _SEED = "SESFAKE_FUZZ", "SESFAKE_FUZZ_SEED"
TIMES = int(os.environ.get(_TIMES, "1"))
IS_LONGER = _TIMES in os.environ

if IS_LONGER:  # workers inherit it
    os.environ.setdefault(_SEED, str(random.SystemRandom().randrange(10**6)))
SEED = int(os.environ.get(_SEED, "0"))


def drawing(*names: object) -> random.Random:
    """The chances of one test."""
    return random.Random("/".join(map(str, (SEED, *names))))


def how_to_repeat() -> str:
    return f"{_TIMES}={TIMES} {_SEED}={SEED}"
