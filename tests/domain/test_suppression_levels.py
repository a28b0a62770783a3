"""Suppression at its levels: tenant, account, configuration set, and Amazon's own list.

Rows: facts "events" 0 and 7.1, "sending" 6.
"""

from __future__ import annotations

import boto3
import pytest

from sesfake.domain.events.vocabulary import BounceSubType
from sesfake.domain.suppression.rules import note_bounce
from tests.domain.suppressing import (
    ANN,
    BOB,
    BOTH,
    BOUNCE,
    COMPLAINT,
    NOON,
    SHOP,
    news,
    on_account,
    on_tenant,
    sender,
    tenant,
)
from tests.installed import needs_member

ON_ACCOUNT = BounceSubType.ON_ACCOUNT_SUPPRESSION_LIST
ON_TENANT = BounceSubType.ON_TENANT_SUPPRESSION_LIST
GLOBALLY = BounceSubType.SUPPRESSED

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


class TestWhichList:
    """events 7.1, scope order"""

    def test_without_a_tenant_it_is_the_accounts(self, ses, acme, send):
        acme("TENANT", BOTH)
        ses.suppress(ANN)
        ses.suppress(BOB, tenant="acme")

        message = send(ANN, BOB)

        assert (message.suppressed, message.suppressed_by) == ({ANN: "BOUNCE"}, ON_ACCOUNT)

    @pytest.mark.parametrize(
        ("scope", "expected"), [("TENANT", (BOB, ON_TENANT)), ("ACCOUNT", (ANN, ON_ACCOUNT))]
    )
    def test_a_tenants_scope_says_which_and_the_other_is_not_looked_at(
        self, ses, acme, send, scope, expected
    ):
        acme(scope, BOTH)
        ses.suppress(ANN)
        ses.suppress(BOB, tenant="acme")

        message = send(ANN, BOB, acme=True)

        assert (*message.suppressed, message.suppressed_by) == expected
        assert message.outcome[expected[0]] == "bounce"

    def test_until_a_tenant_says_so_it_uses_the_accounts(self, ses, acme, send, client):
        # 7.1: both null clears, which is ACCOUNT
        ses.suppress(ANN)
        ses.suppress(BOB, tenant="acme")
        before = send(ANN, BOB, acme=True)
        acme("TENANT", BOTH)
        enabled = send(ANN, BOB, acme=True)
        client.put_tenant_suppression_attributes(TenantName="acme")
        cleared = send(ANN, BOB, acme=True)

        assert [list(m.suppressed) for m in (before, enabled, cleared)] == [[ANN], [BOB], [ANN]]

    @pytest.mark.parametrize(
        "scopes", [("TENANT", "ACCOUNT"), ("ACCOUNT", "TENANT"), ("TENANT", "TENANT")]
    )
    def test_a_sets_scope_counts_before_the_tenants(self, ses, acme, client, send, scopes):
        of_tenant, of_set = scopes
        acme(of_tenant, BOTH)
        news(client, SuppressionScope=of_set)
        ses.suppress(ANN)
        ses.suppress(BOB, tenant="acme")

        expected = BOB if of_set == "TENANT" else ANN
        assert list(send(ANN, BOB, acme=True, news=True).suppressed) == [expected]

    def test_a_set_puts_the_list_of_a_tenant_to_use_that_has_not_enabled_it(
        self, ses, acme, client, send
    ):
        news(client, SuppressionScope="TENANT")
        ses.suppress(BOB, tenant="acme")

        message = send(ANN, BOB, acme=True, news=True)

        assert (message.suppressed, message.suppressed_by) == ({BOB: "BOUNCE"}, ON_TENANT)

    def test_a_set_that_wants_a_tenants_list_where_no_tenant_sends_gets_the_accounts(
        self, ses, client, send
    ):
        # a guess
        needs_member("sesv2", "PutConfigurationSetSuppressionOptions", "SuppressionScope")
        news(client, SuppressionScope="TENANT")
        ses.suppress(ANN)

        assert send(news=True).suppressed_by is ON_ACCOUNT
        assert send(news=True).suppressed == {ANN: "BOUNCE"}

    def test_a_set_may_be_made_with_a_scope_alone(self, client):
        # 7.1: scope and reasons can be overridden separately by a configuration set
        needs_member("sesv2", "PutConfigurationSetSuppressionOptions", "SuppressionScope")

        client.create_configuration_set(
            ConfigurationSetName="news", SuppressionOptions={"SuppressionScope": "ACCOUNT"}
        )

        shown = client.get_configuration_set(ConfigurationSetName="news")
        assert shown["SuppressionOptions"] == {"SuppressionScope": "ACCOUNT"}

    def test_each_tenant_has_a_list_of_its_own(self, ses, acme, client, send):
        client.create_tenant(
            TenantName="zenith",
            SuppressionAttributes={"SuppressionScope": "TENANT", "SuppressedReasons": BOTH},
        )
        acme("TENANT", BOTH)
        ses.suppress(ANN, tenant="zenith")

        assert send(acme=True).suppressed == {}
        assert on_tenant(client, "zenith") == [ANN]


