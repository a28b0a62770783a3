"""S/MIME certificates of identities, which only v2 has. Rows: facts "resources" 2.11, 2.3, 1."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from tests.installed import needs_member, needs_operation
from tests.refusing import refusal, refusal_with_status

ARN = "arn:aws:acm:us-east-1:123456789012:certificate/shop"
OTHER_ARN = "arn:aws:acm:us-east-1:123456789012:certificate/news"
IDENTITY_ARN = "arn:aws:ses:us-east-1:123456789012:identity/example.com"
NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
IN_USE = (
    f"Cannot delete <{IDENTITY_ARN}> because it has certificates associated with it. Disassociate "
    "all certificates and try again."
)

pytestmark = pytest.mark.ses(verified=["example.com", "ann@example.org"], production=True)


@pytest.fixture(autouse=True)
def it_is_noon(ses):
    needs_operation("sesv2", "AssociateEmailIdentityCertificate")
    ses.clock.freeze(NOON)


def bad(text):
    return ("BadRequestException", text)


def associate(client, identity="example.com", sender="shop@example.com", arn=ARN):
    named = {} if sender is None else {"FromAddress": sender}
    return client.associate_email_identity_certificate(
        EmailIdentity=identity, CertificateArn=arn, **named
    )


def disassociate(client, identity="example.com", sender="shop@example.com"):
    named = {} if sender is None else {"FromAddress": sender}
    return client.disassociate_email_identity_certificate(EmailIdentity=identity, **named)


def listed(client, identity="example.com", **more):
    answer = client.list_email_identity_certificates(EmailIdentity=identity, **more)
    return answer["Certificates"]


def senders(client, identity="example.com"):
    return [one["FromAddress"] for one in listed(client, identity)]


def test_a_certificate_is_active_at_once(sesv2_client):  # resources 2.11
    associate(sesv2_client)

    assert listed(sesv2_client) == [
        {"FromAddress": "shop@example.com", "Status": "ACTIVE", "CertificateArn": ARN}
    ]


def test_an_address_identity_need_not_be_named_twice(sesv2_client):
    associate(sesv2_client, "ann@example.org", None)

    assert senders(sesv2_client, "ann@example.org") == ["ann@example.org"]


def test_subdomains_belong_to_a_domain_and_domains_have_no_case(sesv2_client):
    associate(sesv2_client, "EXAMPLE.com", "a@news.Example.com")

    assert senders(sesv2_client) == ["a@news.Example.com"]


@pytest.mark.parametrize(
    ("identity", "sender", "text"),
    [
        # resources 2.11
        ("example.com", None, "FromAddress is required when EmailIdentity is a domain."),
        ("example.com", "", "FromAddress is required when EmailIdentity is a domain."),
        ("example.com", "shop", "FromAddress <shop> is not a valid email address."),
        (
            "example.com",
            "a@badexample.com",
            "FromAddress <a@badexample.com> does not belong to the domain identity <example.com>.",
        ),
        (
            "ann@example.org",
            "Ann@example.org",
            "FromAddress <Ann@example.org> does not match the email address identity "
            "<ann@example.org>.",
        ),
        ("ann@example.org", "ann@", "FromAddress <ann@> is not a valid email address."),
        # the address is looked at before the identity is looked for
        ("example.net", None, "FromAddress is required when EmailIdentity is a domain."),
    ],
)
def test_an_address_fits_its_identity(sesv2_client, identity, sender, text):
    assert refusal(associate, sesv2_client, identity, sender) == bad(text)
    assert refusal(disassociate, sesv2_client, identity, sender) == bad(text)


def test_an_unknown_identity_is_named_in_brackets(sesv2_client):  # resources 2.2
    missing = ("NotFoundException", "Email identity <example.net> does not exist.", 404)

    assert refusal_with_status(associate, sesv2_client, "example.net", "a@example.net") == missing
    assert (
        refusal_with_status(disassociate, sesv2_client, "example.net", "a@example.net") == missing
    )
    assert refusal_with_status(listed, sesv2_client, "example.net") == missing


def test_an_address_has_one_certificate(sesv2_client):  # resources 2.11
    associate(sesv2_client)

    code, text, status = refusal_with_status(associate, sesv2_client, arn=OTHER_ARN)

    assert (code, status) == ("AlreadyExistsException", 400)
    assert text == (
        "A certificate is already associated with sender <shop@example.com> on identity "
        "<example.com>."
    )
    assert [one["CertificateArn"] for one in listed(sesv2_client)] == [ARN]


def test_an_address_has_one_certificate_whatever_identity_it_was_associated_with(ses, sesv2_client):
    ses.verify("shop@example.com")
    associate(sesv2_client)

    code, _ = refusal(associate, sesv2_client, "shop@example.com", None)

    assert code == "AlreadyExistsException"
    assert senders(sesv2_client, "shop@example.com") == []


def test_what_is_being_taken_away_does_not_stand_in_the_way(ses, sesv2_client):
    associate(sesv2_client)
    ses.set_certificate("shop@example.com", status="DEPROVISIONING")

    associate(sesv2_client, arn=OTHER_ARN)

    assert [one["CertificateArn"] for one in listed(sesv2_client)] == [OTHER_ARN]


def test_to_disassociate_twice_is_no_error(sesv2_client):  # resources 2.11
    associate(sesv2_client)

    disassociate(sesv2_client)
    disassociate(sesv2_client)

    assert listed(sesv2_client) == []


@pytest.mark.parametrize(
    ("arn", "constraint"),
    [
        ("arn:aws:acm:us-east-1:1:x", "satisfy regular expression pattern"),
        ("arn:aws:acm:us-east-1:1:certificate/" + "x" * 2013, "less than or equal to 2048"),
    ],
)
def test_the_model_has_rules_for_arns(sesv2_client, arn, constraint):
    code, text = refusal(associate, sesv2_client, arn=arn)

    assert code == "BadRequestException"
    assert text.startswith("1 validation error detected: Value at 'certificateArn' failed")
    assert constraint in text


def test_certificates_are_listed_by_address_a_page_at_a_time(sesv2_client):
    for name in ("b", "c", "a"):
        associate(sesv2_client, sender=f"{name}@example.com")

    found, token = [], {}
    while True:
        page = sesv2_client.list_email_identity_certificates(
            EmailIdentity="example.com", PageSize=1, **token
        )
        found += [one["FromAddress"] for one in page["Certificates"]]
        if "NextToken" not in page:
            break
        token = {"NextToken": page["NextToken"]}

    assert found == ["a@example.com", "b@example.com", "c@example.com"]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        # resources 1
        (
            {"PageSize": 0},
            "1 validation error detected: Value '0' at 'pageSize' failed to satisfy constraint: "
            "Member must have value greater than or equal to 1",
        ),
        (
            {"PageSize": 1001},
            "1 validation error detected: Value '1001' at 'pageSize' failed to satisfy constraint: "
            "Member must have value less than or equal to 1000",
        ),
        ({"NextToken": "x"}, "Invalid NextToken."),
        ({"NextToken": ""}, "Invalid NextToken."),
    ],
)
def test_pages_have_limits(sesv2_client, more, text):
    assert refusal(listed, sesv2_client, **more) == bad(text)
    assert listed(sesv2_client, PageSize=1000) == []


def test_a_token_is_of_one_identity(sesv2_client):
    for name in ("a", "b"):
        associate(sesv2_client, sender=f"{name}@example.com")
    token = sesv2_client.list_email_identity_certificates(EmailIdentity="example.com", PageSize=1)[
        "NextToken"
    ]

    assert refusal(listed, sesv2_client, "ann@example.org", NextToken=token) == bad(
        "Invalid NextToken."
    )


def test_an_identity_with_a_certificate_cannot_be_deleted(ses_client, sesv2_client):
    # resources 2.3, 0.6
    associate(sesv2_client)

    assert refusal(sesv2_client.delete_email_identity, EmailIdentity="example.com") == bad(IN_USE)
    assert refusal(ses_client.delete_identity, Identity="example.com") == (
        "InvalidParameterValue",
        IN_USE,
    )

    disassociate(sesv2_client)
    sesv2_client.delete_email_identity(EmailIdentity="example.com")


def test_a_certificate_has_its_time(ses, sesv2_client):
    associate(sesv2_client)

    ses.set_certificate("shop@example.com", expires=datetime(2026, 3, 16, tzinfo=timezone.utc))
    ses.clock.advance(hours=12)
    at_the_end = listed(sesv2_client)
    ses.clock.advance(seconds=1)

    assert [(one["Status"], str(one["CertificateExpiryTime"])[:10]) for one in at_the_end] == [
        ("ACTIVE", "2026-03-16")
    ]
    assert [one["Status"] for one in listed(sesv2_client)] == ["FAILED"]


@pytest.mark.parametrize(
    ("parameters", "error", "text"),
    [
        ({"sender": "x@example.com"}, ValueError, "'x@example.com' has no certificate"),
        ({"sender": 1}, TypeError, "an address is a text"),
        ({"sender": "shop@example.com", "status": "active"}, ValueError, "status= is one of"),
        ({"sender": "shop@example.com", "expires": 1}, TypeError, "expires= is an aware"),
        (
            {"sender": "shop@example.com", "expires": datetime(2026, 1, 1)},  # noqa: DTZ001
            ValueError,
            "expires= is an aware",
        ),
    ],
)
def test_a_tester_is_told_what_is_wrong(ses, sesv2_client, parameters, error, text):
    associate(sesv2_client)

    with pytest.raises(error, match=text):
        ses.set_certificate(**parameters)


def send(client, sender="shop@example.com", **more):
    client.send_email(
        FromEmailAddress=sender,
        Destination={"ToAddresses": ["bob@example.org"]},
        Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}},
        **more,
    )


@pytest.fixture
def signing_set(sesv2_client):
    needs_member("sesv2", "CreateConfigurationSet", "MessageSecurityOptions")
    sesv2_client.create_configuration_set(
        ConfigurationSetName="signed",
        MessageSecurityOptions={"SigningScheme": {"SmimeScheme": {"SignatureFormat": "DETACHED"}}},
    )
    return "signed"


def test_a_message_tells_with_what_it_would_be_signed(ses, sesv2_client, signing_set):
    associate(sesv2_client)

    send(sesv2_client, ConfigurationSetName=signing_set)
    send(sesv2_client)
    send(sesv2_client, "news@example.com", ConfigurationSetName=signing_set)
    ses.set_certificate("shop@example.com", status="PROVISIONING")
    send(sesv2_client, ConfigurationSetName=signing_set)

    assert [message.signing_certificate for message in ses.outbox] == [ARN, None, None, None]
