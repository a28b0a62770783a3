"""Small programs around one call, SendEmail or SendRawEmail of v1: py-basic-ses (two commands),
SES-Mailer (Jinja templates), django-amazon-ses.
"""

from __future__ import annotations

from importlib.metadata import version

import pytest
from botocore.exceptions import ClientError

REFUSAL = (
    "Email address is not verified. The following identities failed the check in region "
    "{}: ann@example.org"
)


@pytest.fixture(autouse=True)
def verified(ses):
    ses.verify("example.com")


# py-basic-ses


@pytest.fixture
def send_email(monkeypatch):
    """The command `send-email`; gives its status and what it prints."""
    pytest.importorskip("py_basic_ses")
    from click.testing import CliRunner
    from py_basic_ses.entry import send_email as command

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDSHOP")  # it looks for them itself
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")

    def run(*arguments):
        result = CliRunner().invoke(command, arguments)
        return result.exit_code, result.output

    return run


def test_a_command_sends(send_email, ses):
    status, printed = send_email(
        "--to", "ann@example.com", "--fromaddr", "shop@example.com", "--fromname", "The Shop",
        "--awsregion", "eu-west-1", "--subject", "Hi", "--message_txt", "Hello",
        "--message_html", "<p>Hello</p>",
    )  # fmt: skip

    [message] = ses.outbox
    assert (status, printed) == (
        0,
        f"Attempting to send an email to ann@example.com\nemail sent! message id: {message.id}\n",
    )
    assert message.region == "eu-west-1"
    assert message.from_ == "The Shop <shop@example.com>"
    assert (message.subject, message.text, message.html) == ("Hi", "Hello", "<p>Hello</p>")


def test_a_command_is_refused(send_email, ses):
    status, printed = send_email(
        "--to", "ann@example.org", "--fromaddr", "shop@example.com", "--awsregion", "eu-west-1",
        "--message_txt", "Hello",
    )  # fmt: skip

    assert status == 4
    assert printed.endswith(f"client error\n{REFUSAL.format('EU-WEST-1')}\n")
    assert ses.outbox == []


# SES-Mailer


@pytest.fixture
def mailer():
    ses_mailer = pytest.importorskip("ses_mailer")
    page = (
        "{% block subject %}Order {{ id }}{% endblock %}"
        "{% block body %}<p>Thanks, {{ name }}</p>{% endblock %}"
        "{% block text_body %}Thanks, {{ name }}{% endblock %}"
    )
    return ses_mailer.Mail(
        aws_access_key_id="AKIDSHOP",
        aws_secret_access_key="secret",
        region="eu-west-1",
        sender=("The Shop", "shop@example.com"),
        template={"order.txt": page},
    )


def test_a_mail_to_many(mailer, ses):
    message_id = mailer.send(
        ["ann@example.com", "bob@example.com"], "Hi", "Hello", bcc_addresses="carl@example.com"
    )

    [message] = ses.outbox
    assert message.id == message_id
    assert (message.api, message.operation) == ("ses", "SendEmail")
    assert message.from_ == "The Shop <shop@example.com>"
    assert message.to == ["ann@example.com", "bob@example.com"]
    assert message.bcc == ["carl@example.com"]
    assert message.reply_to == ["shop@example.com"]
    assert (message.subject, message.text, message.html) == ("Hi", "Hello", "Hello")


def test_a_template_of_its_own(mailer, ses):
    mailer.send_template("order.txt", to="ann@example.com", id=7, name="Änne")

    [message] = ses.outbox
    assert message.subject == "Order 7"
    assert (message.text, message.html) == ("Thanks, Änne", "<p>Thanks, Änne</p>")


def test_a_stranger_gets_nothing(mailer, ses):
    with pytest.raises(ClientError) as caught:
        mailer.send("ann@example.org", "Hi", "Hello")

    assert caught.value.response["Error"]["Code"] == "MessageRejected"
    assert caught.value.response["Error"]["Message"] == REFUSAL.format("EU-WEST-1")
    assert ses.outbox == []


# django-amazon-ses


@pytest.fixture
def backend():
    pytest.importorskip("django_ses")  # the settings are for both
    django_amazon_ses = pytest.importorskip("django_amazon_ses")
    if version("django-amazon-ses") == "4.0.1" and int(version("django").split(".")[0]) >= 6:
        pytest.skip("of a mail of Django 6, django-amazon-ses asks for what it cannot do")
    return django_amazon_ses.EmailBackend


def test_a_mail_of_django(backend, ses):
    import django_amazon_ses
    from django.core.mail import EmailMessage

    told = []

    def on_sent(sender, message_id, **_):
        told.append(message_id)

    django_amazon_ses.post_send.connect(on_sent)
    letter = EmailMessage(
        "Grüße", "Schöne Grüße", "Käse <shop@example.com>", ["Änne <ann@example.com>"],
        bcc=["bob@example.com"],
    )  # fmt: skip

    assert backend().send_messages([letter]) == 1

    [message] = ses.outbox
    assert told == [message.id]
    assert (message.api, message.operation) == ("ses", "SendRawEmail")
    assert message.from_ == "Käse <shop@example.com>"
    assert message.to == ["Änne <ann@example.com>"]
    assert message.bcc == ["bob@example.com"]
    assert (message.subject, message.text.strip()) == ("Grüße", "Schöne Grüße")


@pytest.mark.parametrize("fail_silently", [False, True])
def test_a_refusal_may_be_silenced(backend, ses, fail_silently):
    from django.core.mail import EmailMessage

    letter = EmailMessage("Hi", "Hello", "shop@example.com", ["ann@example.org"])

    if fail_silently:
        assert backend(fail_silently=True).send_messages([letter]) == 0
    else:
        with pytest.raises(ClientError, match="Email address is not verified"):
            backend().send_messages([letter])
    assert ses.outbox == []
