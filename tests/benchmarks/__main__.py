"""Runs the benchmarks and prints them, ratios first. See the package's docstring."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from sesfake import mock_ses
from sesfake.adapters.emitter import handle
from sesfake.wire import Headers, Request
from tests.benchmarks.calls import (
    CASES,
    SHOP,
    STAND_INS,
    answered_by_a_constant,
    answered_by_sesfake,
    client,
    numbers,
)

BATCH = 40
TARGET = 1.20


def timed(call: Callable[[int], object]) -> float:
    """Seconds for one call, over a batch in which every call is different."""
    batch = [next(numbers) for _ in range(BATCH)]
    start = time.perf_counter()
    for n in batch:
        call(n)
    return (time.perf_counter() - start) / BATCH


def against_the_floor(case: str, stand_in: str, rounds: int) -> tuple[float, float, float]:
    """Median ratio within interleaved pairs, and the medians of floor and stand-in in seconds."""
    service, sender = CASES[case]
    floor = sender(answered_by_a_constant(service))
    with STAND_INS[stand_in]() as subjects:
        send = sender(client(service))
        timed(floor), timed(send)  # warm
        pairs = [(timed(floor), timed(send)) for _ in range(rounds)]
        sent = subjects()
    assert len(set(sent)) == (rounds + 1) * BATCH, "every mail is there, and different"
    ratio = statistics.median(theirs / ours for ours, theirs in pairs)
    return ratio, *(statistics.median(side) for side in zip(*pairs, strict=True))


def sends() -> None:
    print(f"A send, against the same botocore call answered by a constant (target {TARGET:.2f})\n")
    print(f"{'':16}{'ratio':>8}{'call':>10}{'floor':>10}")
    for case in CASES:
        for stand_in in STAND_INS:
            ratio, floor, call = against_the_floor(case, stand_in, ROUNDS)
            print(f"{case} {stand_in:10}{ratio:8.2f}{call * 1e6:8.0f}us{floor * 1e6:8.0f}us")


def handle_alone() -> None:
    with mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1) as ses:
        body = (
            "Action=SendEmail&Version=2010-12-01&Source=shop%40example.com&Destination.ToAddresses"
            ".member.1=customer-{}%40example.org&Message.Subject.Data=Order+{}&Message.Body.Text"
            ".Data=Thanks"
        )
        headers = Headers({
            "Authorization": "AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/ses/aws4_request, "
            "SignedHeaders=host, Signature=0"
        })  # fmt: skip

        def call(n: int) -> object:
            form = body.format(n, n).encode()
            request = Request("POST", "https://email/", headers, form, "us-east-1")
            return handle(ses.accounts, "ses", request)

        timed(call)
        print(f"\nhandle() alone, SendEmail v1: {median_of(lambda: timed(call)) * 1e6:.0f}us")


def enter_and_exit() -> None:
    def once() -> float:
        start = time.perf_counter()
        with mock_ses():
            pass
        return time.perf_counter() - start

    once()
    print(f"enter and exit: {median_of(once) * 1e3:.3f} ms (target 0.5)")


def with_a_full_outbox() -> None:
    service, sender = CASES["SendEmail v1"]
    with answered_by_sesfake() as subjects:
        send = sender(client(service))
        timed(send)
        empty = median_of(lambda: timed(send))
        while len(subjects()) < FULL:
            for _ in range(50):
                timed(send)
        full = median_of(lambda: timed(send))
        print(f"a send with {FULL:,} messages in the outbox: {full / empty:.2f} of one with few")


def imports() -> None:
    script = (
        "import time, botocore.session; start = time.perf_counter(); import sesfake; "
        "print(time.perf_counter() - start)"
    )

    def once() -> float:
        return float(subprocess.check_output([sys.executable, "-c", script]))

    print(f"import sesfake over botocore.session: {median_of(once, 5) * 1e3:.1f} ms (target 40)")


def median_of(measure: Callable[[], float], times: int | None = None) -> float:
    return statistics.median(measure() for _ in range(times or ROUNDS))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="What sesfake costs.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, a smaller outbox")
    quick = parser.parse_args().quick
    ROUNDS, FULL = (5, 5_000) if quick else (30, 100_000)
    sends()
    handle_alone()
    enter_and_exit()
    imports()
    with_a_full_outbox()
