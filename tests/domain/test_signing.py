"""DKIM signatures of delivered mail, verified by dkimpy with the keys that DNS has.

Rows: facts "sending" 13, "resources" 2.5.
"""

from __future__ import annotations

import base64
import json
import re
from email.message import EmailMessage
from email.policy import SMTP

import boto3
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sesfake import AccessKey
from tests.domain.conftest import send_raw_v1
from tests.domain.signatures import signers, unsigned, verdicts
from tests.installed import needs_member

SHOP, ANN = "shop@example.com", "ann@example.org"
BOTH = {"example.com": True, "amazonses.com": True}
AMAZON = {"amazonses.com": True}

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture(autouse=True)
def published(ses):
    for region in ("us-east-1", "eu-west-1"):
        ses.region(region).dns.publish_all("example.com")


def raw(**headers: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = SHOP, ANN, "Hi"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    return mail


def own_key(*, pkcs8: bool) -> str:
    form = serialization.PrivateFormat
    key = rsa.generate_private_key(65537, 1024).private_bytes(
        serialization.Encoding.DER,
        form.PKCS8 if pkcs8 else form.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    return base64.b64encode(key).decode()


def verdict(ses) -> dict[str, bool]:
    return verdicts(ses, ses.outbox.last.delivered.raw)


class TestWhatIsSigned:
    def test_a_simple_message(self, ses, send):
        send(SHOP, to=[ANN], subject="Schöne Grüße " * 20, text="Hallo\n\n\n")

        assert verdict(ses) == BOTH

    def test_an_empty_body(self, ses, send):
        send(SHOP, to=[ANN], text="")

        assert verdict(ses) == BOTH

    def test_html_as_it_is_tracked(self, ses, sesv2_client, send):
        sesv2_client.create_configuration_set(ConfigurationSetName="news")
        sesv2_client.create_configuration_set_event_destination(
            ConfigurationSetName="news",
            EventDestinationName="told",
            EventDestination={
                "Enabled": True,
                "MatchingEventTypes": ["OPEN", "CLICK"],
                "SnsDestination": {"TopicArn": "arn:aws:sns:us-east-1:123456789012:mail-events"},
            },
        )
        body = {"Html": {"Data": "<a href='https://example.com/'>Hi</a>"}}

        send(SHOP, to=[ANN], text=body, ConfigurationSetName="news")

        message = ses.outbox.last
        assert message.delivered.tracked_links
        assert b"awstrack" in message.delivered.raw
        assert verdict(ses) == BOTH

    def test_a_template(self, ses, ses_client):
        ses.add_template(
            "hello", subject="Hello {{name}}", text="Dear {{name}}", html="<b>{{name}}"
        )

        ses_client.send_templated_email(
            Source=SHOP,
            Destination={"ToAddresses": [ANN]},
            Template="hello",
            TemplateData='{"name": "Ann"}',
        )

        assert verdict(ses) == BOTH

    def test_attachments(self, ses, sesv2_client):
        needs_member("sesv2", "SendEmail", "Content.Simple.Attachments")
        files = [
            {"FileName": "a.pdf", "RawContent": bytes(range(256)) * 40},
            {
                "FileName": "b.txt",
                "RawContent": b"x" * 3000,
                "ContentTransferEncoding": "QUOTED_PRINTABLE",
            },
        ]
        sesv2_client.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [ANN]},
            Content={
                "Simple": {
                    "Subject": {"Data": "Hi"},
                    "Body": {"Text": {"Data": "Hi"}},
                    "Attachments": files,
                }
            },
        )

        assert verdict(ses) == BOTH

    @pytest.mark.parametrize(
        "body",
        [
            b"Hello\r\n",
            b"Hello",
            b"",
            b"\r\n\r\n",
            b"Hello\r\n\r\n\r\n",
            "Grüße\r\n".encode(),
            b"\xff\xfe\x00\r\n",
            b"a\nb\rc\r\n",
            b"long " * 500 + b"\r\n",
            b"trailing  \t \r\n  \r\n",
            b"From the start\r\n.dots\r\n..\r\n",
        ],
    )
    def test_a_raw_mail_of_any_body(self, ses, send_raw, body):
        head = f"From: {SHOP}\r\nTo: {ANN}\r\nSubject:  odd \t  spaces\r\n \t folded\r\n\r\n"

        send_raw(head.encode() + body)

        assert verdict(ses) == BOTH

    @pytest.mark.parametrize("old", ["Hello", "Subject: Hi", "To: ann", "X-SES-Outgoing"])
    def test_what_is_changed_on_the_way_does_not_verify(self, ses, send, old):
        send(SHOP, to=[ANN])
        mail = ses.outbox.last.delivered.raw

        changed = verdicts(ses, mail.replace(old.encode(), old[::-1].encode()))

        is_signed = old != "X-SES-Outgoing"
        assert set(changed.values()) == {not is_signed}

    def test_raw_and_headers_of_the_message_have_none(self, ses, send):
        send(SHOP, to=[ANN])

        message = ses.outbox.last
        assert b"DKIM-Signature" not in message.raw
        assert unsigned(message.delivered.raw) == message.raw
        assert message.delivered.headers["DKIM-Signature"].startswith("v=1; a=rsa-sha256;")

    def test_what_could_not_be_rendered_is_not_signed(self, ses, ses_client):
        ses.add_template("hello", subject="Hello {{name}}", text="Dear {{name}}")
        ses_client.send_templated_email(
            Source=SHOP, Destination={"ToAddresses": [ANN]}, Template="hello", TemplateData="{}"
        )

        assert ses.outbox.last.delivered.raw == b""


