"""Sends in the name of another account's identity, through both APIs.

The owner is the default account; the delegate is 999999999999, chosen by its access key. Rows are
those of the facts "sending" 7 and "resources" 11.
"""

from __future__ import annotations

import pytest

from tests.domain.delegating import (
    ANN,
    ARN,
    CREDENTIALS,
    DELEGATE,
    OWNER,
    SHOP,
    USER,
    allow,
    client,
    denied,
    raw,
    send_v1,
    send_v2,
)
from tests.refusing import refusal, refusal_with_status

pytestmark = pytest.mark.ses(credentials=CREDENTIALS, production=True, verified=["example.com"])


@pytest.fixture(params=[send_v1, send_v2], ids=["v1", "v2"])
def send(request):
    return request.param


class TestAllowed:
    def test_a_message_is_the_delegates_and_its_identity_the_owners(self, ses, send):
        allow()

        message_id = send()

        [message] = ses.outbox
        assert message.id == message_id
        assert (message.account_id, message.caller) == (DELEGATE, "mailer")
        assert (message.identity, message.identity_owner) == ("example.com", OWNER)
        assert list(ses.account(DELEGATE).outbox) == [message]
        assert ses.account(OWNER).outbox == []

    def test_events_tell_of_the_owners_arn_and_the_delegates_account(self, ses, send):
        # events 3.1: sourceArn; 3.2: ses:caller-identity
        allow()
        send()

        mail = ses.outbox.last.events[0].record["mail"]

        assert mail["sourceArn"] == ARN
        assert mail["sendingAccountId"] == DELEGATE
        assert mail["tags"]["ses:caller-identity"] == ["mailer"]

    def test_the_quota_that_is_spent_is_the_delegates(self, send):
        allow()
        send()

        assert client("ses").get_send_quota()["SentLast24Hours"] == 1
        assert client("ses", "AKIAOWNER").get_send_quota()["SentLast24Hours"] == 0

    def test_suppression_is_the_delegates(self, ses, send):
        allow()
        ses.account(OWNER).suppress(ANN)
        send()
        ses.account(DELEGATE).suppress(ANN)
        send()

        assert [message.suppressed for message in ses.outbox] == [{}, {ANN: "BOUNCE"}]

    def test_an_identity_of_ones_own_needs_no_policy(self, ses, send):
        allow(effect="Deny", principal="*")

        send(key="AKIAOWNER")
        send(key="AKIAOWNER", arn=None)

        assert len(ses.account(OWNER).outbox) == 2

    def test_a_role_is_named_by_its_own_arn_and_not_by_its_session(self, ses, send):
        allow(f"arn:aws:iam::{DELEGATE}:role/news")

        send(key="AKIAROLE")

        assert ses.outbox.last.caller == "news"
        assert refusal_with_status(send) == denied(send)

    @pytest.mark.ses(credentials=None)
    def test_without_credentials_a_second_account_lends_what_was_prepared_in_it(self, ses, send):
        ses.account("111111111111").verify("example.net")
        arn = "arn:aws:ses:us-east-1:111111111111:identity/example.net"

        assert refusal_with_status(send, "a@example.net", arn=arn) == denied(
            send, arn, user=f"arn:aws:iam::{OWNER}:root"
        )


