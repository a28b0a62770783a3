"""Who gets on which suppression list and off again, by what happens to mail or by the test's word.

Rows: facts "events" 7.1.
"""

from __future__ import annotations

from datetime import timedelta

import boto3
import pytest

from sesfake.domain.suppression.rules import note_bounce, note_complaint, note_not_spam
from tests.domain.suppressing import (
    ANN,
    BOB,
    BOTH,
    BOUNCE,
    COMPLAINT,
    NOON,
    entries_of,
    news,
    on_account,
    on_tenant,
    sender,
    tenant,
)
from tests.installed import needs_operation

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


@pytest.fixture
def client(sesv2_client):
    return sesv2_client


@pytest.fixture
def account(ses):
    return ses.accounts.open("123456789012", "us-east-1")


@pytest.fixture
def acme(client):
    return tenant(client)


@pytest.fixture
def send(ses):
    return sender(ses)


class TestAutomaticEntries:
    """events 7.1, who fills it; "gate both checking and recording" """

    def entry(self, client, address=ANN, **given):
        answer = client.get_suppressed_destination(EmailAddress=address, **given)
        return answer["SuppressedDestination"]

    @pytest.mark.parametrize("reason", BOTH)
    def test_they_tell_the_event(self, ses, client, account, send, reason):
        # events 7.2, Get output
        note = note_bounce if reason == "BOUNCE" else note_complaint
        ses.clock.freeze(NOON)
        message = send()
        ses.clock.advance(hours=1)

        note(account, message, ANN, "f1")

        assert self.entry(client) == {
            "EmailAddress": ANN,
            "Reason": reason,
            "LastUpdateTime": NOON + timedelta(hours=1),
            "Attributes": {"MessageId": message.id, "FeedbackId": "f1"},
        }
        assert send().outcome == {ANN: reason.lower()}

    @pytest.mark.parametrize(
        ("happened", "lists"),
        [
            ((note_bounce, "TENANT"), ["tenant", "global"]),
            ((note_bounce, "ACCOUNT"), ["account", "global"]),
            ((note_complaint, "TENANT"), ["tenant"]),
            ((note_complaint, "ACCOUNT"), ["account", "global"]),
        ],
    )
    def test_the_scope_says_which_lists_get_them(self, acme, account, send, happened, lists):
        # 7.1: "Scope TENANT: ..." and "Scope ACCOUNT: ..."
        note, scope = happened
        acme(scope, BOTH)

        note(account, send(acme=True), ANN, "f1")

        client = boto3.client("sesv2")
        found = {
            "tenant": ANN in on_tenant(client),
            "account": ANN in on_account(client),
            "global": account.global_suppression.holds(ANN),
        }
        assert [name for name, has_it in found.items() if has_it] == lists

    @pytest.mark.parametrize("reasons", [[], BOUNCE, COMPLAINT, BOTH], ids=str)
    def test_only_reasons_that_count_are_recorded(self, client, account, send, reasons):
        client.put_account_suppression_attributes(SuppressedReasons=reasons)
        message = send(ANN, BOB)

        note_bounce(account, message, ANN, "f1")
        note_complaint(account, message, BOB, "f2")

        assert [entry["Reason"] for entry in entries_of(client)] == reasons
        assert account.global_suppression.holds(ANN)  # hard bounces of any customer
        assert account.global_suppression.holds(BOB) == ("COMPLAINT" in reasons)

    def test_a_set_without_reasons_records_nothing(self, client, account, send):
        news(client, SuppressedReasons=[])
        message = send(news=True)

        note_bounce(account, message, ANN, "f1")
        note_complaint(account, message, BOB, "f2")

        assert on_account(client) == []

    def test_set_and_tenant_count_as_they_are_when_it_happens(self, acme, client, account, send):
        news(client, SuppressedReasons=BOTH)
        message = send(acme=True, news=True)

        acme("TENANT", BOTH)
        note_bounce(account, message, ANN, "f1")
        news(client, SuppressedReasons=[])
        note_bounce(account, message, BOB, "f2")

        assert (on_tenant(client), on_account(client)) == ([ANN], [])

    def test_of_a_set_and_a_tenant_that_are_gone_it_is_the_accounts(
        self, acme, client, account, send
    ):
        acme("TENANT", BOTH)
        news(client, SuppressedReasons=[])
        message = send(acme=True, news=True)
        client.delete_tenant(TenantName="acme")
        client.delete_configuration_set(ConfigurationSetName="news")

        note_bounce(account, message, ANN, "f1")

        assert on_account(client) == [ANN]

    def test_another_tenant_that_has_the_name_by_now_does_not_count(
        self, acme, client, account, send
    ):
        acme("TENANT", BOTH)
        message = send(acme=True)
        client.delete_tenant(TenantName="acme")
        client.create_tenant(TenantName="acme")
        acme("TENANT", BOTH)

        note_bounce(account, message, ANN, "f1")

        assert (on_tenant(client), on_account(client)) == ([], [ANN])

    @pytest.mark.parametrize("note", [note_bounce, note_complaint])
    def test_addresses_of_the_simulator_get_on_no_list(self, client, account, send, note):
        # events 2: bounce@ is not added to any suppression list
        address = "bounce+x@simulator.amazonses.com"
        message = send(address)

        note(account, message, address, "f1")

        assert on_account(client) == []
        assert not account.global_suppression.holds(address)


