"""What a tester asks the outbox."""

from __future__ import annotations

import re
import threading
from unittest.mock import ANY

import boto3
import pytest

from sesfake import mock_ses
from sesfake.domain.mails.outbox import Outbox


class Containing:
    """Compares as the matchers of dirty-equals do, and shows what it was equal to last."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.met: object = None

    def __eq__(self, other: object) -> bool:
        is_met = isinstance(other, str) and self.part in other
        self.met = other if is_met else None
        return is_met

    __hash__ = None

    def __repr__(self) -> str:
        return f"Containing({self.part!r})" if self.met is None else repr(self.met)


class Anything:
    """The same, and equal to everything."""

    met: object = None

    def __eq__(self, other: object) -> bool:
        self.met = other
        return True

    __hash__ = None

    def __repr__(self) -> str:
        return repr(self.met)


class ADict:
    """As dirty-equals has it, for whom only a dict is one."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dict)

    __hash__ = None


class OfAKind(type):
    def __eq__(cls, other: object) -> bool:
        return isinstance(other, str) and other.isupper()

    __hash__ = type.__hash__


class Shouted(metaclass=OfAKind):
    """A class that is compared without an instance, as dirty-equals allows."""


def send(to: str, subject: str = "Hi", region: str = "us-east-1", **destination) -> None:
    boto3.client("ses", region_name=region).send_email(
        Source="Shop <shop@example.com>",
        Destination={"ToAddresses": [to], **destination},
        Message={
            "Subject": {"Data": subject},
            "Body": {"Text": {"Data": f"{subject}: https://example.com/{subject}."}},
        },
        Tags=[{"Name": "kind", "Value": subject}],
    )


@pytest.fixture
def outbox(ses) -> Outbox:
    """Three messages: Welcome to Ann, Order to Ann, Order to Bob with copies."""
    ses.verify("example.com")
    send("Ann <ann@example.com>", "Welcome")
    send("ann@example.com", "Order")
    send("bob@example.com", "Order", CcAddresses=["cc@example.com"], BccAddresses=["b@example.com"])
    return ses.outbox


def subjects(messages) -> list[str]:
    return [message.subject for message in messages]


class TestSequence:
    def test_it_has_length_order_index_and_slices(self, outbox):
        assert len(outbox) == 3
        assert subjects(outbox) == ["Welcome", "Order", "Order"]
        assert outbox[0].subject == "Welcome"
        assert outbox[-1] is outbox.last
        assert subjects(outbox[:2]) == ["Welcome", "Order"]
        assert outbox[1] in outbox
        assert outbox == [outbox[0], outbox[1], outbox[2]]
        assert outbox != outbox[:2]

    def test_it_is_live_and_a_slice_is_not(self, ses, outbox):
        before = outbox[:]

        send("ann@example.com", "Later")

        assert len(outbox) == 4
        assert len(before) == 3

    def test_a_missing_index_says_what_is_there(self, ses):
        with pytest.raises(IndexError, match=re.escape("there is no such message in <Outbox of 0")):
            _ = ses.outbox.last

    def test_it_shows_its_messages(self, ses, outbox):
        outbox.clear()
        send("ann@example.com", "Only")

        assert repr(outbox) == (
            "<Outbox of 1 message\n"
            "  <Message 'Only' from Shop <shop@example.com> to ann@example.com>>"
        )

    @pytest.mark.parametrize(
        ("subject", "shown"),
        [
            ("x" * 200, "x" * 200),
            ("x" * 201, "x" * 199 + "…"),
        ],
    )
    def test_a_long_subject_is_shown_in_two_hundred_characters(self, ses, outbox, subject, shown):
        send("ann@example.com", subject)

        assert repr(outbox.last) == (
            f"<Message '{shown}' from Shop <shop@example.com> to ann@example.com>"
        )

    def test_cleared_messages_are_forgotten_but_their_quota_and_events_stay(self, ses, outbox):
        outbox.clear()

        assert outbox == []
        assert len(ses.events) == 6
        quota = boto3.client("ses").get_send_quota()
        assert quota["SentLast24Hours"] == 5


