"""What is behind one fake, without any client."""

from __future__ import annotations

from datetime import timedelta

from sesfake.app import handle
from sesfake.clock import Clock
from sesfake.domain.accounts import Accounts
from sesfake.domain.agenda import Agenda
from sesfake.domain.scope import Scope
from sesfake.settings import Settings
from sesfake.wire import Headers, Request

KEY = "AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/ses/aws4_request, SignedHeaders=host, "
KEPT = 1000


def refused(accounts: Accounts) -> str:
    """The id of a request that is refused with a hint."""
    headers = Headers({"Authorization": f"{KEY}Signature=0"})
    body = (
        b"Action=SendEmail&Source=shop@example.com&Destination.ToAddresses.member.1=a@example.com"
        b"&Message.Subject.Data=Hi&Message.Body.Text.Data=Hi"
    )
    request = Request("POST", "https://email/", headers, body, "us-east-1")
    return handle(accounts, "ses", request).headers["x-amzn-RequestId"]


def test_a_hint_that_nobody_asks_for_is_kept_for_a_thousand_refusals():
    accounts = Accounts(Settings())
    oldest = refused(accounts)
    others = [refused(accounts) for _ in range(KEPT)]

    assert accounts.take_hint(oldest) is None
    assert len(accounts.hints) == KEPT
    assert "'shop@example.com'" in accounts.take_hint(others[0])
    assert accounts.take_hint(others[0]) is None
    assert accounts.take_hint(others[-1]) is not None


def test_nobody_else_is_there_unless_somebody_says_so():
    surroundings = Accounts(Settings()).surroundings

    assert not any(map(surroundings.is_there, ["sns", "firehose", "s3", "iam", "lambda"]))


def test_what_is_planned_for_the_same_time_happens_in_the_order_of_planning():
    clock, happened = Clock(), []
    agenda, now = Agenda(clock), clock.now()

    for number in range(20):
        agenda.plan(now, Scope(), lambda _, number=number: happened.append(number))
    agenda.plan(now - timedelta(seconds=1), Scope(), lambda _: happened.append("sooner"))
    agenda.catch_up()

    assert happened == ["sooner", *range(20)]
