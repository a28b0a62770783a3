"""The suppression list: how addresses are kept, found and replaced, and `ses.suppress`."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3
import pytest

from sesfake import mock_ses
from sesfake.clock import Clock
from sesfake.domain.suppression.suppression_list import (
    SuppressedDestination,
    SuppressionFilter,
    SuppressionList,
    check_destination,
)
from sesfake.errors import SuppressedDestinationNotFound
from tests.mail.refused import refused

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)


@pytest.fixture
def clock():
    clock = Clock()
    clock.freeze(NOON)
    return clock


@pytest.fixture
def suppression(clock):
    return SuppressionList(clock)


def addresses(suppression):
    return [entry.address for entry in suppression]


def not_found(call, *args):
    with pytest.raises(SuppressedDestinationNotFound) as caught:
        call(*args)
    return caught.value


class TestKeeping:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("ann@example.com", "ann@example.com"),
            ("Foo@Example.COM", "Foo@example.com"),
            (" \tFoo@Example.COM\r\n", "Foo@example.com"),
            ('"A@B"@EXAMPLE.com', '"A@B"@example.com'),
        ],
    )
    def test_an_address_is_trimmed_and_its_domain_is_in_lower_case(self, suppression, given, kept):
        # events 7.2, key form; resources 6.3, first row
        suppression.put(given, "BOUNCE")

        assert addresses(suppression) == [kept]
        assert suppression.get(given).address == kept

    def test_local_parts_of_another_case_are_other_entries(self, suppression, clock):
        # events 7.2, key form: distinct from `foo@example.com`
        suppression.put("Foo@example.com", "BOUNCE")
        suppression.put("foo@example.com", "COMPLAINT")

        assert list(suppression) == [
            SuppressedDestination("Foo@example.com", "BOUNCE", clock.now(), place="000000000000"),
            SuppressedDestination(
                "foo@example.com", "COMPLAINT", clock.now(), place="000000000001"
            ),
        ]

    def test_to_put_an_address_again_replaces_all_but_its_place(self, suppression, clock):
        # events 7.2, Put; guide: "you can add the same address with different reasons"
        suppression.put("ann@example.com", "BOUNCE", message_id="m", feedback_id="f")
        suppression.put("bob@example.com", "BOUNCE")
        clock.advance(hours=1)

        suppression.put("ann@Example.com", "COMPLAINT")

        assert addresses(suppression) == ["ann@example.com", "bob@example.com"]
        assert suppression.get("ann@example.com") == SuppressedDestination(
            "ann@example.com", "COMPLAINT", NOON + timedelta(hours=1), place="000000000000"
        )

    def test_what_is_put_after_a_removal_comes_last(self, suppression):
        for name in "abc":
            suppression.put(f"{name}@example.com", "BOUNCE")

        suppression.delete("a@example.com")
        suppression.put("a@example.com", "BOUNCE")

        assert addresses(suppression) == ["b@example.com", "c@example.com", "a@example.com"]
        places = [entry.place for entry in suppression]
        assert places == sorted(places)

    def test_an_entry_may_hold_the_event_that_made_it(self, suppression):
        suppression.put("ann@example.com", "BOUNCE", message_id="m", feedback_id="f")

        entry = suppression.get("ann@example.com")
        assert (entry.message_id, entry.feedback_id) == ("m", "f")

    @pytest.mark.parametrize("microsecond", [123_000, 123_999])
    def test_an_entry_is_of_the_millisecond_that_answers_show(
        self, suppression, clock, microsecond
    ):
        clock.freeze(NOON.replace(microsecond=microsecond))

        suppression.put("ann@example.com", "BOUNCE")

        kept = suppression.get("ann@example.com").updated_at
        assert kept == NOON.replace(microsecond=123_000)


class TestManagement:
    @pytest.mark.parametrize("call", ["get", "delete"])
    def test_what_is_not_there_is_named_in_its_stored_form(self, suppression, call):
        # events 7.2, Get and Delete of absent
        error = not_found(getattr(suppression, call), " Foo@Example.com")

        assert error.message == (
            "Email address Foo@example.com does not exist on your suppression list."
        )
        assert error.hint is None

    @pytest.mark.parametrize("call", ["get", "delete"])
    def test_calls_compare_exactly_and_the_tester_is_told_of_another_spelling(
        self, suppression, call
    ):
        # guide: "API calls for suppression list management require an exact case match"
        suppression.put("Foo@example.com", "BOUNCE")

        error = not_found(getattr(suppression, call), "foo@example.com")

        assert error.message == (
            "Email address foo@example.com does not exist on your suppression list."
        )
        assert error.hint == (
            "'Foo@example.com' is on the list; only sending compares without case."
        )
        assert addresses(suppression) == ["Foo@example.com"]

    def test_a_second_removal_finds_nothing(self, suppression):
        # resources 6.3: Delete is not idempotent
        suppression.put("ann@example.com", "BOUNCE")

        suppression.delete("ann@EXAMPLE.com")

        assert len(suppression) == 0
        not_found(suppression.delete, "ann@example.com")
        not_found(suppression.get, "ann@example.com")


class TestSending:
    @pytest.mark.parametrize(
        "recipient", ["Foo@example.com", "foo@example.com", "FOO@EXAMPLE.COM", " foo@Example.com "]
    )
    def test_a_recipient_is_found_without_case(self, suppression, recipient):
        # events 7.1, last row; sending 12
        suppression.put("Foo@Example.com", "BOUNCE")

        assert suppression.find_for_sending(recipient) is suppression.get("Foo@example.com")

    @pytest.mark.parametrize(
        "recipient", ["", "@", "foo", "foo+label@example.com", "foo@sub.example.com", "\ud800@x.y"]
    )
    def test_no_other_recipient_is_found(self, suppression, recipient):
        suppression.put("foo@example.com", "BOUNCE")

        assert suppression.find_for_sending(recipient) is None

    def test_only_reasons_that_count_suppress(self, suppression):
        # events 7.1: a stored COMPLAINT entry does not suppress when only BOUNCE is effective
        suppression.put("ann@example.com", "COMPLAINT")

        found = [
            suppression.find_for_sending("ann@example.com", reasons) is not None
            for reasons in ([], ["BOUNCE"], ["COMPLAINT"], ["BOUNCE", "COMPLAINT"])
        ]

        assert found == [False, False, True, True]

    def test_of_two_spellings_the_one_whose_reason_counts_is_found(self, suppression):
        suppression.put("Foo@example.com", "BOUNCE")
        suppression.put("foo@example.com", "COMPLAINT")

        found = suppression.find_for_sending("foo@example.com", ["COMPLAINT"])

        assert found is suppression.get("foo@example.com")

    def test_of_two_spellings_one_stays_when_the_other_goes(self, suppression):
        suppression.put("Foo@example.com", "BOUNCE")
        suppression.put("foo@example.com", "BOUNCE")

        suppression.delete("Foo@example.com")
        left = suppression.find_for_sending("FOO@example.com")
        suppression.delete("foo@example.com")

        assert left is not None
        assert left.address == "foo@example.com"
        assert suppression.find_for_sending("FOO@example.com") is None

    def test_a_replaced_entry_is_the_one_that_is_found(self, suppression):
        suppression.put("ann@example.com", "BOUNCE")
        suppression.put("ann@example.com", "COMPLAINT")

        found = suppression.find_for_sending("ANN@example.com")

        assert found is suppression.get("ann@example.com")
        assert suppression.find_for_sending("ann@example.com", ["BOUNCE"]) is None


class TestFilter:
    ENTRY = SuppressedDestination("ann@example.com", "BOUNCE", NOON)
    SECOND = timedelta(seconds=1)

    @pytest.mark.parametrize(
        ("given", "selected"),
        [
            ({}, True),
            ({"reasons": frozenset(["BOUNCE"])}, True),
            ({"reasons": frozenset(["COMPLAINT"])}, False),
            ({"start": NOON}, True),
            ({"start": NOON + SECOND}, False),
            ({"end": NOON}, True),
            ({"end": NOON - SECOND}, False),
            ({"start": NOON, "end": NOON}, True),
            ({"start": NOON + SECOND, "end": NOON - SECOND}, False),
        ],
    )
    def test_reason_and_both_ends_of_time_select(self, given, selected):
        # resources 6.3: StartDate and EndDate filter on LastUpdateTime, Reasons is an OR
        assert SuppressionFilter(**given).selects(self.ENTRY) is selected


HOSTILE = [
    "",
    " ",
    "ann",
    "ann@",
    "@example.com",
    "ann@example..com",
    "ann@example.com.",
    "ann@exa mple.com",
    "ann@example.com, bob@example.com",
    "Ann <ann@example.com>",
    "<ann@example.com>",
    "group: ann@example.com;",
    "ann@example.com\r\nBcc: x@y.z",
    "ann\0@example.com",
    "änn@example.com",
    "ann@exämple.com",
    "ann@\u212aelvin.com",  # a sign whose lower case is a plain k
    "\ud800@example.com",
    '"open@example.com',
    "a" * 309 + "@example.com",  # one more than 320
    "a" * 100_000,
    "(" * 10_000 + "@example.com",
]


class TestAddresses:
    @pytest.mark.parametrize("address", HOSTILE, ids=lambda address: ascii(address[:30]))
    def test_what_is_not_one_bare_address_is_refused(self, address):
        text = refused(check_destination, address)

        assert text == f"Email address {address} is invalid."

    @pytest.mark.parametrize(
        "address",
        [
            "ann@example.com",
            " ann@example.com\n",
            "a/b?c#d%40+e@example.com",
            '"a b"@example.com',
            "ann@localhost",
            "success@simulator.amazonses.com",
            "a" * 308 + "@example.com",
        ],
        ids=lambda address: ascii(address[:30]),
    )
    def test_a_bare_address_passes_with_the_space_around_it(self, address):
        check_destination(address)

    def test_many_spellings_of_one_mailbox_cost_little(self, suppression):
        letters = "abcdefghijk"
        for number in range(2 ** len(letters)):
            spelling = "".join(
                letter.upper() if number >> place & 1 else letter
                for place, letter in enumerate(letters)
            )
            suppression.put(f"{spelling}@example.com", "BOUNCE")

        assert len(suppression) == 2048
        assert suppression.find_for_sending("ABCDEFGHIJK@example.com") is not None


def shown(region="us-east-1", **given):
    answer = boto3.client("sesv2", region).list_suppressed_destinations(**given)
    return [
        (entry["EmailAddress"], entry["Reason"])
        for entry in answer["SuppressedDestinationSummaries"]
    ]


class TestSuppress:
    def test_addresses_are_put_on_the_list_for_bounces_unless_told(self, ses):
        ses.suppress("ann@example.com", " Bob@Example.com ")
        ses.suppress("carl@example.com", reason="COMPLAINT")

        assert shown() == [
            ("ann@example.com", "BOUNCE"),
            ("Bob@example.com", "BOUNCE"),
            ("carl@example.com", "COMPLAINT"),
        ]

    def test_it_holds_in_every_region_also_in_those_first_touched_later(self, ses):
        before = shown("eu-west-1")

        ses.suppress("ann@example.com")

        assert before == []
        assert shown("eu-west-1") == shown("ap-south-1") == [("ann@example.com", "BOUNCE")]

    def test_a_view_of_a_region_suppresses_there_only(self, ses):
        ses.region("eu-west-1").suppress("ann@example.com")

        assert shown("eu-west-1") == [("ann@example.com", "BOUNCE")]
        assert shown("us-east-1") == []

    def test_a_view_of_another_account_suppresses_there_only(self, ses):
        ses.account("999999999999").suppress("ann@example.com")

        other = ses.accounts.open("999999999999", "us-east-1")
        assert addresses(other.suppression) == ["ann@example.com"]
        assert shown() == []

    def test_the_time_is_that_of_the_call_wherever_it_is_read_first(self, ses, sesv2_client):
        ses.clock.freeze(NOON)
        ses.suppress("ann@example.com")
        ses.clock.advance(days=10)

        entry = sesv2_client.get_suppressed_destination(EmailAddress="ann@example.com")

        assert entry["SuppressedDestination"]["LastUpdateTime"] == NOON

    def test_a_reset_takes_everybody_off_and_lets_all_reasons_count(self, ses, sesv2_client):
        ses.suppress("ann@example.com")
        sesv2_client.put_account_suppression_attributes(SuppressedReasons=[])

        ses.reset()

        assert shown() == []
        assert sesv2_client.get_account()["SuppressionAttributes"] == {
            "SuppressedReasons": ["BOUNCE", "COMPLAINT"]
        }

    def test_a_reset_of_one_region_leaves_the_others(self, ses):
        ses.suppress("ann@example.com")

        ses.region("eu-west-1").reset()

        assert shown("eu-west-1") == []
        assert shown("us-east-1") == [("ann@example.com", "BOUNCE")]

    def test_another_fake_begins_with_an_empty_list(self, ses):
        ses.suppress("ann@example.com")

        with mock_ses():
            inside = shown()

        assert inside == []
        assert shown() == [("ann@example.com", "BOUNCE")]

    @pytest.mark.parametrize(
        ("given", "more", "error", "text"),
        [
            ((), {}, TypeError, r"ses.suppress\(\) takes at least one address."),
            ((["a@b.c"],), {}, TypeError, r"an address is a text, as in .* not \['a@b.c'\]"),
            (("a@b.c", None), {}, TypeError, "an address is a text, as in .* not None"),
            (("example.com",), {}, ValueError, "'example.com' cannot be suppressed; give a bare"),
            (("Ann <a@b.c>",), {}, ValueError, "'Ann <a@b.c>' cannot be suppressed"),
            (("a@b.c",), {"reason": "SPAM"}, ValueError, "reason= is 'BOUNCE' or 'COMPLAINT', not"),
            (("a@b.c",), {"reason": ["BOUNCE"]}, ValueError, "reason= is 'BOUNCE' or 'COMPLAINT'"),
            (("good@b.c", "bad"), {}, ValueError, "'bad' cannot be suppressed"),
        ],
    )
    def test_mistakes_say_how_to_mend_them_and_nothing_is_put(self, ses, given, more, error, text):
        with pytest.raises(error, match=text):
            ses.suppress(*given, **more)

        assert shown() == []