class TestCriteria:
    @pytest.mark.parametrize(
        ("criteria", "found"),
        [
            ({"to": "ANN@example.com"}, ["Welcome", "Order"]),
            ({"to": "Ann <ann@example.com>"}, ["Welcome", "Order"]),
            ({"to": ["bob@example.com"]}, ["Order"]),
            ({"to": ["bob@example.com", "ann@example.com"]}, []),
            ({"to": re.compile("^bob@")}, ["Order"]),
            ({"to": lambda address: address.startswith("bob@")}, ["Order"]),
            ({"to": lambda address: address.startswith("nobody@")}, []),
            ({"to": "cc@example.com"}, []),
            ({"cc": "cc@example.com"}, ["Order"]),
            ({"bcc": "b@example.com"}, ["Order"]),
            ({"recipient": "b@example.com"}, ["Order"]),
            ({"from_": "shop@example.com"}, ["Welcome", "Order", "Order"]),
            ({"subject": "Order"}, ["Order", "Order"]),
            ({"subject": "Ord"}, []),
            ({"subject": re.compile("Ord")}, ["Order", "Order"]),
            ({"subject": lambda subject: len(subject) > 5}, ["Welcome"]),
            ({"subject": ANY, "to": "bob@example.com"}, ["Order"]),
            ({"tags": {"kind": "Welcome"}}, ["Welcome"]),
            ({"text": re.compile("https://example.com/Order")}, ["Order", "Order"]),
            ({"links": ["https://example.com/Welcome"]}, ["Welcome"]),
            ({"html": None, "region": "us-east-1", "api": "ses"}, ["Welcome", "Order", "Order"]),
            ({"region": "eu-west-1"}, []),
            ({"outcome": "delivery", "to": "bob@example.com"}, ["Order"]),
            ({"outcome": "bounce"}, []),
            ({"outcome": ANY, "to": "bob@example.com"}, ["Order"]),
            ({"to": [re.compile("^bob@")]}, ["Order"]),
            ({"to": [ANY, "bob@example.com"]}, []),
            ({"cc": []}, ["Welcome", "Order"]),
            ({"tags": {"kind": re.compile("^W")}}, ["Welcome"]),
            ({"tags": {"kind": ANY, "other": ANY}}, []),
            ({"tags": {"other": ANY}}, []),
            ({"tags": ["kind"]}, []),
            ({"tags": "kind"}, []),
            ({"tags": None}, []),
            ({"links": [re.compile("/Order$")]}, ["Order", "Order"]),
            ({"subject": Containing("come")}, ["Welcome"]),
            ({"to": Containing("ann@")}, ["Welcome", "Order"]),
            ({"recipient": [Containing("bob"), "cc@example.com", ANY]}, ["Order"]),
            ({"subject": Shouted}, []),
            ({"request": {"Source": ANY}}, []),
            ({"request": ADict()}, ["Welcome", "Order", "Order"]),
        ],
    )
    def test_messages_are_found_by(self, outbox, criteria, found):
        assert subjects(outbox.find(**criteria)) == found

    def test_a_name_that_messages_do_not_have_is_a_mistake_of_the_test(self, outbox):
        with pytest.raises(
            TypeError, match="Messages cannot be found by recipients; use account_id"
        ):
            outbox.find(recipients="ann@example.com")