class TestDenied:
    def test_without_a_policy(self, ses, send):
        assert refusal_with_status(send) == denied(send)
        assert ses.outbox == []

    def test_somebody_else(self, send):
        allow("111111111111", name="a")
        allow(f"arn:aws:iam::{DELEGATE}:user/other", name="b")

        assert refusal_with_status(send) == denied(send)

    def test_another_action(self, send):
        allow(action="ses:SendRawEmail")

        assert refusal_with_status(send) == denied(send)

    def test_by_a_statement_that_forbids(self, send):
        allow(name="a")
        allow(effect="Deny", principal=USER, name="b")

        assert refusal_with_status(send) == denied(send)
        assert len(send(key="AKIAROLE")) == 60

    def test_an_identity_that_the_owner_does_not_have(self, send):
        arn = ARN.replace("example.com", "missing.org")

        assert refusal_with_status(send, arn=arn) == denied(send, arn)

    def test_an_account_that_nobody_has_ever_named_is_not_made(self, ses, send):
        arn = ARN.replace(OWNER, "555555555555")

        assert refusal_with_status(send, arn=arn) == denied(send, arn)
        assert "555555555555" not in {account_id for account_id, _ in ses.accounts._accounts}

    def test_an_identity_in_another_region(self, send):
        allow()

        assert refusal_with_status(send, region="eu-west-1") == denied(send)

    def test_an_identity_that_does_not_answer_for_the_sender(self, send):
        allow()

        assert refusal_with_status(send, "a@example.net") == denied(send)

    def test_without_an_arn_the_identity_is_simply_not_verified(self, send):
        # resources 11, seen
        allow()

        assert refusal(send, arn=None) == (
            "MessageRejected",
            "Email address is not verified. The following identities failed the check in region "
            f"US-EAST-1: {SHOP}",
        )

    def test_a_policy_that_was_deleted(self, send):
        allow()
        send()
        client("ses", "AKIAOWNER").delete_identity_policy(Identity="example.com", PolicyName="p")

        assert refusal_with_status(send) == denied(send)

    def test_a_tester_hears_what_is_missing(self, ses, send):
        with pytest.raises(Exception, match="not authorized") as none:
            send()
        allow(Condition={"StringEquals": {"aws:PrincipalOrgID": "o-1"}})
        with pytest.raises(Exception, match="not authorized") as unknown:
            send()
        with pytest.raises(Exception, match="not authorized") as missing:
            send(arn=ARN.replace("example.com", "missing.org"))

        hints = [error.value.__sesfake_hint__ for error in (none, unknown, missing)]
        assert "the identity 'example.com' has no policies; the send is not allowed" in hints[0]
        assert "sesfake does not know the condition aws:PrincipalOrgID." in hints[1]
        assert "has no identity 'missing.org' in us-east-1" in hints[2]

    def test_a_tester_hears_what_forbids_it_and_which_condition_met_what(self, send):
        allow(Condition={"StringLike": {"ses:FromAddress": "boss@*"}})
        with pytest.raises(Exception, match="not authorized") as unmet:
            send()
        allow(Effect="Deny")
        with pytest.raises(Exception, match="not authorized") as forbidden:
            send()

        assert f"The condition StringLike ses:FromAddress 'boss@*' met '{SHOP}'." in (
            unmet.value.__sesfake_hint__
        )
        assert "To mend the test: its owner takes the statement that denies it away by " in (
            forbidden.value.__sesfake_hint__
        )

    @pytest.mark.ses(verification="manual")
    def test_an_identity_that_is_not_verified(self, ses, send):
        # a guess: as if there were no ARN
        client("sesv2", "AKIAOWNER").create_email_identity(EmailIdentity="example.net")
        allow(identity="example.net")
        arn = ARN.replace("example.com", "example.net")

        with pytest.raises(Exception, match="identities failed the check") as error:
            send("a@example.net", arn=arn)

        hint = "is Pending in its account: `ses.account('123456789012').verify('example.net')`."
        assert hint in error.value.__sesfake_hint__
        ses.account(OWNER).verify("example.net")
        send("a@example.net", arn=arn)


