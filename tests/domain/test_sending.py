"""Who may send what to whom. Rows named are those of the fact sheet "sending"."""

from __future__ import annotations

import contextlib
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from sesfake import mock_ses
from sesfake.adapters.hints import hint_of
from tests.domain.conftest import assert_no_trace, send_v1, send_v2
from tests.refusing import refusal_with_status as refusal

SHOP = "shop@example.com"
ANN = "ann@example.com"


def not_verified(*identities: str, region: str = "US-EAST-1") -> tuple[str, str, int]:
    """Section 2: the same code, text and status in both APIs."""
    return (
        "MessageRejected",
        "Email address is not verified. The following identities failed the check in region "
        f"{region}: {', '.join(identities)}",
        400,
    )


class TestAcceptedMessages:
    @mock_ses(verified=[SHOP, ANN])
    def test_an_accepted_message_is_in_the_outbox_under_the_id_the_caller_got(self, ses, send):
        message_id = send(f"Shop <{SHOP}>", to=[f"Ann <{ANN}>"], subject="Welcome", text="Hello")

        [message] = ses.outbox
        assert message.id == message_id
        assert (message.from_, message.to) == (f"Shop <{SHOP}>", [f"Ann <{ANN}>"])
        assert (message.subject, message.text, message.html) == ("Welcome", "Hello", None)

    @mock_ses(production=True, verified=[SHOP])
    def test_the_envelope_holds_bare_addresses_of_to_cc_and_bcc_in_that_order(self, ses, send):
        send(SHOP, to=["To <to@a.org>"], cc=["cc@a.org"], bcc=["Bcc <bcc@a.org>"])

        assert ses.outbox.last.recipients == ["to@a.org", "cc@a.org", "bcc@a.org"]

    @mock_ses(verified=[SHOP, ANN])
    def test_a_message_id_has_amazons_form_and_carries_the_time(self, ses, send):
        # Section 13: 4 hex of region, 12 of epoch milliseconds, a uuid, -000000; 60 characters.
        ses.clock.freeze()

        message_id = send(SHOP, to=[ANN])

        assert len(message_id) == 60
        assert message_id[:4] == "0100"
        assert int(message_id[4:16], 16) == int(ses.clock.timestamp() * 1000)
        assert message_id.endswith("-000000")

    def test_ids_repeat_from_run_to_run_and_differ_by_seed(self, send):
        def ids(seed: int) -> list[str]:
            with mock_ses(verified=[SHOP, ANN], seed=seed) as ses:
                return [send(SHOP, to=[ANN])[16:] for _ in range(2)] + [len(ses.outbox)]

        assert ids(0) == ids(0) != ids(1)

    @mock_ses(verified=[SHOP, ANN])
    def test_send_and_delivery_are_recorded_for_every_recipient(self, ses, send):
        message_id = send(SHOP, to=[ANN], cc=[SHOP])

        assert [(e.type, e.message_id, e.recipients) for e in ses.events] == [
            ("Send", message_id, (ANN, SHOP)),
            ("Delivery", message_id, (ANN, SHOP)),
        ]
        assert ses.outbox[0].events == tuple(ses.events)
        assert ses.outbox[0].outcome == {ANN: "delivery", SHOP: "delivery"}

    @mock_ses(verified=[SHOP, ANN], delivery="manual")
    def test_nothing_becomes_of_a_message_where_that_is_left_to_the_test(self, ses, send):
        send(SHOP, to=[ANN])

        assert [event.type for event in ses.outbox.last.events] == ["Send"]

    @mock_ses(verified=[SHOP, ANN])
    def test_the_simulators_mailboxes_do_what_they_are_called(self, ses, send):
        # https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
        boxes = [f"{n}@simulator.amazonses.com" for n in ("bounce+1", "complaint", "ooto")]

        send(SHOP, to=[*boxes, "suppressionlist@simulator.amazonses.com", ANN])

        message = ses.outbox.last
        assert list(message.outcome.values()) == [
            *("bounce", "complaint", "bounce", "bounce", "delivery")
        ]
        assert [event.type for event in message.events] == [
            *("Send", "Delivery", "Delivery", "Bounce", "Bounce", "Complaint")
        ]