class TestAssertions:
    def test_one_gives_the_only_match(self, outbox):
        assert outbox.one(to="bob@example.com") is outbox[2]

    def test_one_says_what_came_nearest(self, outbox):
        with pytest.raises(AssertionError) as caught:
            outbox.one(to="bob@example.com", subject="Welcome")

        assert str(caught.value) == (
            "No message with to='bob@example.com', subject='Welcome' was sent. Nearest of 3:\n"
            "  <Message 'Welcome' from Shop <shop@example.com> to Ann <ann@example.com>>: "
            "to is ['Ann <ann@example.com>']\n"
            "  <Message 'Order' from Shop <shop@example.com> to bob@example.com, cc@example.com, "
            "b@example.com>: subject is 'Order'\n"
            "  <Message 'Order' from Shop <shop@example.com> to ann@example.com>: "
            "to is ['ann@example.com'], subject is 'Order'"
        )

    def test_a_matcher_is_shown_as_it_was_written(self, outbox):
        with pytest.raises(AssertionError) as caught:
            outbox.one(subject=Containing("come"), to="bob@example.com")

        assert str(caught.value).startswith(
            "No message with subject=Containing('come'), to='bob@example.com' was sent."
        )

    def test_a_matcher_of_everything_is_not_shown_as_what_it_met(self, outbox):
        with pytest.raises(AssertionError) as caught:
            outbox.one(subject=Anything(), to="carl@example.com")

        assert str(caught.value).startswith(
            "No message with subject=<anything>, to='carl@example.com' was sent."
        )

    @pytest.mark.parametrize("role", ["to", "recipient", "cc", "bcc"])
    def test_who_is_kept_back_from_a_message_was_not_sent_it(self, ses, role):
        ses.verify("example.com")
        ses.suppress("Sue@example.com")
        destination = {"ToAddresses": ["ann@example.com"]}
        named = {"cc": "CcAddresses", "bcc": "BccAddresses"}.get(role, "ToAddresses")
        destination.setdefault(named, []).append("sue@example.com")
        boto3.client("ses", "us-east-1").send_email(
            Source="shop@example.com",
            Destination=destination,
            Message={"Subject": {"Data": "Order"}, "Body": {"Text": {"Data": "x"}}},
        )

        with pytest.raises(
            AssertionError, match="Nearest of 1:\n  <Message .*: nobody received it"
        ):
            ses.outbox.one(**{role: "SUE@example.com"})

        assert ses.outbox.one(to="ann@example.com") is ses.outbox.one(subject="Order")
        assert ses.outbox.one(**{role: "sue@example.com"}, outcome="bounce") is ses.outbox.last

    def test_one_says_that_there_are_more(self, outbox):
        with pytest.raises(
            AssertionError, match="2 messages with subject='Order' were sent, not one"
        ):
            outbox.one(subject="Order")

    def test_assert_sent_gives_the_newest_match(self, outbox):
        assert outbox.assert_sent(subject="Order") is outbox[2]

    def test_assert_sent_in_an_empty_outbox_says_that_it_is_empty(self, ses):
        with pytest.raises(
            AssertionError,
            match=re.escape("No message with subject=re.compile('x') was sent; the out"),
        ):
            ses.outbox.assert_sent(subject=re.compile("x"))

    def test_assert_not_sent_and_assert_empty_list_what_was(self, ses, outbox):
        outbox.assert_not_sent(to="carl@example.com")
        with pytest.raises(
            AssertionError, match="Nothing with subject='Welcome' should be sent, but"
        ):
            outbox.assert_not_sent(subject="Welcome")
        with pytest.raises(AssertionError, match="Nothing should be sent, but was:\n  <Message"):
            outbox.assert_empty()
        outbox.clear()
        outbox.assert_empty()

    def test_of_many_the_ten_oldest_are_listed(self, ses, outbox):
        for number in range(8):
            send("ann@example.com", f"No-{number}")

        with pytest.raises(AssertionError) as caught:
            outbox.assert_empty()

        lines = str(caught.value).splitlines()
        assert lines[0] == "Nothing should be sent, but was:"
        assert [line.split("'")[1] for line in lines[1:11]] == subjects(outbox)[:10]
        assert lines[11:] == ["  and 1 more"]

    def test_of_many_the_three_nearest_are_shown(self, outbox):
        send("carl@example.com", "News")

        with pytest.raises(AssertionError) as caught:
            outbox.one(to="carl@example.com", subject="Order")

        first, *nearest = str(caught.value).splitlines()
        assert first.endswith("was sent. Nearest of 4:")
        assert [line.split("'")[1] for line in nearest] == ["Order", "Order", "News"]

    def test_who_finds_nothing_is_told_of_the_ten_latest_refusals(self, ses, ses_client):
        for number in range(11):
            with pytest.raises(ses_client.exceptions.MessageRejected):
                send(f"to-{number}@example.com")

        with pytest.raises(AssertionError) as caught:
            ses.outbox.one()

        refused = [line for line in str(caught.value).splitlines() if "SendEmail" in line]
        assert len(refused) == 10

    def test_of_many_recipients_five_are_shown(self, ses, outbox):
        ses.grant_production_access()
        boto3.client("ses", "us-east-1").send_email(
            Source="shop@example.com",
            Destination={"ToAddresses": [f"{name}@example.org" for name in "abcdef"]},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "x"}}},
        )

        assert repr(outbox.last) == (
            "<Message 'Hi' from shop@example.com to a@example.org, b@example.org, c@example.org, "
            "d@example.org, e@example.org, 1 more>"
        )


