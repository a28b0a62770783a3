"""What the tests of whole events have in common."""

from __future__ import annotations

import pytest

from tests.domain.events.documents import NOON, make_set


@pytest.fixture
def news(ses, sesv2_client):
    ses.clock.freeze(NOON)
    make_set(sesv2_client)


@pytest.fixture
def told(ses):
    """The record of the newest publication."""
    return lambda: ses.published.last.record
