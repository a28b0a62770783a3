"""What callers keep to themselves is in no repr, no report and no error."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from sesfake import AccessKey, mock_ses
from sesfake.domain.scope import Scope
from tests.keys import private_key

SECRET = "do-not-show-this-to-anybody"


def test_an_access_key_shows_no_secret():
    key = AccessKey(SECRET, session_token=SECRET)

    assert SECRET not in repr(key)
    assert SECRET not in repr(mock_ses(credentials={"AKIAOWNER": key}))


@pytest.mark.parametrize("name", ["secret", "session_token"])
def test_nor_does_the_error_when_it_is_of_the_wrong_type(name):
    with pytest.raises(TypeError, match=f"{name}= of an AccessKey is a text, not bytes.") as caught:
        AccessKey(**{name: SECRET.encode()})

    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("given", [{"AKIAOWNER": SECRET}, [SECRET], {SECRET.encode(): 1}])
def test_nor_do_credentials_that_are_none(given):
    with pytest.raises(TypeError, match="a mapping from access keys") as caught:
        mock_ses(credentials=given)

    assert SECRET not in str(caught.value)


@pytest.mark.ses(verified=["example.com"], production=True)
class TestAPrivateKey:
    def test_is_on_no_page_and_in_no_repr(self, ses, sesv2_client, tmp_path):
        key = private_key(1024)
        sesv2_client.create_email_identity(
            EmailIdentity="example.org",
            DkimSigningAttributes={
                "DomainSigningSelector": "mail", "DomainSigningPrivateKey": key,
            },
        )  # fmt: skip
        ses.verify("example.org")
        sesv2_client.send_email(
            FromEmailAddress="shop@example.org",
            Destination={"ToAddresses": ["ann@example.com"]},
            Content={"Simple": {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t"}}}},
        )
        [message] = ses.outbox

        told = [
            ses.outbox.save(tmp_path).read_text(),
            message.delivered.raw.decode(),
            str(message.to_dict()),
            repr(message.signer),
            repr(ses.dns),
            repr(sesv2_client.get_email_identity(EmailIdentity="example.org")),
            *(str(one.identities.find("example.org")) for one in ses.accounts.existing(Scope())),
        ]

        assert "d=example.org" in told[1]
        assert all(key[100:200] not in text for text in told)

    def test_is_in_no_error(self, ses, sesv2_client):
        with pytest.raises(ClientError) as caught:
            sesv2_client.create_email_identity(
                EmailIdentity="example.org",
                DkimSigningAttributes={
                    "DomainSigningSelector": "mail",
                    "DomainSigningPrivateKey": SECRET + "!" * 30_000,
                },
            )

        assert SECRET not in str(caught.value)
        assert all(SECRET not in str(refusal) for refusal in ses.accounts.mailbag.refusals)