class TestWaiting:
    @pytest.mark.ses(verified=["example.com"])
    def test_a_message_from_another_thread_is_waited_for(self, ses):
        thread = threading.Timer(0.1, send, ("ann@example.com", "Later"))
        thread.start()

        message = ses.outbox.wait_for(subject="Later", timeout=10)

        thread.join()
        assert message.subject == "Later"

    def test_what_never_comes_is_a_timeout_that_says_what_came(self, outbox):
        with pytest.raises(
            TimeoutError, match="After 0.1 seconds: No message with subject='Never'"
        ):
            outbox.wait_for(subject="Never", timeout=0.1)

    def test_who_waits_holds_nothing_up(self, outbox):
        def asked(subject: str) -> bool:
            thread = threading.Thread(target=send, args=("ann@example.com",), daemon=True)
            thread.start()
            thread.join(60)
            return not thread.is_alive()

        assert outbox.wait_for(subject=asked).subject == "Welcome"
        assert len(outbox) == 6  # all three were asked


class TestScopes:
    def test_regions_and_accounts_have_views_of_their_own(self):
        with mock_ses(verified=["example.com"]) as ses:
            ses.accounts.keys["AKIDOTHER"] = "999999999999"
            ses.account("999999999999").verify("example.com")
            send("ann@example.com", "Here")
            send("ann@example.com", "There", region="eu-west-1")
            boto3.client(
                "ses", "us-east-1", aws_access_key_id="AKIDOTHER", aws_secret_access_key="x"
            ).send_email(
                Source="shop@example.com",
                Destination={"ToAddresses": ["ann@example.com"]},
                Message={"Subject": {"Data": "Theirs"}, "Body": {"Text": {"Data": "x"}}},
            )

            assert subjects(ses.outbox) == ["Here", "There", "Theirs"]
            assert subjects(ses.region("eu-west-1").outbox) == ["There"]
            assert ses.region("eu-west-1").outbox[0].subject == "There"
            assert ses.region("us-east-1").outbox.last.subject == "Theirs"
            assert subjects(ses.account("999999999999").outbox) == ["Theirs"]
            assert subjects(ses.account("123456789012").region("us-east-1").outbox) == ["Here"]
            assert repr(ses.region("eu-west-1")) == "<SESFake in eu-west-1: 1 sent>"

            ses.region("eu-west-1").outbox.clear()
            assert subjects(ses.outbox) == ["Here", "Theirs"]
            assert len(ses.region("eu-west-1").events) == 2

    def test_what_is_verified_everywhere_is_verified_in_regions_touched_later(self):
        with mock_ses() as ses:
            ses.verify("example.com")

            send("ann@example.com", region="ap-south-1")

            assert len(ses.outbox) == 1

    def test_after_a_reset_all_is_as_new(self):
        with mock_ses(verified=["example.com"]) as ses:
            outbox = ses.outbox
            send("ann@example.com")
            ses.verify("example.org")

            ses.reset()

            assert outbox == [] == ses.events
            assert boto3.client("ses").list_identities()["Identities"] == ["example.com"]
            assert boto3.client("ses").get_send_quota()["SentLast24Hours"] == 0
