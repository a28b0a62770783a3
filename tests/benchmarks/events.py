"""What events cost beyond the send: the test's part and, with moto, the program's."""

from __future__ import annotations

from collections.abc import Iterator

from sesfake import mock_ses
from tests.benchmarks.calls import (
    SHOP,
    WITH_EVENTS,
    answered_by_a_constant,
    client,
    tell,
)
from tests.benchmarks.measuring import Figure, Sizes, median_of, numbers, once, paired, timed

EVENTS_TARGET = 1.0  # ms


def events(sizes: Sizes) -> Iterator[Figure]:
    floor = answered_by_a_constant(WITH_EVENTS)
    with mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1) as ses:
        tell()
        send = WITH_EVENTS.sender(client("sesv2"))
        took = paired(floor, send, sizes.pairs)
        while len(ses.outbox) < sizes.events:
            send(next(numbers))
        sent = list(ses.outbox)
        told = {
            "`message.events`": lambda: [message.events for message in sent],
            "`ses.published`": lambda: ses.published,
            "its records": lambda: [publication.record for publication in ses.published],
        }
        costs = {what: once(cost) * 1e3 / len(sent) for what, cost in told.items()}
        bouncing = once(lambda: [ses.bounce(message) for message in sent]) * 1e3 / len(sent)
        assert len(ses.published) == 3 * len(sent) - len(sent)  # sent, bounced
    yield Figure("SendEmail v2 with events nobody keeps, over the floor", took.ratio)
    what = f"what happened to a message, read: {', '.join(costs)}"
    yield Figure(what, sum(costs.values()), "ms", target=EVENTS_TARGET)
    yield Figure("`ses.bounce(message)`", bouncing, "ms")


def events_with_moto(sizes: Sizes) -> Iterator[Figure]:
    """A send whose two events moto takes, and CloudWatch asked at the end."""
    from moto import mock_aws  # floors are made before

    floor = answered_by_a_constant(WITH_EVENTS)
    least = median_of(lambda: timed(floor), sizes.pairs)  # inside, moto would answer it, too
    with mock_aws(), mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1):
        topic = client("sns").create_topic(Name="mail")["TopicArn"]
        tell(topic)
        send = WITH_EVENTS.sender(client("sesv2"))
        timed(send)
        each = (median_of(lambda: timed(send), sizes.pairs // 5) - least) / 2 * 1e3
    yield Figure("each event that moto's SNS takes, over the floor", each, "ms")