class TestLayout:
    def test_it_is_as_ses_writes_it(self, ses, send):
        # sending 13: of amazonses.com and of the identity; the layout is a guess
        tokens = boto3.client("ses").verify_domain_dkim(Domain="example.com")["DkimTokens"]
        send(SHOP, to=[ANN])

        head = ses.outbox.last.delivered.raw.partition(b"\r\n\r\n")[0].decode()

        names = re.findall(r"^([\w-]+):", head, re.MULTILINE)
        assert names[:4] == ["Return-Path", "DKIM-Signature", "DKIM-Signature", "From"]
        at = int(ses.outbox.last.timestamp)
        assert head.split("\r\n")[1:4] == [
            "DKIM-Signature: v=1; a=rsa-sha256; q=dns/txt; c=relaxed/simple;",
            f"\ts={tokens[0]}; d=example.com; t={at};",
            "\th=From:To:Subject:MIME-Version:Content-Type:Content-Transfer-Encoding:Date:"
            "Message-ID:Feedback-ID;",
        ]
        assert max(map(len, head.split("\r\n"))) < 120

    def test_a_signature_of_the_callers_stays(self, ses, send_raw):
        own = "v=1; a=rsa-sha256; d=news.example; s=x; h=from; bh=eA==; b=eA=="

        send_raw(raw(DKIM_Signature=own).as_bytes())

        delivered = ses.outbox.last.delivered
        assert verdicts(ses, delivered.raw) == {**BOTH, "news.example": False}
        assert delivered.mime.get_all("DKIM-Signature")[-1].strip() == own


class TestWhoSigns:
    def test_amazon_alone_where_dkim_is_switched_off(self, ses, sesv2_client, send):
        sesv2_client.put_email_identity_dkim_attributes(
            EmailIdentity="example.com", SigningEnabled=False
        )

        send(SHOP, to=[ANN])

        assert verdict(ses) == AMAZON

    def test_amazon_alone_where_it_was_never_set_up(self, ses, send, ses_client):
        ses_client.verify_domain_identity(Domain="example.net")
        ses_client.verify_email_identity(EmailAddress="bob@example.org")

        for source in ("bob@example.net", "bob@example.org"):
            send(source, to=[ANN])
            assert verdict(ses) == AMAZON

    def test_a_domain_for_its_subdomains_and_a_subdomain_for_itself(self, ses, send):
        send("shop@eu.example.com", to=[ANN])
        assert verdict(ses) == BOTH

        ses.verify("eu.example.com")
        ses.dns.publish_all("eu.example.com")
        send("shop@EU.example.com", to=[ANN])
        assert verdict(ses) == {"eu.example.com": True, "amazonses.com": True}

    def test_the_domain_of_the_from_header_and_not_of_the_source(self, ses):
        ses.verify("example.net")

        send_raw_v1(raw().as_bytes(), source="bounces@example.net")

        assert verdict(ses) == BOTH

    def test_an_address_signs_as_its_domain(self, ses, send):
        ses.verify(SHOP)

        send(SHOP, to=[ANN])

        assert verdict(ses) == BOTH

    @pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
    def test_amazon_has_a_key_of_its_own_in_every_region(self, ses, region):
        boto3.client("ses", region).send_email(
            Source=SHOP,
            Destination={"ToAddresses": [ANN]},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}},
        )

        assert verdict(ses) == BOTH