class TestWhichReasons:
    """events 7.1, effective reasons"""

    @pytest.mark.parametrize("reasons", [[], BOUNCE, COMPLAINT, BOTH], ids=str)
    @pytest.mark.parametrize("scope", ["TENANT", "ACCOUNT"])
    def test_a_tenants_count_before_the_accounts(self, ses, acme, send, scope, reasons):
        acme(scope, reasons)
        boto3.client("sesv2").put_account_suppression_attributes(SuppressedReasons=[])
        for given in ({}, {"tenant": "acme"}):
            ses.suppress(ANN, **given)
            ses.suppress(BOB, reason="COMPLAINT", **given)

        message = send(ANN, BOB, acme=True)

        assert sorted(message.suppressed.values()) == reasons

    @pytest.mark.parametrize("reasons", [[], BOUNCE, COMPLAINT, BOTH], ids=str)
    def test_a_sets_count_before_the_tenants(self, ses, acme, send, client, reasons):
        acme("TENANT", BOTH)
        news(client, SuppressedReasons=reasons)
        ses.suppress(ANN, tenant="acme")
        ses.suppress(BOB, reason="COMPLAINT", tenant="acme")

        message = send(ANN, BOB, acme=True, news=True)

        assert sorted(message.suppressed.values()) == reasons

    def test_scope_and_reasons_are_overridden_one_by_one(self, ses, acme, send, client):
        acme("TENANT", BOUNCE)
        ses.suppress(ANN)
        ses.suppress(BOB, reason="COMPLAINT")
        ses.suppress(BOB, tenant="acme", reason="COMPLAINT")

        news(client, SuppressionScope="ACCOUNT")  # the reasons stay the tenant's
        assert send(ANN, BOB, acme=True, news=True).suppressed == {ANN: "BOUNCE"}

        news(client, SuppressedReasons=COMPLAINT)  # the scope stays the tenant's
        message = send(ANN, BOB, acme=True, news=True)
        assert (message.suppressed, message.suppressed_by) == ({BOB: "COMPLAINT"}, ON_TENANT)

    def test_a_complaint_on_the_tenants_list_answers_with_a_complaint(self, ses, acme, send):
        # events 12: documented for bounces only
        acme("TENANT", BOTH)
        ses.suppress(ANN, tenant="acme", reason="COMPLAINT")

        message = send(acme=True)

        assert (message.outcome, message.suppressed_by) == ({ANN: "complaint"}, ON_TENANT)


class TestSuppressedSends:
    """events 0 and 7.1: the send succeeds and counts"""

    def test_each_recipient_counts_against_the_quota(self, ses, acme, send, ses_client):
        acme("TENANT", BOTH)
        ses.suppress(ANN, tenant="acme")

        message = send(ANN, BOB, acme=True)

        assert message.outcome == {ANN: "bounce", BOB: "delivery"}
        assert ses_client.get_send_quota()["SentLast24Hours"] == 2

    def test_of_a_bulk_send_too(self, ses, acme, client):
        acme("TENANT", BOTH)
        ses.suppress(ANN, tenant="acme")

        answer = client.send_bulk_email(
            FromEmailAddress=SHOP,
            DefaultContent={
                "Template": {
                    "TemplateContent": {"Subject": "Hi", "Text": "Hello"},
                    "TemplateData": "{}",
                }
            },
            BulkEmailEntries=[{"Destination": {"ToAddresses": [to]}} for to in (ANN, BOB)],
            TenantName="acme",
        )

        assert [one["Status"] for one in answer["BulkEmailEntryResults"]] == ["SUCCESS"] * 2
        assert [m.outcome for m in ses.outbox] == [{ANN: "bounce"}, {BOB: "delivery"}]
        assert ses.outbox[0].suppressed_by is ON_TENANT

    def test_the_tenant_of_a_header_has_its_list_in_v1(self, ses, acme, ses_client):
        acme("TENANT", BOTH)
        ses.suppress(ANN, tenant="acme")
        mail = f"From: {SHOP}\r\nTo: {ANN}\r\nX-SES-TENANT: acme\r\n\r\nHello\r\n"

        ses_client.send_raw_email(RawMessage={"Data": mail})

        assert ses.outbox.last.outcome == {ANN: "bounce"}
        assert ses.outbox.last.suppressed_by is ON_TENANT


