"""What is decided about an account while another thread decides something else of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import boto3
import pytest

from tests.installed import needs_operation
from tests.threads.shaking import at_once

ACCOUNT, REGION = "123456789012", "us-east-1"
IP = "198.51.100.1"
FIXED = {
    "cause": "An old list was imported by mistake.",
    "changes": ["The list is deleted."],
    "prevention": "Nobody can import such a list any more.",
}
MONDAY = datetime(2026, 4, 20, 9, tzinfo=timezone.utc)

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


@pytest.fixture
def first(ses) -> Callable[[Callable[[], object]], None]:
    """Let another thread do something when the lock of the account is asked for, and before."""
    account = ses.accounts.open(ACCOUNT, REGION)
    lock = account.lock
    asking = threading.current_thread()

    class Late:
        def __init__(self, act: Callable[[], object]) -> None:
            self._act: Callable[[], object] | None = act

        def __enter__(self) -> None:
            act, mine = self._act, threading.current_thread() is asking
            if act is not None and mine:
                self._act = None
                at_once(act)
            lock.acquire()

        def __exit__(self, *_: object) -> None:
            lock.release()

    def let(act: Callable[[], object]) -> None:
        account.lock = Late(act)

    return let


def ask_for_production() -> None:
    boto3.client("sesv2", REGION).put_account_details(
        MailType="TRANSACTIONAL",
        WebsiteURL="https://shop.example.com",
        UseCaseDescription="Receipts of orders.",
        ProductionAccessEnabled=True,
    )


def test_an_appeal_that_was_refused_meanwhile_is_not_accepted(ses, first):
    ses.suspend("bounces")
    appeal = ses.appeal(**FIXED)

    first(lambda: appeal.refuse("The rate has not gone down."))
    with pytest.raises(ValueError, match="this appeal is decided, it is refused"):
        appeal.accept()

    assert ses.enforcement.status == "SHUTDOWN"


def test_an_appeal_that_was_accepted_meanwhile_is_not_refused(ses, first):
    ses.suspend("bounces")
    appeal = ses.appeal(**FIXED)

    first(appeal.accept)
    with pytest.raises(ValueError, match="this appeal is decided, it is accepted"):
        appeal.refuse("The rate has not gone down.")

    assert (ses.enforcement.status, appeal.state) == ("HEALTHY", "accepted")


def test_no_appeal_is_accepted_against_a_suspension_that_became_permanent_meanwhile(ses, first):
    ses.suspend("bounces")
    appeal = ses.appeal(**FIXED)

    first(lambda: ses.suspend("bounces", permanently=True))
    with pytest.raises(ValueError, match="the suspension is permanent, and no appeal lifts it"):
        appeal.accept()

    assert ses.enforcement.is_permanent


def test_an_appeal_that_another_thread_has_completed_waits_for_nothing_more(ses, first):
    ses.suspend("bounces")
    appeal = ses.appeal(cause=FIXED["cause"], prevention=FIXED["prevention"])

    first(lambda: appeal.reply(changes="The list is deleted."))
    with pytest.raises(ValueError, match="waits for nothing more, it is under review"):
        appeal.reply(changes="Another one is deleted.")

    assert appeal.changes == ("The list is deleted.",)


@pytest.mark.ses(auto_review=True)
def test_an_appeal_is_written_while_something_becomes_due(ses):
    """What is due happens under the account's lock: whoever holds it does not wait for that."""
    ses.clock.freeze(MONDAY)
    account = ses.accounts.open(ACCOUNT, REGION)
    ses.suspend("bounces")
    begun, written = threading.Event(), threading.Event()

    def happen(_: datetime) -> None:
        begun.set()
        written.wait(1)
        with account.lock:
            pass

    def let_it_happen() -> None:
        ses.clock.advance(hours=1)
        ses.accounts.catch_up()

    def write() -> None:
        catch_up = ses.accounts.catch_up

        def and_another_begins() -> None:
            catch_up()
            ses.accounts.catch_up = catch_up
            other.start()
            begun.wait()

        ses.accounts.catch_up = and_another_begins
        ses.appeal(**FIXED)
        written.set()

    other = threading.Thread(target=let_it_happen, daemon=True)
    account.agenda.plan(MONDAY + timedelta(hours=1), account.scope, happen)
    write_it = threading.Thread(target=write, daemon=True)
    write_it.start()
    write_it.join(10)

    assert written.is_set()
    other.join(10)
    assert ses.enforcement.appeals[0].state == "under review"


@pytest.mark.ses(production=False)
def test_a_rejection_is_replied_to_once(ses, first):
    ask_for_production()
    ses.deny_production_access("Please tell us more.")
    case = ses.production_case()
    reply = {
        "acknowledgement": "We understand.",
        "opt_in": "By a form, and a mail to confirm.",
        "confirmation_sample": "Please confirm.",
        "privacy_policy": "https://shop.example.com/privacy",
        "unsubscribe": "https://shop.example.com/unsubscribe",
    }

    first(lambda: case.reply(**reply))
    with pytest.raises(ValueError, match="only a rejection is replied to; this case is PENDING"):
        case.reply(**reply)


def test_a_probation_that_comes_after_a_suspension_of_another_thread_changes_nothing(ses, first):
    first(lambda: ses.suspend("complaints"))
    ses.put_on_probation("bounces")

    assert (ses.enforcement.status, ses.enforcement.reason) == ("SHUTDOWN", "complaints")


def test_limits_that_another_thread_has_raised_further_are_not_lowered(ses, first):
    first(lambda: ses.raise_limits(max_24_hour_send=900_000))
    ses.raise_limits(max_24_hour_send=800_000, max_send_rate=20)

    quota = boto3.client("ses", REGION).get_send_quota()
    assert (quota["Max24HourSend"], quota["MaxSendRate"]) == (900_000, 20)


def test_an_address_is_leased_once(ses, first):
    first(lambda: ses.lease_dedicated_ips(IP))
    with pytest.raises(ValueError, match=f"{IP} is leased to {ACCOUNT} in {REGION}"):
        ses.lease_dedicated_ips(IP)


@pytest.mark.parametrize(
    "act",
    [
        lambda ses: ses.release_dedicated_ips(IP),
        lambda ses: ses.put_on_block_list(IP, "Spamhaus"),
        lambda ses: ses.take_off_block_list(IP, "Spamhaus"),
    ],
    ids=["released", "put on a list", "taken off it"],
)
def test_an_address_that_another_thread_has_released_is_not_leased(ses, first, act):
    ses.lease_dedicated_ips(IP)
    ses.put_on_block_list(IP, "Spamhaus")

    first(lambda: ses.release_dedicated_ips(IP))
    with pytest.raises(ValueError, match=f"{IP} is not leased"):
        act(ses)


def test_a_tenant_that_another_thread_has_deleted_is_not_suspended(ses, first):
    needs_operation("sesv2", "CreateTenant")
    client = boto3.client("sesv2", REGION)
    client.create_tenant(TenantName="acme")

    first(lambda: client.delete_tenant(TenantName="acme"))
    with pytest.raises(ValueError, match="there is no tenant 'acme'"):
        ses.suspend_tenant("acme", "Complaints.")