class TestNotSpam:
    """events 7.1, not-spam report; of the account it is a guess"""

    def test_a_complaint_goes_in_whatever_case(self, ses, client, account, send):
        ses.suppress("Ann@x.org", ANN, BOB, reason="COMPLAINT")

        note_not_spam(account, send(ANN.upper()), ANN.upper())

        assert on_account(client) == [BOB]

    def test_a_bounce_stays(self, ses, client, account, send):
        ses.suppress(ANN)

        note_not_spam(account, send(), ANN)

        assert on_account(client) == [ANN]

    def test_the_tenants_list_is_meant_where_it_is_in_use(self, ses, acme, client, account, send):
        acme("TENANT", BOTH)
        ses.suppress(ANN, reason="COMPLAINT")
        ses.suppress(ANN, reason="COMPLAINT", tenant="acme")

        note_not_spam(account, send(acme=True), ANN)

        assert (on_tenant(client), on_account(client)) == ([], [ANN])


class TestTheTestersWord:
    def test_a_tenant_that_does_not_exist(self, ses, client):
        needs_operation("sesv2", "CreateTenant")
        client.create_tenant(TenantName="acme")

        with pytest.raises(ValueError, match=r"no tenant 'zenith'.*create_tenant\(TenantName="):
            ses.suppress(ANN, tenant="zenith")
        with pytest.raises(ValueError, match="no tenant 'acme'"):
            ses.region("eu-west-1").suppress(ANN, tenant="acme")
        with pytest.raises(ValueError, match="no tenant 'acme'"):
            ses.account("999999999999").suppress(ANN, tenant="acme")

        ses.region("us-east-1").suppress(ANN, tenant="acme")
        assert on_tenant(client) == [ANN]

    def test_a_tenants_list_is_filled_wherever_in_view_it_is(self, ses, client, acme):
        elsewhere = boto3.client("sesv2", "eu-west-1")
        elsewhere.create_tenant(TenantName="acme")

        ses.suppress(ANN, BOB, tenant="acme", reason="COMPLAINT")

        assert on_tenant(client) == on_tenant(elsewhere) == [ANN, BOB]
        assert on_account(client) == []

    @pytest.mark.parametrize(
        ("given", "error", "text"),
        [
            ({"level": "tenant"}, ValueError, "level= is 'account' or 'global'"),
            ({"level": "global", "tenant": "acme"}, ValueError, "leave out level= or tenant="),
            ({"level": "global", "reason": "COMPLAINT"}, ValueError, "leave out reason="),
            ({"tenant": 7}, TypeError, "the name of a tenant"),
        ],
    )
    def test_what_makes_no_sense_is_told(self, ses, given, error, text):
        with pytest.raises(error, match=text):
            ses.suppress(ANN, **given)