class TestTheGlobalList:
    """events 7.1, first column, and "account list overrides the global one" """

    def test_where_the_account_suppresses_bounces_it_is_not_in_use(self, ses, send):
        ses.suppress(ANN, level="global")

        assert send().outcome == {ANN: "delivery"}

    @pytest.mark.parametrize("reasons", [[], COMPLAINT], ids=str)
    def test_where_the_account_does_not_it_is(self, ses, send, client, reasons, ses_client):
        client.put_account_suppression_attributes(SuppressedReasons=reasons)
        ses.suppress(ANN, level="global")
        ses.suppress(BOB)

        message = send(ANN.upper(), BOB)

        assert message.suppressed == {ANN.upper(): "BOUNCE"}
        assert message.suppressed_by is GLOBALLY
        assert message.outcome == {ANN.upper(): "bounce", BOB: "delivery"}
        assert ses_client.get_send_quota()["SentLast24Hours"] == 2

    def test_the_same_goes_for_a_set_and_for_a_tenant(self, ses, acme, send, client):
        # A guess, of the set that says [].
        ses.suppress(ANN, level="global")
        acme("TENANT", BOUNCE)
        assert send(acme=True).suppressed == {}
        acme("TENANT", COMPLAINT)
        assert send(acme=True).suppressed_by is GLOBALLY
        acme("TENANT", [])
        assert send(acme=True).suppressed_by is GLOBALLY
        news(client, SuppressedReasons=BOUNCE)
        assert send(acme=True, news=True).suppressed == {}
        news(client, SuppressedReasons=[])
        assert send(acme=True, news=True).suppressed_by is GLOBALLY
        assert send(news=True).suppressed_by is GLOBALLY

    def test_a_message_to_both_lists_is_called_after_the_own_one(self, ses, send, client):
        client.put_account_suppression_attributes(SuppressedReasons=COMPLAINT)
        ses.suppress(ANN, level="global")
        ses.suppress(BOB, reason="COMPLAINT")

        message = send(ANN, BOB)

        assert message.suppressed == {ANN: "BOUNCE", BOB: "COMPLAINT"}
        assert message.suppressed_by is ON_ACCOUNT
        assert message.outcome == {ANN: "bounce", BOB: "complaint"}

    def test_it_is_one_for_all_accounts_and_regions(self, ses, client, account, send):
        note_bounce(account, send(), ANN, "f1")
        elsewhere = boto3.client("sesv2", "eu-west-1")
        elsewhere.put_account_suppression_attributes(SuppressedReasons=[])

        elsewhere.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [ANN]},
            Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}},
        )

        assert ses.outbox.last.suppressed_by is GLOBALLY

    @pytest.mark.parametrize(
        ("bounces", "days"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 14), (6, 14)]
    )
    def test_an_address_stays_longer_with_each_bounce_but_14_days_at_the_most(
        self, ses, send, client, bounces, days
    ):
        # events 7.1, stay; the first day and the doubling are guesses
        ses.clock.freeze(NOON)
        client.put_account_suppression_attributes(SuppressedReasons=[])
        for _ in range(bounces):
            ses.suppress(ANN, level="global")

        ses.clock.advance(days=days, seconds=-1)
        last = send()
        ses.clock.advance(seconds=1)
        first = send()

        assert last.outcome == {ANN: "bounce"}
        assert first.outcome == {ANN: "delivery"}

    def test_it_remembers_who_was_on_it(self, ses, send, client):
        ses.clock.freeze(NOON)
        client.put_account_suppression_attributes(SuppressedReasons=[])
        ses.suppress(ANN, level="global")
        ses.clock.advance(days=30)
        ses.suppress(ANN, level="global")

        ses.clock.advance(days=1, hours=12)

        assert send().outcome == {ANN: "bounce"}

    def test_nobody_can_look_it_up_and_a_reset_of_all_empties_it(self, ses, send, client):
        ses.suppress(ANN, level="global")
        assert on_account(client) == []

        ses.reset()
        ses.verify("example.com")
        client.put_account_suppression_attributes(SuppressedReasons=[])

        assert send().outcome == {ANN: "delivery"}