class TestSenders:
    def test_an_unverified_sender_is_refused_with_its_text_as_written(self, ses, send):
        ses.verify(ANN)

        assert refusal(send, f"Shop <{SHOP}>", to=[ANN]) == not_verified(f"Shop <{SHOP}>")
        assert_no_trace(ses)

    @pytest.mark.ses(production=True)
    def test_production_does_not_excuse_an_unverified_sender(self, ses, send):
        assert refusal(send, SHOP, to=[ANN]) == not_verified(SHOP)

    @pytest.mark.ses(verified=["example.com"])
    @pytest.mark.parametrize(
        "sender", ["any@example.com", "any@EXAMPLE.com", "any@mail.example.com", "a+b@example.com"]
    )
    def test_a_verified_domain_covers_its_addresses_and_subdomains(self, ses, send, sender):
        send(sender, to=[ANN])

        assert ses.outbox.last.source == sender

    @pytest.mark.ses(verified=["mail.example.com", ANN])
    def test_a_verified_subdomain_does_not_cover_its_parent(self, send):
        assert refusal(send, SHOP, to=[ANN]) == not_verified(SHOP)

    @pytest.mark.ses(verified=["sender@EXAMPLE.com", ANN])
    def test_address_identities_are_case_sensitive(self, send):
        # Section 12
        assert refusal(send, "sender@example.com", to=[ANN]) == not_verified("sender@example.com")

    @pytest.mark.ses(verified=[SHOP, ANN])
    def test_a_label_is_covered_by_the_address_without_it(self, ses, send):
        send("shop+orders@example.com", to=["ann+list@example.com"])

        assert ses.outbox.last.recipients == ["ann+list@example.com"]

    @pytest.mark.ses(verified={"eu-west-1": ["example.com"]})
    def test_an_identity_of_another_region_does_not_count(self, send):
        assert refusal(send, SHOP, to=[ANN]) == not_verified(SHOP, ANN)

    @pytest.mark.ses(verification="manual")
    def test_a_pending_identity_does_not_count(self, ses, ses_client, send):
        ses_client.verify_email_identity(EmailAddress=ANN)

        assert refusal(send, ANN, to=[ANN]) == not_verified(ANN)
        ses.verify(ANN)
        assert send(ANN, to=[ANN])


class TestSandbox:
    @pytest.mark.ses(verified=[SHOP])
    def test_unverified_recipients_are_listed_after_the_sender_in_order_and_once(self, ses, send):
        expected = not_verified("x@b.org", "to@b.org", "cc@b.org", "bcc@b.org")

        answer = refusal(
            send, "x@b.org", to=["to@b.org", SHOP], cc=["cc@b.org", "to@b.org"], bcc=["bcc@b.org"]
        )

        assert answer == expected
        assert_no_trace(ses)

    @pytest.mark.ses(verified=[SHOP])
    @pytest.mark.parametrize("mailbox", ["success", "bounce+label", "complaint", "ooto"])
    def test_the_simulator_needs_no_verification_and_spends_no_quota(self, ses, send, mailbox):
        # Section 9: simulator recipients do not count to the daily quota.
        send(SHOP, to=[f"{mailbox}@simulator.amazonses.com"])

        assert len(ses.outbox) == 1
        assert ses.accounts.open("123456789012", "us-east-1").quota.sent_last_24_hours == 0

    @pytest.mark.ses(verified=[SHOP, ANN], max_24_hour_send=1)
    def test_nor_does_it_where_others_get_the_mail_too(self, ses, send):
        send(SHOP, to=[ANN, "success@simulator.amazonses.com"])

        assert len(ses.outbox) == 1
        assert refusal(send, SHOP, to=[ANN])[1] == "Daily message quota exceeded."

    @pytest.mark.ses(verified=[SHOP], suppressionlist="Suppressed")
    def test_the_suppression_list_of_the_simulator_bounces_as_the_fake_was_told(self, ses, send):
        send(SHOP, to=["suppressionlist@simulator.amazonses.com"])

        assert ses.outbox.last.events[-1].record["bounce"]["bounceSubType"] == "Suppressed"

    @pytest.mark.ses(verified=[SHOP])
    def test_an_unknown_mailbox_of_the_simulator_is_no_simulator(self, send):
        mailbox = "nobody@simulator.amazonses.com"
        assert refusal(send, SHOP, to=[mailbox]) == not_verified(mailbox)

    @pytest.mark.ses(verified=[SHOP], production=True)
    def test_outside_the_sandbox_anybody_may_be_sent_to(self, ses, send):
        send(SHOP, to=["stranger@b.org"])

        assert ses.outbox.one(recipient="stranger@b.org")