class TestKeys:
    @pytest.mark.parametrize(("length", "size"), [("RSA_1024_BIT", 128), ("RSA_2048_BIT", 256)])
    def test_easy_dkim_of_either_length(self, ses, sesv2_client, send, length, size):
        sesv2_client.create_email_identity(
            EmailIdentity="example.net", DkimSigningAttributes={"NextSigningKeyLength": length}
        )
        ses.dns.publish_all("example.net")

        send("shop@example.net", to=[ANN])

        assert verdict(ses) == {"example.net": True, "amazonses.com": True}
        signature = ses.outbox.last.delivered.headers["DKIM-Signature"].rpartition("b=")[2]
        assert len(base64.b64decode("".join(signature.split()))) == size

    @pytest.mark.parametrize("pkcs8", [False, True])
    @pytest.mark.ses(verification="dns")
    def test_a_key_of_the_owners_own(self, ses, sesv2_client, send, pkcs8):
        sesv2_client.create_email_identity(
            EmailIdentity="example.net",
            DkimSigningAttributes={
                "DomainSigningSelector": "mine",
                "DomainSigningPrivateKey": own_key(pkcs8=pkcs8),
            },
        )
        ses.dns.publish_all("example.net")

        send("shop@example.net", to=[ANN])

        assert " s=mine; d=example.net;" in ses.outbox.last.delivered.raw.decode().replace(
            "\t", " "
        )
        assert verdict(ses) == {"example.net": True, "amazonses.com": True}
        ses.dns.clear()
        assert verdict(ses) == {"example.net": False, "amazonses.com": True}

    @pytest.mark.ses(verification="dns")
    def test_the_old_key_signs_while_a_new_one_waits(self, ses, sesv2_client, send):
        # resources 2.5; that the old one goes on is a guess
        sesv2_client.create_email_identity(EmailIdentity="example.net")
        old = ses.dns.publish_all("example.net")
        sesv2_client.put_email_identity_dkim_signing_attributes(
            EmailIdentity="example.net",
            SigningAttributesOrigin="AWS_SES",
            SigningAttributes={"NextSigningKeyLength": "RSA_1024_BIT"},
        )
        send("shop@example.net", to=[ANN])
        assert verdict(ses) == {"example.net": True, "amazonses.com": True}
        before = ses.outbox.last.signer

        ses.dns.publish_all("example.net")
        send("shop@example.net", to=[ANN])

        assert verdict(ses) == {"example.net": True, "amazonses.com": True}
        assert before.selector == old[0].name.partition(".")[0]
        assert ses.outbox.last.signer != before

    @pytest.mark.ses(verification="dns")
    def test_a_domain_signs_until_its_keys_are_revoked(self, ses, ses_client, send):
        # that it signs while records are missing is a guess
        token = ses_client.verify_domain_identity(Domain="example.net")["VerificationToken"]
        ses.dns.txt("example.net", token)
        ses_client.verify_domain_dkim(Domain="example.net")
        send("shop@example.net", to=[ANN])
        assert signers(ses.outbox.last.delivered.raw) == ["amazonses.com"]  # not found yet

        ses.dns.publish_all("example.net")
        for record in ses.dns.required("example.net"):
            if record.purpose == "DKIM":
                ses.dns.remove(record)
        send("shop@example.net", to=[ANN])
        assert signers(ses.outbox.last.delivered.raw) == ["example.net", "amazonses.com"]
        ses.clock.advance(hours=72)
        send("shop@example.net", to=[ANN])
        assert signers(ses.outbox.last.delivered.raw) == ["amazonses.com"]

    @pytest.mark.ses(verification="dns")
    def test_a_replica_signs_with_the_keys_of_its_primary(self, ses):
        origin = {"DomainSigningAttributesOrigin": "AWS_SES_US_EAST_1"}
        boto3.client("sesv2").create_email_identity(EmailIdentity="example.net")
        needs_member(
            "sesv2", "CreateEmailIdentity", "DkimSigningAttributes.DomainSigningAttributesOrigin"
        )
        boto3.client("sesv2", "eu-west-1").create_email_identity(
            EmailIdentity="example.net", DkimSigningAttributes=origin
        )
        ses.region("us-east-1").dns.publish_all("example.net")

        boto3.client("ses", "eu-west-1").send_email(
            Source="shop@example.net",
            Destination={"ToAddresses": [ANN]},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}},
        )

        assert verdict(ses) == {"example.net": True, "amazonses.com": True}


@pytest.mark.ses(
    credentials={"AKIAOWNER": AccessKey(), "AKIADELEGATE": AccessKey(account_id="999999999999")}
)
@pytest.mark.parametrize("borrowed", [["SourceArn"], ["FromArn"], ["SourceArn", "FromArn"]])
def test_a_borrowed_domain_signs_with_its_owners_keys(ses, borrowed):
    # sending 7: the author's identity counts, whoever sends
    arn = "arn:aws:ses:us-east-1:123456789012:identity/example.com"
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": "999999999999"},
        "Action": "ses:*",
        "Resource": arn,
    }
    owner, delegate = (
        boto3.client("ses", aws_access_key_id=key, aws_secret_access_key="x")
        for key in ("AKIAOWNER", "AKIADELEGATE")
    )
    owner.put_identity_policy(
        Identity="example.com", PolicyName="p", Policy=json.dumps({"Statement": [statement]})
    )
    ses.account("999999999999").verify("example.net")
    source = SHOP if "SourceArn" in borrowed else "bounces@example.net"

    delegate.send_raw_email(
        Source=source,
        RawMessage={"Data": raw().as_bytes()},
        **dict.fromkeys(borrowed, arn),
    )

    assert verdict(ses) == BOTH
