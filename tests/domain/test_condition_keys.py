"""What the conditions of a caller's policies may ask of a call, asked through real clients.

Rows are those of the facts "sending" 7 and "resources" 11.
"""

from __future__ import annotations

from datetime import datetime, timezone

import boto3
import pytest
from botocore import xform_name

from sesfake import AccessKey, mock_ses
from sesfake.domain.authorization.conditions import are_met
from tests.installed import needs_member
from tests.refusing import refusal

SHOP, BACK = "shop@example.com", "bounces@example.com"
ANN, BOB = "ann@example.org", "bob@example.org"
KEY, SECRET = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
ARN = "arn:aws:ses:us-east-1:123456789012:"
PLAIN = "http://email.us-east-1.amazonaws.com"
NOW = datetime(2026, 6, 1, 12, tzinfo=timezone.utc)
BODY = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "x"}}}


@pytest.fixture(params=["ses", "sesv2"], ids=["v1", "v2"])
def service(request):
    return request.param


def client(service, **more):
    return boto3.client(service, aws_access_key_id=KEY, aws_secret_access_key=SECRET, **more)


def limited(*statements, **whose):
    """A fake whose only key may do what the statements say."""
    key = AccessKey(SECRET, policies=[{"Statement": list(statements)}], **whose)
    return mock_ses(credentials={KEY: key}, production=True, verified=["example.com"])


def allow(action="ses:*", resource="*", **more):
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def send(made, to=(ANN,), source=SHOP, bounces_to=None):
    destination = {"ToAddresses": list(to)}
    if hasattr(made, "send_raw_email"):
        more = {} if bounces_to is None else {"ReturnPath": bounces_to}
        return made.send_email(Source=source, Destination=destination, Message=BODY, **more)
    more = {} if bounces_to is None else {"FeedbackForwardingEmailAddress": bounces_to}
    content = {"Simple": BODY}
    return made.send_email(
        FromEmailAddress=source, Destination=destination, Content=content, **more
    )


def send_raw(made, data, to=()):
    if hasattr(made, "send_raw_email"):
        return made.send_raw_email(RawMessage={"Data": data}, Destinations=list(to))
    more = {"Destination": {"ToAddresses": list(to)}} if to else {}
    return made.send_email(Content={"Raw": {"Data": data}}, **more)


def is_refused(call, *args, **more):
    return "is not authorized to perform" in refusal(call, *args, **more)[1]


@pytest.mark.parametrize(
    ("key", "value", "whose"),
    [
        ("aws:PrincipalAccount", "123456789012", {"user": "ann"}),
        ("aws:PrincipalArn", "arn:aws:iam::123456789012:user/ann", {"user": "ann"}),
        ("aws:PrincipalType", "User", {"user": "ann"}),
        ("aws:username", "ann", {"user": "ann"}),
        ("aws:PrincipalArn", "arn:aws:iam::123456789012:role/mailer", {"role": "mailer"}),
        ("aws:PrincipalType", "AssumedRole", {"role": "mailer"}),
        ("aws:PrincipalArn", "arn:aws:iam::123456789012:root", {}),
        ("aws:PrincipalType", "Account", {}),
        ("aws:RequestedRegion", "us-east-1", {}),
        ("aws:SecureTransport", "true", {}),
        ("aws:SourceIp", "127.0.0.1", {}),
        ("aws:ViaAWSService", "false", {}),
        ("aws:EpochTime", "1780315200", {}),
        ("aws:CurrentTime", "2026-06-01T12:00:00+00:00", {}),
        ("ses:FromAddress", SHOP, {}),
        ("ses:FromDisplayName", "Grüße, Shop", {}),
        ("ses:FeedbackAddress", SHOP, {}),
        ("ses:Recipients", ANN, {}),
    ],
)
def test_a_key_has_this_value_and_no_other(service, key, value, whose):
    source = f"=?utf-8?q?Gr=C3=BC=C3=9Fe=2C_Shop?= <{SHOP}>"
    with limited(allow(Condition={"StringEquals": {key: value}}), **whose) as ses:
        ses.clock.freeze(NOW)
        send(client(service), source=source)

    with limited(allow(Condition={"StringNotEquals": {key: value}}), **whose) as ses:
        ses.clock.freeze(NOW)
        assert is_refused(send, client(service), source=source)


@pytest.mark.parametrize(("service_name", "version"), [("ses", "1"), ("sesv2", "2")])
def test_the_version_of_the_api_is_asked_for_by_number(service_name, version):
    with limited(allow(Condition={"StringEquals": {"ses:ApiVersion": version}})):
        send(client(service_name))

    with limited(allow(Condition={"StringNotEquals": {"ses:ApiVersion": version}})):
        assert is_refused(send, client(service_name))


@pytest.mark.parametrize("whose", [{"role": "mailer"}, {}])
def test_only_users_have_a_name(service, whose):
    with limited(allow(Condition={"Null": {"aws:username": "true"}}), **whose):
        send(client(service))