class TestConditions:
    def test_the_sender_and_their_name(self, send):
        allow(
            Condition={"StringEquals": {"ses:FromAddress": SHOP, "ses:FromDisplayName": "The Shop"}}
        )

        send(f"The Shop <{SHOP}>")
        send(f"=?utf-8?q?The_Shop?= <{SHOP}>")
        assert refusal_with_status(send, f"the shop <{SHOP}>") == denied(send)
        assert refusal_with_status(send, SHOP) == denied(send)
        assert refusal_with_status(send, "The Shop <x@example.com>") == denied(send)

    def test_the_recipients(self, send):
        allow(Condition={"ForAllValues:StringLike": {"ses:Recipients": "*@example.org"}})

        send(to=[ANN, "bob@example.org"])
        assert refusal_with_status(send, to=[ANN, "bob@example.net"]) == denied(send)

    def test_where_bounces_go(self):
        allow(Condition={"StringEquals": {"ses:FeedbackAddress": "bounces@example.com"}})

        send_v1(ReturnPath="bounces@example.com")
        send_v2(FeedbackForwardingEmailAddress="bounces@example.com")
        raw(f"From: {SHOP}", "Return-Path: bounces@example.com", SourceArn=ARN)
        assert refusal(send_v1)[0] == "AccessDenied"
        assert refusal(raw, f"From: {SHOP}", SourceArn=ARN)[0] == "AccessDenied"

    def test_the_time(self, ses, send):
        end = "2030-01-01T00:00:00Z"
        allow(Condition={"DateLessThan": {"aws:CurrentTime": end}})

        send()
        ses.clock.advance(days=10_000)
        assert refusal_with_status(send) == denied(send)

    def test_the_program_the_network_and_the_api(self, send):
        version = "1" if send is send_v1 else "2"
        allow(
            Condition={
                "StringLike": {"aws:UserAgent": "Boto3/*"},
                "Bool": {"aws:SecureTransport": "true"},
                "IpAddress": {"aws:SourceIp": "127.0.0.0/8"},
                "StringEquals": {"ses:ApiVersion": version, "aws:username": "mailer"},
            }
        )

        send()

    def test_a_wrong_address_is_denied_before_it_is_wrong(self, send):
        # sending 8: rows 4 and 6
        allow(Condition={"StringEquals": {"ses:FromAddress": SHOP}})

        assert refusal_with_status(send, "@") == denied(send)
        assert refusal(send, to=["@"])[1] == "Missing local name"


class TestAddressAndDomain:
    ADDRESS = ARN.replace("example.com", SHOP)

    @pytest.fixture(autouse=True)
    def of_the_owner(self, ses):
        ses.account(OWNER).verify(SHOP)

    def test_the_addresss_own_policy_goes_before_that_of_its_domain(self, send):
        allow(effect="Deny", principal="*")
        allow(identity=SHOP)

        send(arn=self.ADDRESS)
        send()  # though it names the domain

    def test_and_so_it_does_where_it_forbids(self, send):
        allow()
        allow(identity=SHOP, effect="Deny")

        assert refusal_with_status(send) == denied(send)
        send("other@example.com")

    def test_that_of_the_domain_does_not_go_for_the_addresss_arn(self, send):
        allow()

        assert refusal_with_status(send, arn=self.ADDRESS) == denied(send, self.ADDRESS)


class TestSandbox:
    # sending 7: both accounts must be out of the sandbox
    @pytest.fixture(params=[OWNER, DELEGATE], ids=["owner", "delegate"])
    def in_sandbox(self, request, ses):
        def put(account):
            account.is_in_production = False

        from sesfake.domain.scope import Scope

        ses.accounts.everywhere(Scope(request.param), put)
        allow()

    def test_recipients_must_be_verified_if_either_is_in_it(self, ses, send, in_sandbox):
        assert refusal(send) == (
            "MessageRejected",
            "Email address is not verified. The following identities failed the check in region "
            f"US-EAST-1: {ANN}",
        )
        ses.account(DELEGATE).verify(ANN)
        send()
        send(to=["success@simulator.amazonses.com"])


class TestPuttingPolicies:
    @pytest.mark.parametrize(
        "more",
        [
            {"Principal": "999999999999"},
            {"Principal": {"AWS": "nobody"}},
            {"Principal": {"AWS": []}},
            {"Principal": {}},
            {"Condition": {"StringEqual": {"ses:FromAddress": SHOP}}},
            {"Condition": {"StringEquals": SHOP}},
            {"Condition": []},
        ],
    )
    def test_a_principal_or_an_operator_that_is_none_is_refused(self, more):
        assert refusal(allow, **more)[0] == "InvalidPolicy"

    @pytest.mark.parametrize(
        "principal",
        ["*", {"AWS": "*"}, {"AWS": [DELEGATE, USER]}, {"Service": "ses.amazonaws.com"}],
    )
    def test_others_are_taken(self, principal):
        allow(Principal=principal)
