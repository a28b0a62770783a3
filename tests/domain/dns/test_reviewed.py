""" "AWS reviewers check DNS": what they remark on when somebody wants to leave the sandbox."""

from __future__ import annotations

import pytest

from tests.domain.dns.doors import DOMAIN, create
from tests.domain.requesting import MONDAY, request

pytestmark = pytest.mark.ses(verification="dns", auto_review=True)


@pytest.fixture(autouse=True)
def monday(ses):
    ses.clock.freeze(MONDAY)


def remarks(ses) -> tuple[str, ...]:
    request()  # the website is https://shop.example.com
    ses.clock.advance(hours=24)
    return ses.production_case().remarks


def test_nothing_is_published(ses):
    assert remarks(ses) == tuple(
        f"Your domain shop.example.com has no {record} record."
        for record in ("SPF", "DKIM", "DMARC")
    )


def test_all_is_published(ses):
    create()
    ses.dns.publish_all(DOMAIN)

    assert remarks(ses) == ()


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("shop.example.com", "v=spf1 -all", "SPF"),
        ("example.com", "v=spf1 -all", "SPF"),
        ("_dmarc.shop.example.com", "v=DMARC1; p=none", "DMARC"),
        ("_dmarc.example.com", "v=DMARC1; p=none", "DMARC"),
        ("mine._domainkey.shop.example.com", "p=MIGf", "DKIM"),
        ("example.com", "hello", None),
    ],
)
def test_one_is_published(ses, name, value, found):
    ses.dns.txt(name, value)

    said = {remark.split()[-2] for remark in remarks(ses)}

    assert said == {"SPF", "DKIM", "DMARC"} - {found}


@pytest.mark.ses(verification="auto")
def test_where_records_do_not_count_none_are_missing(ses):
    assert remarks(ses) == ()
