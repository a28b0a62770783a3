"""What receipt rules do to a mail. Rows named are those of the fact sheet "events", section 11."""

from __future__ import annotations

import re
from email.message import EmailMessage

import boto3
import pytest

import sesfake
from sesfake.protocol.model import operations

from .mailing import (
    ANN,
    BOUNCE,
    FUNCTION,
    HELP,
    INVOKE,
    MAIL,
    S3,
    SNS,
    STOP,
    TOPIC,
    activate,
    activate_actions,
    header,
    rule,
)

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


class TestTheEnvelope:
    def test_is_what_the_headers_say(self, ses):
        activate_actions(S3)
        mail = EmailMessage()
        mail["Return-Path"] = "<bounces@example.org>"
        mail["From"] = "Ann <ann@example.org>"
        mail["To"] = "Help <help@example.com>, a@example.com"
        mail["Cc"], mail["Bcc"] = "b@example.com", HELP

        received = ses.receive(mail)

        assert received.sender == "bounces@example.org"
        assert received.recipients == (HELP, "a@example.com", "b@example.com")

    def test_or_what_the_test_says(self, ses):
        activate_actions(S3)

        received = ses.receive(MAIL, sender="Bob <bob@example.org>", recipients="a@example.com")

        assert (received.sender, received.recipients) == ("bob@example.org", ("a@example.com",))

    @pytest.mark.parametrize("raw", [MAIL, MAIL.encode(), MAIL.replace("\r\n", "\n")])
    def test_a_mail_may_be_text_or_bytes_with_any_line_ends(self, ses, raw):
        activate_actions(S3)

        received = ses.receive(raw)

        assert received.original == MAIL.encode()
        assert (received.subject, received.text) == ("The café", "It is closed.\n")

    @pytest.mark.parametrize(
        "sender", ['"a, b@c"@example.org', '"Doe, Ann" <ann@example.org>', "a@work <a@example.org>"]
    )
    def test_a_quoted_comma_is_none_between_addresses(self, ses, sender):
        activate_actions(S3)

        assert ses.receive(MAIL, sender=sender).sender.endswith("@example.org")

    def test_a_mail_without_a_return_path_wants_no_bounces(self, ses):
        activate_actions(S3)

        assert ses.receive(f"Return-Path: <>\r\n{MAIL}").sender == ""
        assert ses.receive(MAIL, sender="<>").sender == ""

    def test_what_was_sent_can_be_received(self, ses, ses_client):
        activate_actions(S3)
        ses_client.send_email(
            Source="shop@example.com",
            Destination={"BccAddresses": [HELP]},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
        )
        sent = ses.outbox.last

        received = ses.receive(sent)

        assert received.sender == f"{sent.id}@amazonses.com"
        assert received.recipients == (HELP,)
        assert received.verdicts.dkim == "PASS"  # it is signed


class TestMisuse:
    @pytest.mark.parametrize(
        ("arguments", "error", "text"),
        [
            (
                ("From: nobody\nTo: help@example.com\n\nHi",),
                ValueError,
                "no From header with an address; say who sends it",
            ),
            ((7,), TypeError, "a mail is bytes, a text, an email.message.EmailMessage or"),
            (("",), ValueError, "there is nothing in it"),
            (("To: help@example.com\n\nHi",), ValueError, "say who sends it, as in sender="),
            (("From: ann@example.org\n\nHi",), ValueError, "say who, as in recipients="),
        ],
    )
    def test_what_is_no_mail_is_told(self, ses, arguments, error, text):
        with pytest.raises(error, match=re.escape(text)):
            ses.receive(*arguments)

    @pytest.mark.parametrize(
        ("options", "error", "text"),
        [
            ({"spam": "BAD"}, ValueError, "spam= is one of PASS, FAIL, GRAY, PROCESSING_FAILED"),
            ({"dmarc_policy": "x"}, ValueError, "dmarc_policy= is one of none, quarantine, reject"),
            ({"dmarc": "PASS", "dmarc_policy": "none"}, ValueError, "only where DMARC has failed"),
            ({"sender": "ann"}, ValueError, "sender= takes addresses such as 'ann@example.org'"),
            ({"recipients": ["x"]}, ValueError, "recipients= takes addresses"),
            ({"recipients": "a\r\nX-B: c@d.example"}, ValueError, "recipients= takes addresses"),
            ({"recipients": []}, ValueError, "say who, as in recipients="),
            ({"recipients": [7]}, TypeError, "recipients= takes addresses"),
            ({"recipients": 7}, TypeError, "recipients= takes addresses such as"),
            ({"recipients": "a@b.example, c@d.example"}, ValueError, "one by one, not several"),
            ({"recipients": ["A <a@b.example>, C <c@d.example>"]}, ValueError, "recipients= takes"),
            ({"ip": "300.0.0.1"}, ValueError, "ip= is an address such as '192.0.2.1', not '300."),
            ({"ip": 5}, TypeError, "ip= is an address such as '192.0.2.1', not 5"),
            ({"tls": "no"}, TypeError, "tls= is True or False, not 'no'"),
        ],
    )
    def test_what_is_not_known_is_told(self, ses, options, error, text):
        with pytest.raises(error, match=re.escape(text)):
            ses.receive(MAIL, **options)
        assert len(ses.received) == 0

    def test_of_several_regions_the_one_that_receives_is_meant(self, ses):
        boto3.client("ses", region_name="eu-west-1").get_send_quota()
        activate_actions(S3)

        assert ses.receive(MAIL).region == "us-east-1"

        activate(rule("other", S3), region="eu-west-1")
        with pytest.raises(ValueError, match="say of which region"):
            ses.receive(MAIL)
        assert ses.region("eu-west-1").receive(MAIL).is_accepted
        assert [len(ses.region(r).received) for r in ("us-east-1", "eu-west-1")] == [1, 1]