def test_a_call_without_encryption_is_not_secure(service):
    with limited(allow(Condition={"Bool": {"aws:SecureTransport": "true"}})):
        send(client(service))
        assert is_refused(send, client(service, endpoint_url=PLAIN))

    with limited(allow(Condition={"StringEquals": {"aws:SecureTransport": "false"}})):
        send(client(service, endpoint_url=PLAIN))


def test_the_user_agent_is_what_the_client_says(service):
    with limited(allow(Condition={"StringLike": {"aws:UserAgent": "Boto3/*"}})):
        send(client(service))

    with limited(allow(Condition={"StringNotLike": {"aws:UserAgent": "Boto3/*"}})):
        assert is_refused(send, client(service))


def test_the_feedback_address_is_the_return_path_before_the_sender(service):
    only = {"StringEquals": {"ses:FeedbackAddress": BACK}}

    with limited(allow(Condition=only)):
        send(client(service), bounces_to=BACK)
        assert is_refused(send, client(service))


@pytest.mark.parametrize(
    ("headers", "key", "value"),
    [
        (f"From: {SHOP}\nTo: {ANN}", "ses:FeedbackAddress", SHOP),
        (f"Return-Path: {BACK}\nFrom: {SHOP}\nTo: {ANN}", "ses:FeedbackAddress", BACK),
        (f"From: {SHOP}\nTo: {ANN}\nCc: {BOB}", "ses:Recipients", ANN),
        (f"From: {SHOP}\nTo: {BOB}\nCc: {ANN}", "ses:Recipients", ANN),
        (f"From: {SHOP}\nTo: {BOB}\nBcc: {ANN}", "ses:Recipients", ANN),
        (f"From: The Shop <{SHOP}>\nTo: {ANN}", "ses:FromDisplayName", "The Shop"),
        (f"From: The Shop <{SHOP}>\nTo: {ANN}", "ses:FromAddress", SHOP),
    ],
)  # fmt: skip
def test_raw_mail_is_asked_for_its_headers(service, headers, key, value):
    data = f"{headers}\n\nx"

    with limited(allow(Condition={"StringEquals": {key: value}})):
        send_raw(client(service), data)

    with limited(allow(Condition={"ForAllValues:StringNotEquals": {key: value}})):
        assert is_refused(send_raw, client(service), data)


def test_raw_mail_with_an_envelope_is_not_asked_for_its_recipients(service):
    data = f"From: {SHOP}\nTo: {BOB}\n\nx"

    with limited(allow(Condition={"ForAllValues:StringEquals": {"ses:Recipients": ANN}})):
        send_raw(client(service), data, to=[ANN])


def test_where_bounces_go_is_said_by_the_call_before_the_headers():
    data = f"From: {SHOP}\nReturn-Path: {SHOP}\nTo: {ANN}\n\nx"

    with limited(allow(Condition={"StringEquals": {"ses:FeedbackAddress": BACK}})):
        client("sesv2").send_email(
            Content={"Raw": {"Data": data}}, FeedbackForwardingEmailAddress=BACK
        )


@pytest.mark.parametrize(
    ("operation", "member", "kind"),
    [
        ("GetEmailIdentity", "EmailIdentity", "identity"),
        ("GetConfigurationSet", "ConfigurationSetName", "configuration-set"),
        ("GetEmailTemplate", "TemplateName", "template"),
        (
            "GetCustomVerificationEmailTemplate",
            "TemplateName",
            "custom-verification-email-template",
        ),
        ("GetContactList", "ContactListName", "contact-list"),
        ("GetMultiRegionEndpoint", "EndpointName", "multi-region-endpoint"),
    ],
)
def test_a_call_of_v2_needs_its_permission_on_what_it_names(operation, member, kind):
    needs_member("sesv2", operation, member)
    call = xform_name(operation)

    with limited(allow("ses:ListEmailIdentities"), user="ann"):
        code, text = refusal(getattr(client("sesv2"), call), **{member: "x"})

    assert code == "AccessDeniedException"
    assert text == (
        f"User: arn:aws:iam::123456789012:user/ann is not authorized to perform: ses:{operation} "
        f"on resource: {ARN}{kind}/x because no identity-based policy allows the "
        f"ses:{operation} action"
    )


TEMPLATED = {"TemplateName": "hi", "TemplateData": "{}"}
TO = {"ToAddresses": [ANN]}


