"""What it costs to hold much: memory, and lists read page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sesfake import mock_ses
from tests.benchmarks.calls import CASES, SHOP, client
from tests.benchmarks.measuring import Figure, Sizes, bytes_kept, numbers, once

MEMORY_TARGET = 3  # kB
_KEPT = 2_000  # messages


def memory(_: Sizes) -> Iterator[Figure]:
    """Of a small mail in the outbox: alone, and after its subject and events were read."""
    case = CASES["SendEmail v1"]
    with mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1) as ses:
        send = case.sender(client(case.service))
        for _ in range(50):
            send(next(numbers))

        def calls() -> None:
            for _ in range(_KEPT):
                send(next(numbers))

        each = bytes_kept(calls) / _KEPT / 1e3
        assert len(ses.outbox) == _KEPT + 50
    yield Figure("memory of a small message", each, "kB", target=MEMORY_TARGET)


def suppression_list(sizes: Sizes) -> Iterator[Figure]:
    count = sizes.suppressed
    with mock_ses() as ses:
        adding = once(lambda: ses.suppress(*(f"gone-{n}@example.org" for n in range(count))))
        call = partial(client("sesv2").list_suppressed_destinations, PageSize=1000)
        found: list[object] = []
        reading = once(lambda: found.extend(pages(call, "SuppressedDestinationSummaries")))
        assert len(found) == count
    yield Figure(f"`ses.suppress` of {count:,} addresses", adding * 1e3, "ms")
    what = f"a page of 1,000 of {count:,} suppressed destinations"
    yield Figure(what, reading / count * 1_000 * 1e3, "ms")


def templates(sizes: Sizes) -> Iterator[Figure]:
    count = sizes.templates
    with mock_ses() as ses:
        for n in range(count):
            ses.add_template(f"template-{n}", subject="Order {{number}}", text="Thanks, {{name}}")
        call = partial(client("sesv2").list_email_templates, PageSize=100)
        found: list[object] = []
        reading = once(lambda: found.extend(pages(call, "TemplatesMetadata")))
        assert len(found) == count
    yield Figure(f"a page of 100 of {count:,} templates", reading / count * 100 * 1e3, "ms")


def pages(call: Callable[..., dict[str, Any]], what: str) -> Iterator[object]:
    """All that a list has, page by page."""
    page = call()
    yield from page[what]
    while "NextToken" in page:
        page = call(NextToken=page["NextToken"])
        yield from page[what]
