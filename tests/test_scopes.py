"""A view of one region or one account acts on what it shows, and on nothing else."""

from __future__ import annotations

from datetime import datetime, timezone

import boto3
import pytest
from botocore.config import Config

from sesfake import mock_ses
from sesfake.app import handle
from sesfake.domain.scope import Scope
from sesfake.wire import Headers, Request
from tests.refusing import refusal

DOMAIN = "example.com"
SHOP = "shop@example.com"
HERE, THERE = "us-east-1", "eu-west-1"
OTHER = "999999999999"
NOT_VERIFIED = (
    "MessageRejected",
    "Email address is not verified. The following identities failed the check in region "
    "EU-WEST-1: shop@example.com",
)
ONCE = Config(retries={"total_max_attempts": 1})


def client(region, service="ses"):
    return boto3.client(service, region, config=ONCE)


def send(region, subject="Hi"):
    return client(region).send_email(
        Source=SHOP,
        Destination={"ToAddresses": [SHOP]},
        Message={"Subject": {"Data": subject}, "Body": {"Text": {"Data": "x"}}},
    )


def asked_of(ses, account_id, region):
    """The status of a call to another account, which needs its keys."""
    ses.accounts.keys["OTHER"] = OTHER
    key = {OTHER: "OTHER"}.get(account_id, "MINE")
    headers = Headers(
        {
            "Authorization": f"AWS4-HMAC-SHA256 Credential={key}/20260102/{region}/ses/"
            "aws4_request, SignedHeaders=host, Signature=0"
        }
    )
    request = Request("POST", "https://email/", headers, b"Action=GetSendQuota", region)
    return handle(ses.accounts, "ses", request).status