class TestWhatSesWritesOnTop:
    def test_comes_before_the_senders_headers(self, ses):
        ses.clock.freeze()
        activate_actions(S3, ScanEnabled=True)

        received = ses.receive(f"Return-Path: <old@example.org>\r\n{MAIL}")

        names = [line.partition(b":")[0] for line in received.raw.split(b"\r\n") if line[:1] > b" "]
        assert names[:8] == [
            b"Return-Path", b"Received", b"X-SES-Spam-Verdict", b"X-SES-Virus-Verdict",
            b"Received-SPF", b"Authentication-Results", b"X-SES-RECEIPT", b"From",
        ]  # fmt: skip
        assert received.raw.endswith(MAIL.encode())
        assert received.headers["Return-Path"] == "<old@example.org>"
        now = f"{received.received_at:%a, %d %b %Y %H:%M:%S} +0000 (UTC)"
        assert received.headers["Received"] == (
            "from example.org (example.org [192.0.2.1]) by inbound-smtp.us-east-1.amazonaws.com "
            f"with SMTP id {received.message_id} for help@example.com; {now}"
        )

    def test_names_the_domain_of_the_from_header_and_that_of_the_envelope(self, ses):
        activate_actions(S3)

        received = ses.receive(MAIL, sender="bounces@example.net")

        assert received.headers["Authentication-Results"] == (
            "amazonses.com; spf=pass (spfCheck: domain of example.net) client-ip=192.0.2.1; "
            "envelope-from=bounces@example.net; helo=example.net; "
            "dkim=none header.i=@example.org; dmarc=pass header.from=example.org;"
        )

    def test_the_id_has_40_characters(self, ses):
        # events 1, "Inbound message ids"
        activate_actions(S3)

        assert re.fullmatch(r"[a-z0-9]{40}", ses.receive(MAIL).message_id)


