"""A send, against the same botocore call answered by a constant."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

from sesfake import mock_ses
from sesfake.adapters.emitter import handle
from sesfake.wire import Headers, Request
from tests.benchmarks.calls import (
    BULK,
    CASES,
    SHOP,
    TEMPLATED,
    Case,
    StandIn,
    answered_by_a_constant,
    answered_by_moto,
    answered_by_sesfake,
    client,
    raw_mail,
)
from tests.benchmarks.measuring import Figure, Sizes, median_of, paired, timed

TARGET = 1.20
SAME = 1.1  # what varies from run to run, and no more
BULK_TARGET = 10.0  # ms


def sends(sizes: Sizes) -> Iterator[Figure]:
    for title, case in {**CASES, **TEMPLATED}.items():
        what = f"{title}, over the floor"
        ours = _ratio(case, answered_by_sesfake, sizes.pairs)
        try:
            motos = _ratio(case, answered_by_moto, sizes.pairs)
        except NotImplementedError:
            motos = None
        yield Figure(what, ours, moto=motos, target=TARGET)


def _ratio(case: Case, stand_in: StandIn, pairs: int) -> float:
    floor = answered_by_a_constant(case)
    with stand_in() as sent:
        took = paired(floor, case.sender(client(case.service)), pairs)
        assert len(set(sent())) == pairs + 20, "every mail is there, and different"
    return took.ratio


def decoding(sizes: Sizes) -> Iterator[Figure]:
    """What no answer to a raw mail in v2 can do without."""
    floor = answered_by_a_constant(CASES["raw 10 kB v2"])
    body = json.dumps({"Data": base64.b64encode(raw_mail(0)).decode()}).encode()
    took = paired(floor, lambda _: base64.b64decode(json.loads(body)["Data"]), sizes.pairs)
    yield Figure(
        "Python's own reading of JSON and base64 in a raw 10 kB v2, of the floor", took.ratio
    )


def with_a_full_outbox(sizes: Sizes) -> Iterator[Figure]:
    case = CASES["SendEmail v1"]
    floor = answered_by_a_constant(case)
    with answered_by_sesfake() as sent:
        send = case.sender(client(case.service))
        few = paired(floor, send, sizes.pairs)
        for _ in range(sizes.outbox):
            timed(send)
        many = paired(floor, send, sizes.pairs)
        assert len(sent()) > sizes.outbox
    what = f"a send with {sizes.outbox:,} messages in the outbox, over one with few"
    yield Figure(what, many.ratio / few.ratio, target=SAME)


def with_many_suppressed(sizes: Sizes) -> Iterator[Figure]:
    case = CASES["SendEmail v2"]
    floor = answered_by_a_constant(case)
    with mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1) as ses:
        ses.suppress("nobody@example.org")
        send = case.sender(client(case.service))
        few = paired(floor, send, sizes.pairs)
        ses.suppress(*(f"gone-{n}@example.org" for n in range(sizes.suppressed)))
        many = paired(floor, send, sizes.pairs)
        assert len(ses.outbox) == 2 * (sizes.pairs + 20)
    what = f"a send with {sizes.suppressed:,} addresses suppressed, over one with few"
    yield Figure(what, many.ratio / few.ratio, target=SAME)


def bulk(sizes: Sizes) -> Iterator[Figure]:
    """A bulk call of 50 destinations, over the floor in milliseconds."""
    floor = answered_by_a_constant(BULK)
    with mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1) as ses:
        ses.add_template("order", subject="Order {{number}}", text="Dear {{name}}, thank you.")
        took = paired(floor, BULK.sender(client(BULK.service)), sizes.pairs // 5)
        rendered = {message.subject for message in ses.outbox}
    assert len(rendered) == 50 * (sizes.pairs // 5 + 20), "every mail is there, and different"
    over = (took.call - took.floor) * 1e3
    yield Figure(
        "SendBulkEmail to 50 destinations, above the floor", over, "ms", target=BULK_TARGET
    )


def handle_alone(sizes: Sizes) -> Iterator[Figure]:
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
        alone = median_of(lambda: timed(call), sizes.pairs)
    yield Figure("`handle()` alone, SendEmail v1", alone * 1e6, "us")
