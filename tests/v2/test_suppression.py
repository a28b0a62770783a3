"""The suppression list through v2, the only API that has it."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from tests.installed import needs_member
from tests.refusing import refusal, refusal_with_status
from tests.v2.suppressing import DAY, NOON, listed, put, read

OPERATIONS = [
    ("put_suppressed_destination", {"EmailAddress": "ann@example.com", "Reason": "BOUNCE"}),
    ("get_suppressed_destination", {"EmailAddress": "ann@example.com"}),
    ("delete_suppressed_destination", {"EmailAddress": "ann@example.com"}),
    ("list_suppressed_destinations", {}),
]


@pytest.fixture
def unchecked(ses):
    """A client that sends whatever it is given."""
    return boto3.client("sesv2", config=Config(parameter_validation=False))


class TestEntries:
    def test_an_address_is_put_read_listed_and_removed(self, ses, sesv2_client):
        # events 7.2: Put answers {} and Get has no Attributes for what was put by hand
        ses.clock.freeze(NOON)
        entry = {"EmailAddress": "ann@example.com", "Reason": "BOUNCE", "LastUpdateTime": NOON}

        answer = put(sesv2_client)
        status = answer.pop("ResponseMetadata")["HTTPStatusCode"]
        one = sesv2_client.get_suppressed_destination(EmailAddress="ann@example.com")
        all_ = sesv2_client.list_suppressed_destinations()
        removal = sesv2_client.delete_suppressed_destination(EmailAddress="ann@example.com")

        assert (status, answer) == (200, {})
        assert one["SuppressedDestination"] == entry
        assert all_["SuppressedDestinationSummaries"] == [entry]
        assert "NextToken" not in all_
        assert set(removal) == {"ResponseMetadata"}
        assert listed(sesv2_client) == []

    def test_what_an_event_has_put_shows_the_event_but_not_in_the_list(self, ses, sesv2_client):
        # events 7.2, Get output; guide: "list operation returns summary information only"
        ses.clock.freeze(NOON)
        account = ses.accounts.open("123456789012", "us-east-1")
        account.suppression.put("ann@example.com", "BOUNCE", message_id="m1", feedback_id="f1")
        summary = {"EmailAddress": "ann@example.com", "Reason": "BOUNCE", "LastUpdateTime": NOON}

        entry = read(sesv2_client)
        [in_list] = sesv2_client.list_suppressed_destinations()["SuppressedDestinationSummaries"]

        assert entry == {**summary, "Attributes": {"MessageId": "m1", "FeedbackId": "f1"}}
        assert in_list == summary

    def test_what_is_put_by_hand_over_it_shows_no_event(self, ses, sesv2_client):
        account = ses.accounts.open("123456789012", "us-east-1")
        account.suppression.put("ann@example.com", "BOUNCE", message_id="m1", feedback_id="f1")

        put(sesv2_client)

        assert "Attributes" not in read(sesv2_client)

    def test_another_reason_replaces_the_reason_and_the_time(self, ses, sesv2_client):
        # events 7.2, Put
        ses.clock.freeze(NOON)
        put(sesv2_client, reason="BOUNCE")
        ses.clock.advance(days=1)

        put(sesv2_client, reason="COMPLAINT")

        assert read(sesv2_client) == {
            "EmailAddress": "ann@example.com",
            "Reason": "COMPLAINT",
            "LastUpdateTime": NOON + DAY,
        }
        assert listed(sesv2_client) == ["ann@example.com"]

    def test_the_domain_is_in_lower_case_and_the_local_part_as_it_was_given(self, sesv2_client):
        # events 7.2, key form; resources 6.3
        put(sesv2_client, " Foo@Example.COM ")
        put(sesv2_client, "foo@example.com")

        assert listed(sesv2_client) == ["Foo@example.com", "foo@example.com"]
        assert read(sesv2_client, "Foo@EXAMPLE.com")["EmailAddress"] == "Foo@example.com"

    @pytest.mark.parametrize(
        "operation", ["get_suppressed_destination", "delete_suppressed_destination"]
    )
    def test_what_is_not_on_the_list_is_not_found(self, sesv2_client, operation):
        # events 7.2; resources 6.3: the text shows the stored form, Delete is not idempotent
        put(sesv2_client, "Foo@example.com")

        answer = refusal_with_status(
            getattr(sesv2_client, operation), EmailAddress="foo@Example.COM"
        )

        assert answer == (
            "NotFoundException",
            "Email address foo@example.com does not exist on your suppression list.",
            404,
        )
        assert listed(sesv2_client) == ["Foo@example.com"]

    def test_the_tester_is_told_of_another_spelling(self, ses, sesv2_client):
        put(sesv2_client, "Foo@example.com")

        refusal(read, sesv2_client, "foo@example.com")

        assert ses.accounts.mailbag.refusals[-1].hint == (
            "'Foo@example.com' is on the list; only sending compares without case."
        )

    @pytest.mark.parametrize("production", [False, True])
    def test_the_sandbox_may_put_addresses_too(self, ses, sesv2_client, production):
        # the guide (events 7.2) says refused, live checks show it accepted
        account = ses.accounts.open("123456789012", "us-east-1")
        account.is_in_production = production

        put(sesv2_client)

        assert listed(sesv2_client) == ["ann@example.com"]

    def test_each_region_has_its_own_list(self, ses):
        # events 7.1: account (per Region)
        here, there = boto3.client("sesv2"), boto3.client("sesv2", "eu-west-1")

        put(here)

        assert listed(here) == ["ann@example.com"]
        assert listed(there) == []
        assert refusal(read, there)[0] == "NotFoundException"


class TestWrongInput:
    @pytest.mark.parametrize("reason", ["SPAM", "bounce", ""])
    def test_a_reason_is_bounce_or_complaint(self, sesv2_client, reason):
        # events 7.2, bad Reason
        answer = refusal_with_status(put, sesv2_client, reason=reason)

        assert answer[0] == "BadRequestException"
        assert "failed to satisfy constraint: Member must satisfy enum value set: " in answer[1]
        assert answer[1].endswith("[BOUNCE, COMPLAINT]")
        assert answer[2] == 400
        assert listed(sesv2_client) == []

    def test_a_bad_reason_has_this_text(self, sesv2_client):
        assert refusal(put, sesv2_client, reason="SPAM")[1] == (
            "1 validation error detected: Value at 'reason' failed to satisfy constraint: Member "
            "must satisfy enum value set: [BOUNCE, COMPLAINT]"
        )

    def test_address_and_reason_must_be_there(self, unchecked):
        assert refusal(unchecked.put_suppressed_destination) == (
            "BadRequestException",
            "2 validation errors detected: Value at 'emailAddress' failed to satisfy constraint: "
            "Member must not be null; Value at 'reason' failed to satisfy constraint: Member must "
            "not be null",
        )

    @pytest.mark.parametrize(
        "address", ["nobody", "Ann <ann@example.com>", "a@b.c, d@e.f", "é@ü", "\0", "a\r\n@b.c"]
    )
    @pytest.mark.parametrize(("operation", "given"), OPERATIONS[:3], ids=str)
    def test_what_is_not_an_address_is_refused_by_every_call(
        self, sesv2_client, operation, given, address
    ):
        call = getattr(sesv2_client, operation)

        answer = refusal_with_status(call, **{**given, "EmailAddress": address})

        assert answer == ("BadRequestException", f"Email address {address} is invalid.", 400)
        assert listed(sesv2_client) == []

    @pytest.mark.parametrize("length", [320, 321])
    def test_an_address_has_320_characters_at_the_most(self, sesv2_client, length):
        address = "a" * (length - len("@example.com")) + "@example.com"

        if length > 320:
            assert refusal(put, sesv2_client, address) == (
                "BadRequestException",
                f"Email address {address} is invalid.",
            )
        else:
            put(sesv2_client, address)

        assert listed(sesv2_client) == ([address] if length == 320 else [])

    @pytest.mark.parametrize(
        "address",
        ["a/b@example.com", "a?b=c&d#e%40+f@example.com", "'{}|~`^@example.com", '"a b"@x.y'],
    )
    def test_addresses_that_are_odd_in_a_path_are_found(self, sesv2_client, address):
        put(sesv2_client, address)

        assert read(sesv2_client, address)["EmailAddress"] == address
        sesv2_client.delete_suppressed_destination(EmailAddress=address)
        assert listed(sesv2_client) == []


class TestTenants:
    @pytest.mark.parametrize(("operation", "given"), OPERATIONS, ids=str)
    def test_a_tenant_that_does_not_exist_is_not_found(self, sesv2_client, operation, given):
        # events 7.2, tenant variant; resources 8.1, missing
        needs_member("sesv2", "PutSuppressedDestination", "TenantName")
        put(sesv2_client, "bob@example.com")

        answer = refusal_with_status(
            getattr(sesv2_client, operation), TenantName="MyTenant", **given
        )

        assert answer == (
            "NotFoundException",
            "The requested tenant <MyTenant> does not exist.",
            404,
        )
        assert listed(sesv2_client) == ["bob@example.com"]

    def test_an_empty_name_breaks_the_model(self, unchecked):
        needs_member("sesv2", "PutSuppressedDestination", "TenantName")

        answer = refusal(
            unchecked.put_suppressed_destination,
            EmailAddress="ann@example.com",
            Reason="BOUNCE",
            TenantName="",
        )

        assert answer == (
            "BadRequestException",
            "1 validation error detected: Value '' at 'tenantName' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1",
        )


class TestAttributes:
    def shown(self, client):
        return client.get_account()["SuppressionAttributes"]

    @pytest.mark.parametrize(
        ("reasons", "kept"),
        [
            (["BOUNCE"], ["BOUNCE"]),
            (["COMPLAINT"], ["COMPLAINT"]),
            (["COMPLAINT", "BOUNCE"], ["COMPLAINT", "BOUNCE"]),
            (["BOUNCE", "BOUNCE"], ["BOUNCE"]),
            ([], []),
        ],
    )
    def test_the_reasons_that_count_are_those_that_were_put_last(self, sesv2_client, reasons, kept):
        # events 7.2: 200, [] makes them empty
        answer = sesv2_client.put_account_suppression_attributes(SuppressedReasons=reasons)

        assert set(answer) == {"ResponseMetadata"}
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
        assert self.shown(sesv2_client) == {"SuppressedReasons": kept}

    def test_reasons_that_are_left_out_are_none(self, sesv2_client):
        # resources 6.3 and events 7.2: omitted clears; before, both count (events 7.1)
        before = self.shown(sesv2_client)

        sesv2_client.put_account_suppression_attributes()

        assert before == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}
        assert self.shown(sesv2_client) == {"SuppressedReasons": []}

    def test_an_unknown_reason_names_the_list_and_changes_nothing(self, sesv2_client):
        # events 7.2, bad member
        answer = refusal_with_status(
            sesv2_client.put_account_suppression_attributes, SuppressedReasons=["SPAM"]
        )

        assert answer == (
            "BadRequestException",
            "1 validation error detected: Value at 'suppressedReasons' failed to satisfy "
            "constraint: Member must satisfy constraint: [Member must satisfy enum value set: "
            "[BOUNCE, COMPLAINT]]",
            400,
        )
        assert self.shown(sesv2_client) == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}

    def test_the_reasons_are_of_the_region(self, ses):
        boto3.client("sesv2").put_account_suppression_attributes(SuppressedReasons=[])

        elsewhere = boto3.client("sesv2", "eu-west-1")

        assert self.shown(elsewhere) == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}

    def test_the_list_keeps_entries_of_reasons_that_do_not_count(self, sesv2_client):
        put(sesv2_client, "ann@example.com", "COMPLAINT")

        sesv2_client.put_account_suppression_attributes(SuppressedReasons=[])

        assert listed(sesv2_client) == ["ann@example.com"]