class TestActions:
    def test_each_tells_what_it_has_done(self, ses):
        topic = {"TopicArn": TOPIC}
        organization = "arn:aws:workmail:us-east-1:123456789012:organization/m-1"
        activate_actions(
            {"S3Action": {**S3["S3Action"], **topic}},
            SNS,
            {"WorkmailAction": {"OrganizationArn": organization, **topic}},
            {"StopAction": {"Scope": "RuleSet", **topic}},
        )

        received = ses.receive(MAIL)

        stored, published, handed_on, stopped = received.actions
        assert (stored.bucket, stored.object_key) == ("mail", f"in/{received.message_id}")
        assert stored.raw == published.raw == received.raw
        assert [one.type for one in received.actions] == ["S3", "SNS", "WorkMail", "Stop"]
        assert handed_on.notification.record["receipt"]["action"]["type"] == "WorkMail"
        assert stopped.stops == "rule set"
        assert [one.arn for one in received.notifications] == [TOPIC] * 4
        received.assert_no_failures()

    def test_a_header_is_there_for_later_ones(self, ses):
        # events 11, "AddHeader"
        activate(rule("a", SNS, header("X-Ticket", "42"), SNS), rule("b", SNS))

        contents = [told.record["content"] for told in ses.receive(MAIL).notifications]

        assert [text.startswith("X-Ticket: 42\r\n") for text in contents] == [False, True, True]

    def test_a_stop_ends_the_rule_set(self, ses):
        # events 11, "Stop"
        activate(rule("a", header("X-A"), STOP, header("X-B")), rule("b", header("X-C")))

        first, second = ses.receive(MAIL).rules

        assert [one.type for one in first.actions] == ["AddHeader", "Stop"]
        assert second.skipped == "the rule 'a' has ended the rule set"
        assert not second.is_applied

    def test_connect_is_told_of_only(self, ses):
        rule = operations("ses")["CreateReceiptRule"].input_shape.members["Rule"]
        if "ConnectAction" not in rule.members["Actions"].member.members:
            pytest.skip("this botocore knows no ConnectAction")
        instance = (
            "arn:aws:connect:us-east-1:123456789012:instance/01234567-89ab-cdef-0123-456789abcdef"
        )
        role = "arn:aws:iam::123456789012:role/mail"
        activate_actions({"ConnectAction": {"InstanceARN": instance, "IAMRoleARN": role}})

        assert [one.type for one in ses.receive(MAIL).actions] == ["Connect"]


class TestFunctions:
    def test_one_of_the_test_is_called_with_the_event(self, ses):
        # events 11, "Lambda"
        seen = []
        ses.add_function(FUNCTION, lambda event, context: seen.append((event, context)))
        activate_actions(INVOKE)

        received = ses.receive(MAIL)

        [(event, context)] = seen
        assert event == received.actions[0].event
        [told] = event["Records"]
        assert (told["eventSource"], told["eventVersion"]) == ("aws:ses", "1.0")
        assert told["ses"]["mail"]["messageId"] == received.message_id
        assert told["ses"]["receipt"]["action"] == {
            "type": "Lambda",
            "functionArn": FUNCTION,
            "invocationType": "RequestResponse",
        }
        assert "content" not in told["ses"]
        assert (context.function_name, context.invoked_function_arn) == ("inbound", FUNCTION)
        assert context.get_remaining_time_in_millis() == 30_000

    @pytest.mark.parametrize(
        ("answer", "headers"),
        [
            ({"disposition": "STOP_RULE"}, ["X-C"]),
            ({"disposition": "STOP_RULE_SET"}, []),
            ({"disposition": "CONTINUE"}, ["X-B", "X-C"]),
            ({"disposition": ["STOP_RULE"]}, ["X-B", "X-C"]),
            ("STOP_RULE", ["X-B", "X-C"]),
            (None, ["X-B", "X-C"]),
        ],
    )
    def test_its_answer_may_end_the_rule_or_the_rule_set(self, ses, answer, headers):
        ses.add_function(FUNCTION, lambda event, context: answer)
        activate(rule("a", INVOKE, header("X-B")), rule("b", header("X-C")))

        invoked, *added = ses.receive(MAIL).actions

        assert invoked.answer == answer
        assert [one.action.name for one in added] == headers

    def test_the_answer_of_one_that_nobody_waits_for_is_none(self, ses):
        ses.add_function(FUNCTION, lambda event, context: {"disposition": "STOP_RULE"})
        activate_actions({"LambdaAction": {"FunctionArn": FUNCTION}}, header("X-A"))

        invoked, added = ses.receive(MAIL).actions

        assert (invoked.answer, invoked.stops, added.type) == (None, None, "AddHeader")

    def test_one_that_fails_stops_nothing(self, ses):
        def handler(event, context):
            raise KeyError("Body")

        ses.add_function(FUNCTION, handler)
        activate_actions(INVOKE, header("X-A"))

        received = ses.receive(MAIL)

        assert [one.failure for one in received.actions] == ["KeyError: 'Body'", None]
        assert repr(received).endswith("; <Lambda FAILED: KeyError: 'Body'>>")
        with pytest.raises(KeyError, match="Body"):
            received.assert_no_failures()

    @pytest.mark.parametrize("answer", [{1, 2}, {"disposition": b"STOP_RULE"}, object()])
    def test_one_whose_answer_is_no_json_has_failed_as_in_lambda(self, ses, answer):
        ses.add_function(FUNCTION, lambda event, context: answer)
        activate_actions(INVOKE, header("X-A"))

        invoked, added = ses.receive(MAIL).actions

        assert "is not JSON serializable" in invoked.failure
        assert (invoked.answer, added.failure) == (None, None)

    def test_one_cannot_change_its_answer_later(self, ses):
        answers = [{"disposition": "CONTINUE"}]
        ses.add_function(FUNCTION, lambda event, context: answers[0])
        activate_actions(INVOKE)

        [invoked] = ses.receive(MAIL).actions
        answers[0]["disposition"] = "STOP_RULE"

        assert invoked.answer == {"disposition": "CONTINUE"}

    def test_one_may_send_and_look_at_what_has_come(self, ses, ses_client):
        def handler(event, context):
            assert ses.received.last.subject == "The café"
            ses_client.send_email(
                Source=HELP,
                Destination={"ToAddresses": [ANN]},
                Message={"Subject": {"Data": "Re: it"}, "Body": {"Text": {"Data": "Thanks"}}},
            )

        ses.add_function(FUNCTION, handler)
        activate_actions(INVOKE)

        ses.receive(MAIL).assert_no_failures()

        assert ses.outbox.one(to=ANN).subject == "Re: it"

    def test_one_that_is_not_there_is_told_of_only(self, ses):
        activate_actions(INVOKE)

        [invoked] = ses.receive(MAIL).actions

        assert (invoked.answer, invoked.failure) == (None, None)
        assert invoked.event["Records"][0]["ses"]["mail"]["source"] == ANN