class TestReset:
    @pytest.mark.ses(verified=[DOMAIN])
    def test_a_region_forgets_its_messages_and_no_other(self, ses):
        send(HERE, "here")
        send(THERE, "there")

        ses.region(THERE).reset()

        assert [message.subject for message in ses.outbox] == ["here"]
        assert {event.region for event in ses.events} == {HERE}
        assert client(THERE).get_send_quota()["SentLast24Hours"] == 0
        assert client(THERE).get_send_statistics()["SendDataPoints"] == []
        assert client(HERE).get_send_quota()["SentLast24Hours"] == 1
        assert len(client(HERE).get_send_statistics()["SendDataPoints"]) == 1

    def test_a_region_forgets_what_was_made_in_it_and_no_other(self, ses):
        for region in (HERE, THERE):
            client(region).verify_domain_identity(Domain=DOMAIN)
            client(region).create_configuration_set(ConfigurationSet={"Name": "news"})
            client(region).update_account_sending_enabled(Enabled=False)
            ses.region(region).add_template("welcome", subject="Hi", text="x")

        ses.region(THERE).reset()

        left = [
            (
                client(region).list_identities()["Identities"],
                [item["Name"] for item in client(region).list_templates()["TemplatesMetadata"]],
                [
                    item["Name"]
                    for item in client(region).list_configuration_sets()["ConfigurationSets"]
                ],
                client(region).get_account_sending_enabled()["Enabled"],
            )
            for region in (HERE, THERE)
        ]
        assert left == [([DOMAIN], ["welcome"], ["news"], False), ([], [], [], True)]

    @pytest.mark.ses(verification="manual")
    def test_a_region_forgets_its_notices_and_their_links(self, ses):
        for region in (HERE, THERE):
            client(region).verify_email_identity(EmailAddress="ann@example.org")
        here, there = ses.notices

        ses.region(THERE).reset()

        assert ses.notices == [here]
        with pytest.raises(ValueError, match="SES has not written the link"):
            ses.follow(there.links[0])
        assert ses.follow(here.links[0]).endswith("/verifysuccess/")

    def test_a_region_forgets_what_it_has_refused(self, ses):
        for region in (HERE, THERE):
            refusal(send, region)

        ses.region(THERE).reset()

        assert ["US-EAST-1" in r.message for r in ses.accounts.mailbag.refusals] == [True]

    def test_an_account_forgets_what_it_was_refused_and_no_other(self, ses):
        ses.accounts.keys["OTHER"] = OTHER
        theirs = boto3.client("ses", HERE, aws_access_key_id="OTHER", aws_secret_access_key="x")
        for one in (theirs, client(HERE)):
            refusal(one.get_template, TemplateName="hi")

        ses.account(OTHER).reset()

        assert [r.account_id for r in ses.accounts.mailbag.refusals] == ["123456789012"]

    def test_what_the_options_have_verified_is_verified_again(self):
        with mock_ses(verified={THERE: [DOMAIN]}) as ses:
            client(THERE).delete_identity(Identity=DOMAIN)
            ses.region(THERE).verify("ann@example.org")

            ses.region(THERE).reset()

            assert client(THERE).list_identities()["Identities"] == [DOMAIN]
            send(THERE)

    @pytest.mark.parametrize("touched", [True, False], ids=["touched", "untouched"])
    def test_what_the_test_has_verified_is_not_whichever_view_it_asked(self, ses, touched):
        ses.verify(DOMAIN)
        ses.region(THERE).verify(DOMAIN)
        if touched:
            send(THERE)

        ses.region(THERE).reset()

        assert refusal(send, THERE) == NOT_VERIFIED
        send(HERE)
        send("eu-central-1")

    def test_what_is_verified_after_a_reset_stays(self, ses):
        ses.region(THERE).reset()

        ses.verify(DOMAIN)

        send(THERE)

    @pytest.mark.ses(verified=[DOMAIN])
    def test_an_account_forgets_its_own_in_every_region(self, ses):
        send(HERE)
        send(THERE)
        ses.account(OTHER).verify("other.example")
        asked_of(ses, OTHER, HERE)

        ses.account(OTHER).reset()
        assert len(ses.outbox) == 2
        assert len(ses.accounts.open(OTHER, HERE).identities) == 0

        ses.account("123456789012").reset()
        assert ses.outbox == []

    @pytest.mark.ses(verified=[DOMAIN])
    def test_a_region_of_an_account_is_the_narrowest_view(self, ses):
        send(HERE)
        send(THERE)

        ses.account(OTHER).region(THERE).reset()
        assert len(ses.outbox) == 2

        ses.account("123456789012").region(THERE).reset()
        assert [message.region for message in ses.outbox] == [HERE]

    @pytest.mark.ses(verified=[DOMAIN])
    def test_the_time_stays_and_ids_go_on(self, ses):
        ses.clock.freeze()
        ses.clock.advance(hours=1)
        before = send(THERE)["MessageId"], ses.clock.now()

        ses.region(THERE).reset()

        assert ses.clock.now() == before[1]
        assert send(THERE)["MessageId"] != before[0]

    @pytest.mark.ses(verified=[DOMAIN])
    def test_everything_is_as_new_after_a_reset_of_the_whole(self, ses):
        send(HERE)
        ses.verify("ann@example.org")
        ses.region(THERE).fail_next("SendEmail", "AccessDenied")

        ses.reset()

        assert ses.outbox == []
        assert client(HERE).list_identities()["Identities"] == [DOMAIN]
        send(THERE)

    @pytest.mark.ses(auto_review=True)
    def test_what_was_received_and_what_was_to_happen_is_forgotten_with_the_whole(self, ses):
        ses.clock.freeze(datetime(2026, 4, 20, 9, tzinfo=timezone.utc))
        client(HERE, "sesv2").put_account_details(
            MailType="TRANSACTIONAL",
            WebsiteURL="https://shop.example.com",
            UseCaseDescription="Receipts of orders, to who has ordered, at once, by a form.",
            ProductionAccessEnabled=True,
        )
        ses.receive(
            b"From: bob@example.org\r\nSubject: Hi\r\n\r\nx", recipients=["ann@example.com"]
        )
        assert len(ses.received) == 1

        ses.reset()
        ses.clock.advance(days=7)

        assert list(ses.received) == []
        account = client(HERE, "sesv2").get_account()
        assert (account["ProductionAccessEnabled"], "Details" in account) == (False, False)
        assert list(ses.notices) == []

    def test_resets_do_not_pile_up(self, ses):
        for _ in range(100):
            ses.region(THERE).verify(DOMAIN)
            ses.region(THERE).fail_next("SendEmail", "AccessDenied")
            ses.region(THERE).reset()

        assert len(ses.accounts._standing) == 1
        assert len(ses.accounts.faults) == 0


