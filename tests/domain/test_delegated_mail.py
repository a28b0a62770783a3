"""Raw mail, feedback and bulk sends in the name of another account's identity.

Rows are those of the facts "sending" 7 and "resources" 11.
"""

from __future__ import annotations

import re

import pytest

from tests.domain.delegating import (
    ANN,
    ARN,
    CREDENTIALS,
    DELEGATE,
    OWNER,
    SHOP,
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


class TestRaw:
    def test_by_the_header_or_by_the_parameter_which_counts(self, ses):
        # sending 7: parameters beat headers; headers are removed
        allow(action="ses:SendRawEmail")
        wrong = ARN.replace("example.com", "missing.org")

        raw(f"X-SES-SOURCE-ARN: {ARN}", f"From: {SHOP}")
        raw(f"X-SES-SOURCE-ARN: {wrong}", f"From: {SHOP}", SourceArn=ARN)

        assert [message.identity_owner for message in ses.outbox] == [OWNER, OWNER]
        assert b"X-SES-SOURCE" not in ses.outbox.last.raw
        assert refusal(raw, f"X-SES-SOURCE-ARN: {wrong}", f"From: {SHOP}")[0] == "AccessDenied"

    def test_v2_needs_the_permission_for_raw_mail_too(self):
        allow(action="ses:SendEmail")
        content = {"Raw": {"Data": f"From: {SHOP}\r\nTo: {ANN}\r\n\r\nx"}}
        send = client("sesv2").send_email

        assert refusal_with_status(
            send, FromEmailAddressIdentityArn=ARN, Content=content
        ) == denied(send_v2, action="ses:SendRawEmail")

    def test_the_source_alone_is_taken_for_the_from_header_and_for_the_return_path(self, ses):
        allow()

        raw("From: a@example.com", "Return-Path: b@example.com", Source=SHOP, SourceArn=ARN)

        assert len(ses.outbox) == 1

    def test_but_not_where_the_from_header_is_somebody_elses(self):
        # resources 11, seen: FromArn is needed then
        allow()

        assert refusal(raw, "From: a@example.net", Source=SHOP, SourceArn=ARN) == (
            "MessageRejected",
            "Email address is not verified. The following identities failed the check in region "
            "US-EAST-1: a@example.net",
        )

    def test_each_role_can_be_lent_by_itself(self, ses):
        allow()
        ses.account(DELEGATE).verify("own.org")

        raw("From: a@example.com", Source="me@own.org", FromArn=ARN)
        raw("From: me@own.org", "Return-Path: b@example.com", ReturnPathArn=ARN)

        assert [message.identity_owner for message in ses.outbox] == [None, None]

    def test_the_owner_of_the_from_header_signs(self, ses):
        allow()
        ses.account(DELEGATE).verify("own.org")
        client("ses", "AKIAOWNER").verify_domain_dkim(Domain="example.com")
        ses.verify("example.com")

        raw("From: a@example.com", Source="me@own.org", FromArn=ARN)

        signatures = ses.outbox.last.delivered.mime.get_all("DKIM-Signature")
        assert [re.search(r"\bd=([^;]*)", each)[1] for each in signatures] == [
            "example.com",
            "amazonses.com",
        ]
        assert refusal(raw, "From: a@example.com", Source="me@own.org")[0] == "MessageRejected"

    def test_an_arn_for_the_from_header_must_answer_for_it(self):
        allow()

        assert (
            refusal(raw, "From: a@example.net", Source=SHOP, SourceArn=ARN, FromArn=ARN)[0]
            == "AccessDenied"
        )


class TestFeedback:
    def test_the_address_for_bounces_needs_an_arn_too(self, ses, send):
        allow()
        ses.account(DELEGATE).verify("own.org")
        address, arn = (
            ("ReturnPath", "ReturnPathArn")
            if send is send_v1
            else ("FeedbackForwardingEmailAddress", "FeedbackForwardingEmailAddressIdentityArn")
        )

        send("me@own.org", arn=None, **{address: SHOP, arn: ARN})

        assert ses.outbox.last.return_path == SHOP
        refused = refusal(send, "me@own.org", arn=None, **{address: SHOP})
        assert refused[0] == "MessageRejected"

    def test_the_topics_of_the_owners_identity_hear_of_it(self, ses):
        allow()
        topic = f"arn:aws:sns:us-east-1:{OWNER}:bounces"
        client("ses", "AKIAOWNER").set_identity_notification_topic(
            Identity="example.com", NotificationType="Bounce", SnsTopic=topic
        )
        send_v1()

        ses.bounce(ses.outbox.last)

        [publication] = ses.published
        assert (publication.arn, publication.identity) == (topic, "example.com")
        mail = publication.record["mail"]
        assert (mail["sourceArn"], mail["sendingAccountId"]) == (ARN, DELEGATE)
        assert mail["callerIdentity"] == "mailer"

    def test_the_configuration_set_is_the_delegates_own(self, ses, send):
        allow()
        for key, name in (("AKIAOWNER", "owners"), ("AKIADELEGATE", "mine")):
            client("sesv2", key).create_configuration_set(ConfigurationSetName=name)
        client("sesv2", "AKIAOWNER").put_email_identity_configuration_set_attributes(
            EmailIdentity="example.com", ConfigurationSetName="owners"
        )

        send(ConfigurationSetName="mine")
        send()

        assert [message.configuration_set for message in ses.outbox] == ["mine", None]
        _, text = refusal(send, ConfigurationSetName="owners")
        assert text == "Configuration set <owners> does not exist."

    def test_the_mail_from_domain_is_the_owners(self, ses, send):
        allow()
        client("ses", "AKIAOWNER").set_identity_mail_from_domain(
            Identity="example.com", MailFromDomain="bounce.example.com"
        )

        send()

        assert ses.outbox.last.mail_from == "bounce.example.com"


class TestBulk:
    def bulk(self, *recipients):
        entries = [{"Destination": {"ToAddresses": [one]}} for one in recipients]
        return client("ses").send_bulk_templated_email(
            Source=SHOP,
            SourceArn=ARN,
            Template="hi",
            DefaultTemplateData="{}",
            Destinations=entries,
        )["Status"]

    def test_the_whole_call_is_judged_by_all_of_its_recipients(self, ses):
        ses.account(DELEGATE).add_template("hi", subject="Hi", text="x")
        allow(
            action="ses:SendBulkTemplatedEmail",
            Condition={"ForAllValues:StringLike": {"ses:Recipients": "*@example.org"}},
        )

        statuses = self.bulk(ANN, "bob@example.org")

        assert [status["Status"] for status in statuses] == ["Success", "Success"]
        assert [message.identity_owner for message in ses.outbox] == [OWNER, OWNER]
        assert refusal(self.bulk, ANN, "x@example.net") == (
            "AccessDenied",
            denied(send_v1, action="ses:SendBulkTemplatedEmail")[1],
        )

    @pytest.mark.ses(verification="manual")
    def test_the_owners_mail_from_domain_may_refuse_the_whole_call(self, ses):
        ses.account(DELEGATE).add_template("hi", subject="Hi", text="x")
        allow()
        client("ses", "AKIAOWNER").set_identity_mail_from_domain(
            Identity="example.com",
            MailFromDomain="bounce.example.com",
            BehaviorOnMXFailure="RejectMessage",
        )

        assert refusal(self.bulk, ANN) == (
            "MailFromDomainNotVerifiedException",
            "Mail FROM domain is not verified",
        )
        ses.verify("example.com")
        assert [status["Status"] for status in self.bulk(ANN)] == ["Success"]

    def test_a_default_set_of_the_owners_is_not_the_delegates(self, ses):
        ses.account(DELEGATE).add_template("hi", subject="Hi", text="x")
        allow()
        client("sesv2", "AKIAOWNER").create_configuration_set(ConfigurationSetName="owners")
        client("sesv2", "AKIAOWNER").put_email_identity_configuration_set_attributes(
            EmailIdentity="example.com", ConfigurationSetName="owners"
        )

        assert [status["Status"] for status in self.bulk(ANN)] == ["Success"]
        assert ses.outbox.last.configuration_set is None

    def test_v2_needs_the_permissions_of_v1(self, ses):
        # a guess
        ses.account(DELEGATE).add_template("hi", subject="Hi", text="x")
        template = {"Template": {"TemplateName": "hi", "TemplateData": "{}"}}
        given = {"FromEmailAddress": SHOP, "FromEmailAddressIdentityArn": ARN}
        entry = {"Destination": {"ToAddresses": [ANN]}}
        v2 = client("sesv2")

        one = refusal(v2.send_email, **given, Content=template, **entry)
        bulk = refusal(
            v2.send_bulk_email, **given, DefaultContent=template, BulkEmailEntries=[entry]
        )

        assert "perform `ses:SendTemplatedEmail' on" in one[1]
        assert "perform `ses:SendBulkTemplatedEmail' on" in bulk[1]