class TestReceived:
    def test_is_searched_like_the_outbox(self, ses):
        activate_actions(S3, Recipients=[HELP])
        ses.receive(MAIL)
        ses.receive(MAIL, recipients="x@example.com")

        assert len(ses.received) == 2
        assert ses.received.one(is_accepted=True).recipients == (HELP,)
        assert ses.received.find(recipient="x@example.com")[0].refusal is not None
        assert isinstance(ses.received.last, sesfake.Received)
        with pytest.raises(AssertionError, match="No mail with sender='bob@example.org' was rec"):
            ses.received.one(sender="bob@example.org")

    def test_shows_what_became_of_it(self, ses):
        activate_actions(S3, Recipients=[HELP])

        assert repr(ses.receive(MAIL)) == (
            "<Received 'The café' from ann@example.org to help@example.com>"
        )
        refused = ses.receive(MAIL, recipients="x@example.com")
        assert repr(refused).startswith("<Received 'The café' from ann@example.org, REFUSED: 550")
        with pytest.raises(AssertionError, match="It was not received without failures"):
            refused.assert_no_failures()

    def test_is_forgotten_by_a_reset(self, ses):
        activate_actions(S3)
        ses.receive(MAIL)

        ses.region("eu-west-1").reset()
        assert len(ses.received) == 1

        ses.reset()
        ses.received.assert_empty()

    def test_the_parts_of_it_can_be_read(self, ses):
        activate_actions(S3)
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = ANN, HELP, "Files"
        mail.set_content("Text")
        mail.add_alternative("<p>Html</p>", subtype="html")
        mail.add_attachment(b"1,2", maintype="text", subtype="csv", filename="a.csv")

        received = ses.receive(mail)

        assert (received.text, received.html) == ("Text\n", "<p>Html</p>\n")
        assert [(f.filename, f.content) for f in received.attachments] == [("a.csv", b"1,2")]
        assert received.mime["X-SES-RECEIPT"] == received.headers["x-ses-receipt"]


class TestMetrics:
    def test_of_mail_that_came_through(self, ses):
        activate_actions(S3)
        ses.receive(MAIL)

        found = [(m.name, m.dimensions) for m in ses.metrics if m.dimensions]

        assert found == [
            ("Received", (("RuleSetName", "inbound"),)),
            ("PublishSuccess", (("RuleSetName", "inbound"),)),
            ("Received", (("RuleName", "only"),)),
            ("PublishSuccess", (("RuleName", "only"),)),
        ]

    @pytest.mark.ses(production=False)
    def test_of_an_action_that_fails(self, ses):
        # events 11, "Action failure"
        activate_actions(BOUNCE)
        ses.receive(MAIL)

        ses.clock.advance(hours=3.9)
        assert len(ses.metrics.find(name="PublishExpired")) == 0
        ses.clock.advance(hours=0.1)

        assert len(ses.metrics.find(name="PublishFailure")) == 2
        assert len(ses.metrics.find(name="PublishExpired")) == 2

    def test_of_mail_that_was_refused_there_are_none(self, ses):
        ses.receive(MAIL)

        assert len(ses.metrics.find(name="Received")) == 0