@pytest.mark.ses(verified=[DOMAIN])
class TestFailNext:
    def test_a_fault_of_a_region_waits_for_it(self, ses):
        ses.region(THERE).fail_next("SendEmail", "AccessDenied", message="No.")

        send(HERE)
        assert refusal(send, THERE) == ("AccessDenied", "No.")
        send(THERE)

        assert [message.region for message in ses.outbox] == [HERE, THERE]

    def test_a_fault_of_an_account_waits_for_it(self, ses):
        ses.account(OTHER).fail_next("GetSendQuota", "AccessDenied")

        assert asked_of(ses, "123456789012", HERE) == 200
        assert asked_of(ses, OTHER, THERE) == 403
        assert asked_of(ses, OTHER, THERE) == 200

    def test_a_fault_of_everything_meets_whoever_comes_first(self, ses):
        ses.fail_next("GetSendQuota", "AccessDenied", times=2)

        assert asked_of(ses, OTHER, THERE) == 403
        assert asked_of(ses, "123456789012", HERE) == 403
        assert asked_of(ses, OTHER, THERE) == 200

    def test_of_several_faults_the_oldest_that_fits_answers(self, ses):
        ses.region(THERE).fail_next("SendEmail", "AccessDenied", message="there")
        ses.fail_next("SendEmail", "AccessDenied", message="anywhere")

        assert refusal(send, HERE) == ("AccessDenied", "anywhere")
        assert refusal(send, THERE) == ("AccessDenied", "there")

    def test_a_reset_takes_faults_away_from_its_view_only(self, ses):
        ses.fail_next("SendEmail", "AccessDenied", message="anywhere")
        ses.region(THERE).fail_next("SendEmail", "AccessDenied", message="there")

        ses.region(THERE).reset()

        send(THERE)
        assert refusal(send, HERE) == ("AccessDenied", "anywhere")


def test_a_view_looks_into_its_own_regions_and_accounts_only(ses):
    ses.account(OTHER).region(THERE).add_template("hi", subject="Hi", text="x")
    ses.region(HERE).add_template("hello", subject="Hi", text="x")

    with pytest.raises(ValueError, match="there is no template 'hi'"):
        ses.lint_template("hi", {})
    with pytest.raises(ValueError, match="there is no template 'hello'"):
        ses.region(THERE).lint_template("hello", {})
    with pytest.raises(ValueError, match="there is no template 'hi'"):
        ses.account(OTHER).region(HERE).lint_template("hi", {})
    assert not ses.account(OTHER).region(THERE).lint_template("hi", {})
    assert not ses.lint_template("hello", {})


@pytest.mark.ses(verified=[DOMAIN])
def test_a_reset_in_the_middle_of_a_send_leaves_no_half_of_it(ses):
    """Another thread that has found its account before the reset works with the new one."""
    account = ses.accounts.open("123456789012", THERE)
    client(THERE).verify_email_identity(EmailAddress="ann@example.org")

    ses.region(THERE).reset()

    assert ses.accounts.open("123456789012", THERE) is account
    assert [identity.name for identity in account.identities] == [DOMAIN]


def test_scopes_know_what_lies_in_them():
    everything, region, account = Scope(), Scope(None, THERE), Scope(OTHER)
    both = Scope(OTHER, THERE)

    inside = [
        [outer.includes(inner) for inner in (everything, region, account, both)]
        for outer in (everything, region, account, both)
    ]

    assert inside == [
        [True, True, True, True],
        [False, True, False, True],
        [False, False, True, True],
        [False, False, False, True],
    ]


@pytest.mark.parametrize("name", ["eu-west", "Ireland", "", "eu_west_1"])
def test_what_is_no_region_is_told(ses, name):
    with pytest.raises(ValueError, match="is no region; write it as in ses.region"):
        ses.region(name)


def test_what_is_no_account_is_told(ses):
    with pytest.raises(ValueError, match="an account is a text of 12 digits, not '12'"):
        ses.account("12")
    with pytest.raises(TypeError, match="an account is a text of 12 digits, not 12"):
        ses.account(12)
    with pytest.raises(TypeError, match=r"a region is a text, as in ses.region\('eu-west-1'\)"):
        ses.region(5)