class TestHints:
    """What a tester is told is enough to mend the test."""

    LEAVE = "`mock_ses(production=True)` to leave the sandbox, where recipients are checked too"

    @pytest.mark.parametrize(
        ("verified", "hint"),
        [
            ([ANN], f"`ses.verify('{SHOP}')` or `mock_ses(verified=['{SHOP}'])`."),
            ([SHOP], f"`ses.verify('{ANN}')` or `mock_ses(verified=['{ANN}'])`, or {LEAVE}."),
            (
                [],
                f"`ses.verify('{SHOP}', '{ANN}')` or `mock_ses(verified=['{SHOP}', '{ANN}'])`, or "
                f"{LEAVE}; senders always are.",
            ),
        ],
        ids=["sender", "recipient", "both"],
    )
    def test_it_names_what_is_missing(self, send, verified, hint):
        with mock_ses(verified=verified) as ses:
            with pytest.raises(ClientError) as caught:
                send(f"Shop <{SHOP}> ", to=[f" Ann <{ANN}>"])

            assert hint_of(caught.value) == f"To mend the test: {hint}"
            if hasattr(caught.value, "__notes__"):  # Python 3.11
                assert caught.value.__notes__ == [hint_of(caught.value)]
            ses.verify(SHOP, ANN)
            assert send(f"Shop <{SHOP}> ", to=[f" Ann <{ANN}>"])

    @pytest.mark.ses(verified=[SHOP])
    def test_a_refusal_that_the_code_has_swallowed_is_told_by_the_outbox(self, ses, send):
        with contextlib.suppress(ClientError):
            send(SHOP, to=[ANN])

        with pytest.raises(AssertionError, match=f"SendEmail was refused: Email address .*: {ANN}"):
            ses.outbox.one(to=ANN)


@pytest.mark.ses(verified=["example.com"])
class TestShapeOfAMessage:
    def test_fifty_recipients_pass(self, ses, send):
        # https://docs.aws.amazon.com/ses/latest/dg/quotas.html
        send(SHOP, to=[f"u{n}@example.com" for n in range(48)], cc=[ANN], bcc=[SHOP])

        assert len(ses.outbox.last.recipients) == 50

    def test_fifty_one_recipients_are_refused(self, ses, send, invalid):
        answer = refusal(
            send, SHOP, to=[f"u{n}@example.com" for n in range(49)], cc=[ANN], bcc=[SHOP]
        )

        assert answer == invalid("Recipient count exceeds 50.")
        assert_no_trace(ses)

    def test_an_empty_destination_is_refused(self, ses, send, invalid):
        # Section 5; moto accepts it (users, section 1)
        assert refusal(send, SHOP) == invalid("There are no recipients specified")
        assert_no_trace(ses)

    def test_an_address_without_a_domain_is_refused(self, send, invalid):
        # Section 4.1
        assert refusal(send, SHOP, to=["ann"]) == invalid("Missing final '@domain'")

    def test_an_unknown_charset_is_refused(self, send, invalid):
        # Section 5
        text = {"Text": {"Data": "Hello", "Charset": "string"}}

        answer = refusal(send, SHOP, to=[ANN], text=text)

        assert answer == invalid("Unsupported charset 'string'.")