class TestKindsOfSends:
    """Each needs its own action, in v2 by the content."""

    def needed(self, service, call, **given):
        """The action that a caller without any is told of."""
        with limited(allow("ses:Get*"), user="ann") as ses:
            ses.add_template("hi", subject="Hi", text="x")
            text = refusal(getattr(client(service), call), **given)[1]
        return text.partition("perform `")[2].partition("'")[0]

    def test_templates(self):
        one = {"Destination": TO, "Template": "hi", "TemplateData": "{}"}
        many = {
            "Template": "hi",
            "DefaultTemplateData": "{}",
            "Destinations": [{"Destination": TO}],
        }
        bulk = "send_bulk_templated_email"

        assert (
            self.needed("ses", "send_templated_email", Source=SHOP, **one)
            == "ses:SendTemplatedEmail"
        )
        assert self.needed("ses", bulk, Source=SHOP, **many) == "ses:SendBulkTemplatedEmail"

    def test_templates_of_v2(self):
        needs_member("sesv2", "SendEmail", "Content.Template.TemplateName")
        who = {"FromEmailAddress": SHOP}
        one = {"Destination": TO, "Content": {"Template": TEMPLATED}}
        many = {
            "DefaultContent": {"Template": TEMPLATED},
            "BulkEmailEntries": [{"Destination": TO}],
        }

        assert self.needed("sesv2", "send_email", **who, **one) == "ses:SendTemplatedEmail"
        assert (
            self.needed("sesv2", "send_bulk_email", **who, **many) == "ses:SendBulkTemplatedEmail"
        )

    @pytest.mark.parametrize("kind", ["one", "many"])
    def test_a_stored_template_needs_permission_in_both_apis(self, service, kind):
        needs_member("sesv2", "SendEmail", "Content.Template.TemplateName")
        calls = {
            ("ses", "one"): (
                "send_templated_email",
                {"Source": SHOP, "Destination": TO, "Template": "hi", "TemplateData": "{}"},
            ),
            ("ses", "many"): (
                "send_bulk_templated_email",
                {
                    "Source": SHOP,
                    "Template": "hi",
                    "DefaultTemplateData": "{}",
                    "Destinations": [{"Destination": TO}],
                },
            ),
            ("sesv2", "one"): (
                "send_email",
                {
                    "FromEmailAddress": SHOP,
                    "Destination": TO,
                    "Content": {"Template": TEMPLATED},
                },
            ),
            ("sesv2", "many"): (
                "send_bulk_email",
                {
                    "FromEmailAddress": SHOP,
                    "DefaultContent": {"Template": TEMPLATED},
                    "BulkEmailEntries": [{"Destination": TO}],
                },
            ),
        }
        call, given = calls[service, kind]

        with limited(allow(resource=f"{ARN}identity/example.com"), user="ann") as ses:
            ses.add_template("hi", subject="Hi", text="x")
            text = refusal(getattr(client(service), call), **given)[1]

        assert text.endswith(f"on resource `{ARN}template/hi'")

    def test_a_template_that_the_call_brings_along_is_nobodys(self):
        needs_member("sesv2", "SendEmail", "Content.Template.TemplateContent")
        inline = {"TemplateContent": {"Subject": "Hi", "Text": "x"}, "TemplateData": "{}"}

        with limited(allow(resource=f"{ARN}identity/example.com")) as ses:
            client("sesv2").send_email(
                FromEmailAddress=SHOP, Destination=TO, Content={"Template": inline}
            )

        assert len(ses.outbox) == 1


class TestHints:
    def hint(self, *statements, to=(ANN,)):
        denied = pytest.raises(Exception, match="not authorized")
        with limited(*statements), denied as caught:
            send(client("ses"), to=to)
        return caught.value.__sesfake_hint__

    def test_all_values_that_a_condition_met_are_told(self):
        only = {"StringEquals": {"ses:Recipients": "x@example.com"}}

        assert (
            "The condition StringEquals ses:Recipients 'x@example.com' met 'ann@example.org', "
            "'bob@example.org'. To mend" in self.hint(allow(Condition=only), to=(ANN, BOB))
        )

    def test_that_there_was_no_value_is_told(self):
        only = {"StringEquals": {"aws:Referer": "x"}}

        assert "aws:Referer 'x' met no value. To" in self.hint(allow(Condition=only))

    def test_a_condition_that_is_met_is_not_told(self):
        both = {"StringEquals": {"ses:Recipients": ANN, "ses:FromAddress": "x@example.com"}}

        hint = self.hint(allow(Condition=both))

        assert "ses:FromAddress 'x@example.com' met 'shop@example.com'." in hint
        assert "ses:Recipients" not in hint

    def test_a_statement_for_something_else_is_not_told(self):
        only = {"StringEquals": {"ses:Recipients": "x@example.com"}}

        assert "condition" not in self.hint(allow("ses:SendBounce", Condition=only))

    def test_one_that_allows_without_condition_and_one_that_forbids(self):
        forbidding = {"Effect": "Deny", "Action": "ses:Send*", "Resource": "*"}

        assert self.hint(allow(), forbidding).startswith(
            "By the policies of the access key it is forbidden by a statement. To mend the test: "
        )


@pytest.mark.parametrize(
    ("pattern", "is_like"),
    [
        ("arn:aws:sns:us-east-1:123456789012:topic:one", True),
        ("arn:aws:sns:*:123456789012:topic:*", True),
        ("arn:aws:sns:*:*:*", True),
        ("arn:aws:sns:us-east-1:123456789012:topic:two", False),
        ("arn:aws:sns:*:topic:one", False),  # a star does not reach over a colon
        ("arn:aws:sns:us-east-1", False),
    ],
)
def test_the_last_part_of_an_arn_may_have_colons(pattern, is_like):
    context = {"aws:principalarn": ["arn:aws:sns:us-east-1:123456789012:topic:one"]}

    assert are_met({"ArnLike": {"aws:PrincipalArn": pattern}}, context) is is_like
