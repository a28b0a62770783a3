"""Runs the benchmarks and prints them, ratios first. See the package's docstring."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from sesfake import mock_ses
from sesfake.adapters.emitter import handle
from sesfake.wire import Headers, Request
from tests.benchmarks.calls import (
    BULK,
    CASES,
    SHOP,
    STAND_INS,
    WITH_EVENTS,
    answered_by_a_constant,
    answered_by_sesfake,
    client,
    numbers,
    tell,
)

TARGET = 1.20


def timed(call: Callable[[int], object]) -> float:
    """Seconds for one call, different from every other."""
    n = next(numbers)
    start = time.perf_counter()
    call(n)
    return time.perf_counter() - start


def paired(floor: Callable[[int], object], call: Callable[[int], object], pairs: int) -> Medians:
    """The medians of two calls made in turns, after a few to warm up."""
    for _ in range(20):
        timed(floor), timed(call)
    sides = zip(*((timed(floor), timed(call)) for _ in range(pairs)), strict=True)
    return Medians(*map(statistics.median, sides))


class Medians(NamedTuple):
    floor: float
    call: float

    @property
    def ratio(self) -> float:
        return self.call / self.floor


def sends() -> None:
    print(f"A send, against the same botocore call answered by a constant (target {TARGET:.2f})\n")
    print(f"{'':22}{'ratio':>8}{'call':>10}{'floor':>10}")
    for title, case in CASES.items():
        floor = answered_by_a_constant(case)
        for name, stand_in in STAND_INS.items():
            with stand_in() as subjects:
                took = paired(floor, case.sender(client(case.service)), PAIRS)
                sent = subjects()
            assert len(set(sent)) == PAIRS + 20, "every mail is there, and different"
            print(
                f"{title} {name:9}{took.ratio:8.2f}"
                f"{took.call * 1e6:8.0f}us{took.floor * 1e6:8.0f}us"
            )


def bulk() -> None:
    """A bulk call of 50 destinations, over the floor in milliseconds."""
    case = BULK
    floor = answered_by_a_constant(case)
    with mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1) as ses:
        ses.add_template("order", subject="Order {{number}}", text="Dear {{name}}, thank you.")
        took = paired(floor, case.sender(client(case.service)), PAIRS // 5)
        rendered = {message.subject for message in ses.outbox}
    assert len(rendered) == 50 * (PAIRS // 5 + 20), "every mail is there, and different"
    over = (took.call - took.floor) * 1e3
    print(f"\nSendBulkEmail to 50: {over:.1f} ms over the floor (target 10)")


def events() -> None:
    """What events cost beyond the send, each; the test's part and, with moto, the program's."""
    case = WITH_EVENTS
    floor = answered_by_a_constant(case)
    with mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1) as ses:
        tell()
        took = paired(floor, case.sender(client(case.service)), PAIRS)
        print(f"\nSendEmail v2, with a topic that nobody keeps: {took.ratio:.2f} of the floor")
        send = case.sender(client(case.service))
        while len(ses.outbox) < MANY:
            send(next(numbers))
        sent = list(ses.outbox)
        costs = {
            "message.events": lambda: [message.events for message in sent],
            "ses.published": lambda: ses.published,
            "their JSON": lambda: [publication.record for publication in ses.published],
            "ses.metrics": lambda: ses.metrics,
            "ses.reputation()": ses.reputation,
            "ses.bounce": lambda: [ses.bounce(message) for message in sent],
            "message.events then": lambda: [message.events for message in sent],
        }
        took_ms = {what: once(cost) * 1e3 / len(sent) for what, cost in costs.items()}
        assert len(ses.published) == 3 * len(sent) - len(sent)  # sent, bounced
    told = ", ".join(f"{what} {ms:.3f}" for what, ms in took_ms.items())
    beyond = sum(took_ms[what] for what in ("message.events", "ses.published", "their JSON"))
    print(f"{len(sent):,} messages, ms each: {told}")
    print(f"to read what happened to them: {beyond:.2f} ms each (target 1)")


def events_with_moto() -> None:
    """A send whose two events moto takes, and CloudWatch asked at the end."""
    from moto import mock_aws  # floors are made before

    case = WITH_EVENTS
    floor = answered_by_a_constant(case)
    least = median_of(lambda: timed(floor), PAIRS)  # inside, moto would answer it, too
    with mock_aws(), mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1) as ses:
        topic = client("sns").create_topic(Name="mail")["TopicArn"]
        tell(topic)
        send = case.sender(client(case.service))
        timed(send)
        each = (median_of(lambda: timed(send), PAIRS // 5) - least) / 2 * 1e3
        cloudwatch = client("cloudwatch")
        read = once(lambda: cloudwatch.list_metrics(Namespace="AWS/SES")) * 1e3
        count = len(ses.outbox)
    print(f"with moto: {each:.2f} ms over the floor for each event that its SNS takes")
    print(f"with moto: {read:.0f} ms for its CloudWatch to hear of {count:,} messages and be read")


def once(call: Callable[[], object]) -> float:
    """Seconds for a single call, of processor time: it takes long, and others work meanwhile."""
    start = time.process_time()
    call()
    return time.process_time() - start


def handle_alone() -> None:
    with mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1) as ses:
        body = (
            "Action=SendEmail&Version=2010-12-01&Source=shop%40example.com&Destination.ToAddresses"
            ".member.1=customer-{}%40example.org&Message.Subject.Data=Order+{}&Message.Body.Text"
            ".Data=Thanks"
        )
        headers = Headers({
            "Authorization": "AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/ses/aws4_request"
            ", SignedHeaders=host, Signature=0"
        })  # fmt: skip

        def call(n: int) -> object:
            form = body.format(n, n).encode()
            request = Request("POST", "https://email/", headers, form, "us-east-1")
            return handle(ses.accounts, "ses", request)

        timed(call)
        alone = median_of(lambda: timed(call), PAIRS)
        print(f"\nhandle() alone, SendEmail v1: {alone * 1e6:.0f}us")


def enter_and_exit() -> None:
    def once() -> float:
        start = time.perf_counter()
        with mock_ses():
            pass
        return time.perf_counter() - start

    once()
    print(f"enter and exit: {median_of(once, 200) * 1e3:.3f} ms (target 0.5)")


def with_a_full_outbox() -> None:
    case = CASES["SendEmail v1"]
    floor = answered_by_a_constant(case)
    with answered_by_sesfake() as subjects:
        send = case.sender(client(case.service))
        nearly_empty = paired(floor, send, PAIRS)
        for _ in range(FULL):
            send(next(numbers))
        full = paired(floor, send, PAIRS)
        assert len(subjects()) > FULL
    growth = full.ratio / nearly_empty.ratio
    print(f"a send with {FULL:,} messages in the outbox: {growth:.2f} of one with few")


def imports() -> None:
    script = (
        "import time, botocore.session; start = time.perf_counter(); import sesfake; "
        "print(time.perf_counter() - start)"
    )

    def once() -> float:
        return float(subprocess.check_output([sys.executable, "-c", script]))

    print(f"import sesfake over botocore.session: {median_of(once, 7) * 1e3:.1f} ms (target 40)")


def median_of(measure: Callable[[], float], times: int) -> float:
    return statistics.median(measure() for _ in range(times))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="What sesfake costs.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, a smaller outbox")
    quick = parser.parse_args().quick
    PAIRS, FULL, MANY = (200, 5_000, 1_000) if quick else (1_500, 100_000, 10_000)
    sends()
    bulk()
    events()
    events_with_moto()
    handle_alone()
    enter_and_exit()
    imports()
    with_a_full_outbox()