class TestQuota:
    """Section 9: recipients are counted, the window rolls, a call is refused whole."""

    QUOTA = (
        "Daily message quota exceeded.",
        {"v1": ("Throttling", 400), "v2": ("TooManyRequestsException", 429)},
    )

    @pytest.mark.ses(verified=["example.com"], max_24_hour_send=3)
    def test_the_day_is_spent_by_recipients_and_comes_back_after_24_hours(self, ses, send, request):
        api = request.node.callspec.id
        ses.clock.freeze()
        send(SHOP, to=[ANN, SHOP])

        # two are spent: two more would be four of three
        text, by_api = self.QUOTA
        assert refusal(send, SHOP, to=[ANN, SHOP]) == (by_api[api][0], text, by_api[api][1])
        assert len(ses.outbox) == 1
        send(SHOP, to=[ANN])
        assert len(ses.outbox) == 2

        ses.clock.advance(hours=24)
        send(SHOP, to=[ANN, SHOP])
        assert len(ses.outbox) == 3

    @pytest.mark.ses(verified=["example.com"], max_send_rate=1)
    def test_a_message_to_five_goes_through_and_is_paid_back_for_five_seconds(
        self, ses, send, request
    ):
        code, status = self.QUOTA[1][request.node.callspec.id]
        ses.clock.freeze()
        send(SHOP, to=[f"u{n}@example.com" for n in range(5)])

        ses.clock.advance(seconds=4.9)
        assert refusal(send, SHOP, to=[ANN]) == (code, "Maximum sending rate exceeded.", status)
        ses.clock.advance(seconds=0.1)
        assert send(SHOP, to=[ANN])

    @pytest.mark.ses(verified=["example.com"], max_send_rate=1)
    def test_a_clock_that_is_set_back_makes_no_debt(self, ses, send):
        send(SHOP, to=[ANN])

        ses.clock.freeze(ses.clock.now() - timedelta(days=365))
        assert refusal(send, SHOP, to=[ANN])[1] == "Maximum sending rate exceeded."

        ses.clock.advance(seconds=1)
        assert send(SHOP, to=[ANN])

    @pytest.mark.ses(verified=["example.com"], max_24_hour_send=-1)
    def test_minus_one_is_unlimited(self, ses, send):
        for _ in range(5):
            send(SHOP, to=[f"u{n}@example.com" for n in range(50)])

        assert len(ses.outbox) == 5

    @pytest.mark.ses(verified=["example.com"], enforce_rate=True)
    def test_other_calls_are_limited_to_one_a_second(self, ses, ses_client):
        ses.clock.freeze()
        ses_client.get_send_quota()

        assert refusal(ses_client.get_send_quota) == ("Throttling", "Rate exceeded", 400)
        ses.clock.advance(seconds=1)
        assert ses_client.get_send_quota()


class TestAuthorization:
    ARN = "arn:aws:ses:us-east-1:{}:identity/example.com"
    DENIED = (
        "User `arn:aws:iam::123456789012:root' is not authorized to perform `ses:SendEmail' on "
        "resource `arn:aws:ses:us-east-1:999999999999:identity/example.com'"
    )

    @pytest.mark.ses(verified=["example.com"])
    def test_an_arn_of_the_callers_own_identity_is_fine(self, ses, ses_client):
        send_v1(SHOP, to=[ANN], SourceArn=self.ARN.format("123456789012"))
        send_v2(SHOP, to=[ANN], FromEmailAddressIdentityArn=self.ARN.format("123456789012"))

        assert len(ses.outbox) == 2

    @pytest.mark.ses(verified=["example.com", "example.org", ANN])
    @pytest.mark.parametrize("name", ["missing.org", "example.org", ANN, ""])
    def test_an_arn_that_does_not_exist_or_does_not_cover_the_sender_is_denied(self, ses, name):
        # Section 7: "SourceArn wrong"
        arn = f"arn:aws:ses:us-east-1:123456789012:identity/{name}"

        for send, parameter, code in (
            (send_v1, "SourceArn", "AccessDenied"),
            (send_v1, "ReturnPathArn", "AccessDenied"),
            (send_v2, "FromEmailAddressIdentityArn", "AccessDeniedException"),
        ):
            answer = refusal(send, SHOP, to=[ANN], **{parameter: arn})
            assert (answer[0], answer[2]) == (code, 403)
            assert answer[1].endswith(f"on resource `{arn}'")
        assert_no_trace(ses)

    @pytest.mark.ses(verified=["example.com"])
    def test_another_accounts_identity_is_denied_without_a_policy(self, ses):
        arn = self.ARN.format("999999999999")

        assert refusal(send_v1, SHOP, to=[ANN], SourceArn=arn) == ("AccessDenied", self.DENIED, 403)
        assert refusal(send_v2, SHOP, to=[ANN], FromEmailAddressIdentityArn=arn) == (
            "AccessDeniedException",
            self.DENIED,
            403,
        )
        assert_no_trace(ses)
