"""What is said of a bounce, a complaint, a delay. Rows: facts "events" 1, 3.3, 6 and 7.1."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import boto3
import pytest

from sesfake.domain.events.bodies import body
from sesfake.domain.events.details import Complaint
from sesfake.domain.events.feedback import (
    bounce,
    complaining,
    complaint,
    delay,
    delivery,
    suppressed,
)
from sesfake.domain.events.stamps import accepted_at, feedback_id, iso, outgoing_host, outgoing_ip
from sesfake.domain.events.vocabulary import (
    BOUNCES,
    BounceSubType,
    BounceType,
    ComplaintSubType,
    ComplaintType,
    DelayType,
)

SHOP = "shop@example.com"
ANN = "ann@example.com"
SENT = datetime(2022, 3, 28, 23, 59, 32, 804000, timezone.utc)
LATER = SENT + timedelta(milliseconds=11893)
FEEDBACK_ID = (
    r"0100[0-9a-f]{12}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-000000"
)

pytestmark = pytest.mark.ses(verified=["example.com", "example.org"])


@pytest.fixture
def sent_to(ses):
    """Sends to some addresses at a given time, and gives the message."""
    ses.clock.freeze(SENT)

    def send(*to, region="us-east-1"):
        boto3.client("ses", region_name=region).send_email(
            Source=SHOP,
            Destination={"ToAddresses": list(to)},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
        )
        return ses.outbox.last

    return send


class TestIdentifiersAndMachines:
    def test_the_id_of_a_message_tells_when_it_was_accepted(self, sent_to):
        message = sent_to(ANN)

        # events 1: the sample id and its time
        assert message.id.startswith("0100017fd2f875c4-")
        assert accepted_at(message) == SENT
        assert iso(SENT) == "2022-03-28T23:59:32.804Z"

    def test_a_feedback_id_has_the_form_of_a_message_id_and_the_time_of_the_record(self, sent_to):
        message = sent_to(ANN)

        made = feedback_id(message, LATER, "Bounce", ANN)

        # events 1: feedback id
        assert re.fullmatch(FEEDBACK_ID, made) and len(made) == len(message.id) == 60
        assert int(made[4:16], 16) == int(message.id[4:16], 16) + 11893
        assert made == feedback_id(message, LATER, "Bounce", ANN)
        assert made != feedback_id(message, LATER, "Complaint", ANN)

    @pytest.mark.parametrize(
        ("region", "domain"),
        [
            ("us-east-1", "smtp-out.amazonses.com"),
            ("eu-west-1", "smtp-out.eu-west-1.amazonses.com"),
        ],
    )
    def test_the_outgoing_host_is_named_after_the_outgoing_address(self, sent_to, region, domain):
        message = sent_to(ANN, region=region)

        # events 3.3: delivery.reportingMTA
        *network, third, fourth = outgoing_ip(message).split(".")
        assert network == ["54", "240"]
        assert outgoing_host(message) == f"a{third}-{fourth}.{domain}"
        assert message.headers["X-SES-Outgoing"] == f"2022.03.28-{outgoing_ip(message)}"


class TestDelivery:
    def test_the_processing_time_is_the_difference_of_the_two_times(self, sent_to):
        message = sent_to(ANN)

        details = delivery(message, [ANN], LATER)

        # events 3.3: delivery.processingTimeMillis; events 2: success@
        assert details.processing_milliseconds == 11893
        assert details.smtp_response == "250 Ok"


class TestBounce:
    def test_an_unknown_user_is_the_default(self, sent_to):
        message = sent_to(ANN)

        details = bounce(message, [ANN], LATER)

        # events 3.3, 12: the documented text for a generic hard bounce
        written = body(details, LATER)
        assert list(written) == [
            "feedbackId", "bounceType", "bounceSubType", "bouncedRecipients", "timestamp",
            "remoteMtaIp", "reportingMTA",
        ]  # fmt: skip
        assert written == {
            "feedbackId": details.feedback_id,
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [
                {
                    "emailAddress": ANN,
                    "action": "failed",
                    "status": "5.1.1",
                    "diagnosticCode": "smtp; 550 5.1.1 user unknown",
                }
            ],
            "timestamp": "2022-03-28T23:59:44.697Z",
            "remoteMtaIp": details.remote_mta_ip,
            "reportingMTA": f"dns; {outgoing_host(message)}",
        }

    # events 6: which type and sub type go together
    @pytest.mark.parametrize(
        "kind",
        [
            "Undetermined/Undetermined",
            "Permanent/General",
            "Permanent/NoEmail",
            "Permanent/Suppressed",
            "Permanent/OnAccountSuppressionList",
            "Permanent/OnTenantSuppressionList",
            "Permanent/EmailValidationSuppressed",
            "Permanent/UnsubscribedRecipient",
            "Transient/General",
            "Transient/MailboxFull",
            "Transient/MessageTooLarge",
            "Transient/ContentRejected",
            "Transient/AttachmentRejected",
            "Transient/CustomTimeoutExceeded",
        ],
    )
    def test_a_tester_may_ask_for_any_kind(self, sent_to, kind):
        type_, sub_type = kind.split("/")

        written = body(bounce(sent_to(ANN), [ANN], LATER, type_, sub_type), LATER)

        assert (written["bounceType"], written["bounceSubType"]) == (type_, sub_type)
        assert len(BOUNCES) == 14

    def test_one_word_is_enough(self, sent_to):
        message = sent_to(ANN)

        full = bounce(message, [ANN], LATER, sub_type="MailboxFull")
        away = bounce(message, [ANN], LATER, "Transient")

        assert (full.type, full.sub_type) == (BounceType.TRANSIENT, BounceSubType.MAILBOX_FULL)
        assert (away.type, away.sub_type) == (BounceType.TRANSIENT, BounceSubType.GENERAL)

    @pytest.mark.parametrize(
        ("words", "asked"),
        [(("Hard",), "'Hard'"), ((None, "Full"), "'Full'"),
         (("Permanent", "MailboxFull"), "'Permanent/MailboxFull'")],
    )  # fmt: skip
    def test_unknown_words_are_answered_with_the_list(self, sent_to, words, asked):
        with pytest.raises(ValueError) as error:
            bounce(sent_to(ANN), [ANN], LATER, *words)

        assert str(error.value).startswith(
            f"There is no bounce {asked}. There are: Undetermined/Undetermined, Permanent/General, "
        )
        assert str(error.value).endswith("Transient/CustomTimeoutExceeded.")

    def test_without_a_report_only_the_address_is_said(self, sent_to):
        details = bounce(sent_to(ANN), [ANN], LATER, "Undetermined")

        # events 3.3: DSN fields absent
        written = body(details, LATER)
        assert written["bouncedRecipients"] == [{"emailAddress": ANN}]
        assert "reportingMTA" not in written and "remoteMtaIp" not in written

    def test_a_message_that_expired_says_after_how_many_minutes(self, sent_to):
        message = sent_to(ANN)

        [default] = bounce(message, [ANN], LATER, "Transient").recipients
        [custom] = bounce(
            message, [ANN], LATER, sub_type="CustomTimeoutExceeded", lifetime=timedelta(minutes=5)
        ).recipients

        # events 6: soft bounces
        assert "4.4.7 Message expired: unable to deliver in 840 minutes." in default.diagnostic_code
        assert "unable to deliver in 5 minutes." in custom.diagnostic_code

    def test_a_tester_may_write_the_diagnostic_code(self, sent_to):
        details = bounce(
            sent_to(ANN), [ANN], LATER, diagnostic_code="smtp; 550 {minutes} no such person"
        )

        assert details.recipients[0].diagnostic_code == "smtp; 550 {minutes} no such person"

    def test_hard_bounces_count_and_suppress_and_others_do_not(self):
        # events 6: counts in bounce rate, auto-suppressed
        assert [k.sub_type.value for k in BOUNCES.values() if k.counts] == [
            "General", "NoEmail", "Suppressed",
        ]  # fmt: skip
        assert [k.sub_type.value for k in BOUNCES.values() if k.suppresses] == [
            "General", "NoEmail",
        ]  # fmt: skip
        assert {k.type for k in BOUNCES.values() if k.counts} == {BounceType.PERMANENT}


class TestComplaint:
    def test_a_complaint_is_of_abuse_unless_somebody_says_more(self, sent_to):
        written = body(complaint(sent_to(ANN), [ANN], LATER), LATER)

        # events 3.3: complaint
        assert list(written) == [
            "feedbackId", "complaintSubType", "complainedRecipients", "timestamp", "userAgent",
            "complaintFeedbackType", "arrivalDate",
        ]  # fmt: skip
        assert re.fullmatch(FEEDBACK_ID, written["feedbackId"])
        assert written["complaintSubType"] is None
        assert written["complainedRecipients"] == [{"emailAddress": ANN}]
        assert written["complaintFeedbackType"] == "abuse"
        assert written["arrivalDate"] == "2022-03-28T23:59:32.804Z"

    @pytest.mark.parametrize(
        "word", ["abuse", "auth-failure", "fraud", "not-spam", "other", "virus"]
    )
    def test_a_tester_may_ask_for_any_type(self, sent_to, word):
        assert complaint(sent_to(ANN), [ANN], LATER, word).type is ComplaintType(word)  # events 6

    def test_an_unknown_type_is_answered_with_the_list(self, sent_to):
        with pytest.raises(ValueError) as error:
            complaint(sent_to(ANN), [ANN], LATER, "spam")

        assert str(error.value) == (
            "There is no complaint 'spam'. "
            "There are: abuse, auth-failure, fraud, not-spam, other, virus."
        )

    def test_without_a_report_there_is_no_type(self, sent_to):
        written = body(complaint(sent_to(ANN), [ANN], LATER, None), LATER)

        # events 3.3: complaint fields absent without a report, the sub type null
        assert list(written) == [
            "feedbackId", "complaintSubType", "complainedRecipients", "timestamp",
        ]  # fmt: skip
        assert written["complaintSubType"] is None

    def test_everybody_at_the_provider_may_have_complained(self):
        arrived = [ANN, "bob@Example.com", "cid@example.org"]

        # events 3.3: complaint recipients
        assert complaining(arrived, [ANN]) == [ANN, "bob@Example.com"]


class TestDelay:
    def test_a_delay_ends_fourteen_hours_after_the_send(self, sent_to):
        message = sent_to(ANN)

        written = body(delay(message, [ANN], LATER), LATER)

        # events 3.3: deliveryDelay; events 6: 14 h
        assert list(written.items()) == [
            ("timestamp", "2022-03-28T23:59:44.697Z"),
            ("delayType", "TransientCommunicationFailure"),
            ("expirationTime", "2022-03-29T13:59:32.804Z"),
            ("reportingMTA", outgoing_host(message)),
            ("delayedRecipients", [
                {
                    "emailAddress": ANN,
                    "status": "4.4.1",
                    "diagnosticCode": "smtp; 421 4.4.1 Unable to connect to remote host",
                }
            ]),
        ]  # fmt: skip

    def test_a_tester_may_ask_for_any_type(self, sent_to):
        message = sent_to(ANN)

        # events 6: delayType
        words = [
            "InternalFailure",
            "General",
            "MailboxFull",
            "SpamDetected",
            "RecipientServerError",
            "IPFailure",
            "TransientCommunicationFailure",
            "BYOIPHostNameLookupUnavailable",
            "Undetermined",
            "SendingDeferral",
        ]
        assert [delay(message, [ANN], LATER, word).type.value for word in words] == words
        assert len(DelayType) == len(words)

    def test_an_unknown_type_is_answered_with_the_list(self, sent_to):
        with pytest.raises(ValueError, match="no delay 'Late'. There are: InternalFailure, Gen"):
            delay(sent_to(ANN), [ANN], LATER, "Late")


class TestSuppressed:
    def test_the_account_s_list_is_named_and_no_other_server_was_asked(self, sent_to):
        message = sent_to("Ann <ann@example.com>")

        details = suppressed(message, [ANN], LATER)

        # events 6: OnAccountSuppressionList; events 3.3: reportingMTA of suppressed sends;
        # events 7.1: the display name is kept
        written = body(details, LATER)
        assert re.fullmatch(FEEDBACK_ID, written.pop("feedbackId"))
        assert written == {
            "bounceType": "Permanent",
            "bounceSubType": "OnAccountSuppressionList",
            "bouncedRecipients": [
                {
                    "emailAddress": "Ann <ann@example.com>",
                    "action": "failed",
                    "status": "5.1.1",
                    "diagnosticCode": (
                        "Amazon SES did not send the message to this address because it is on the "
                        "suppression list for your account. For more information about removing "
                        "addresses from the suppression list, see the Amazon SES Developer Guide "
                        "at https://docs.aws.amazon.com/ses/latest/dg/"
                        "sending-email-suppression-list.html"
                    ),
                }
            ],
            "timestamp": "2022-03-28T23:59:44.697Z",
            "reportingMTA": "dns; amazonses.com",
        }

    def test_who_is_there_for_having_complained_complains_without_a_report(self, sent_to):
        details = suppressed(sent_to(ANN), [ANN], LATER, "COMPLAINT")

        # events 6: complaintSubType; a suppressed complaint has no type
        assert details == Complaint(
            (ANN,), details.feedback_id, ComplaintSubType.ON_ACCOUNT_SUPPRESSION_LIST
        )
        written = body(details, LATER)
        assert list(written) == [
            "feedbackId", "complaintSubType", "complainedRecipients", "timestamp",
        ]  # fmt: skip
        assert written["complaintSubType"] == "OnAccountSuppressionList"

    # events 6: diagnostic texts
    @pytest.mark.parametrize(
        ("sub_type", "text"),
        [
            (
                "Suppressed",
                "Amazon SES has suppressed sending to this address because it has a recent "
                "history of bouncing as an invalid address. For more information about how to "
                "remove an address from the suppression list, see the Amazon SES Developer Guide: "
                "http://docs.aws.amazon.com/ses/latest/DeveloperGuide/"
                "remove-from-suppressionlist.html ",
            ),
            (
                "OnTenantSuppressionList",
                "Amazon SES did not send the message to this address because it is on the "
                "suppression list for your tenant.",
            ),
            (
                "EmailValidationSuppressed",
                "Amazon SES did not send the message to this address because it did not meet your "
                "email validation threshold.",
            ),
        ],
    )
    def test_other_lists_have_their_own_texts(self, sent_to, sub_type, text):
        details = suppressed(sent_to(ANN), [ANN], LATER, sub_type=BounceSubType(sub_type))

        assert details.recipients[0].diagnostic_code == text
        assert details.reporting_mta == "dns; amazonses.com"
        assert details.remote_mta_ip is None
