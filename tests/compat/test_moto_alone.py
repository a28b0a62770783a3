"""The views of `sesfake.compat.moto` by themselves, and where they differ from moto on purpose."""

from __future__ import annotations

import subprocess
import sys

import pytest
from botocore.exceptions import ClientError

import sesfake
from sesfake import mock_ses
from sesfake.compat import moto as ours
from sesfake.compat.moto import DEFAULT_ACCOUNT_ID, get_backend, ses_backends, sesv2_backends
from tests.compat.scenarios import (
    REGION,
    a_template,
    bulk,
    client,
    composed,
    contacts,
    identities,
    mail,
    our_backend,
    raw_by_destinations,
    shown,
    text_and_html,
    text_only,
    verify_sender,
)

# Where it differs from moto, on purpose


def test_identities_are_verified_for_sending_once_they_are_verified(motos_backend):
    v2 = client("sesv2")
    v2.create_email_identity(EmailIdentity="ann@example.com")
    assert not motos_backend.email_identities["ann@example.com"].verified_for_sending_status

    with mock_ses():
        client("sesv2").create_email_identity(EmailIdentity="ann@example.com")

        identity = our_backend().email_identities["ann@example.com"]
        assert identity.verified_for_sending_status
        assert identity.feedback_forwarding_status


def test_recipients_are_counted_once(motos_backend):
    verify_sender()
    raw_by_destinations()
    assert motos_backend.sent_message_count == 3

    with mock_ses(production=True):
        verify_sender()
        raw_by_destinations()

        assert our_backend().sent_message_count == 1  # the headers do not count


def test_a_bounce_of_received_mail_is_a_raw_mail_too():
    with mock_ses(production=True) as ses:
        ses.verify("example.com")
        rule_sets = client()
        rule_sets.create_receipt_rule_set(RuleSetName="all")
        action = {"SmtpReplyCode": "550", "Message": "No", "Sender": "shop@example.com"}
        rule_sets.create_receipt_rule(
            RuleSetName="all",
            Rule={"Name": "no", "Enabled": True, "Actions": [{"BounceAction": action}]},
        )
        rule_sets.set_active_receipt_rule_set(RuleSetName="all")
        ses.receive(mail(), sender="ann@example.org", recipients="shop@example.com")

        [message] = our_backend().sent_messages
        assert isinstance(message, ours.RawMessage)
        assert message.source == "shop@example.com"


def test_the_id_of_a_bulk_call_is_that_of_its_first_message():
    with mock_ses(production=True) as ses:
        verify_sender()
        bulk()

        [call] = our_backend().sent_messages
        assert isinstance(call, ours.BulkTemplateMessage)
        assert call.ids == [message.id for message in ses.outbox]
        assert call.id == call.ids[0]


def test_templates_in_v2_are_there_too():
    with mock_ses(production=True):
        verify_sender()
        a_template()
        client("sesv2").send_email(
            FromEmailAddress="shop@example.com",
            Destination={"ToAddresses": ["ann@example.com"]},
            Content={"Template": {"TemplateName": "sale", "TemplateData": '{"name": "Ann"}'}},
        )
        client("sesv2").send_bulk_email(
            FromEmailAddress="shop@example.com",
            DefaultContent={"Template": {"TemplateName": "sale", "TemplateData": "{}"}},
            BulkEmailEntries=[{"Destination": {"ToAddresses": ["bob@example.com"]}}],
        )

        single, call = our_backend().sent_messages
        assert shown(single) == (
            "TemplateMessage",
            {
                "source": "shop@example.com",
                "template": "sale",
                "template_data": '{"name": "Ann"}',
                "destinations": {"ToAddresses": ["ann@example.com"]},
            },
        )
        assert call.destinations == [{"Destination": {"ToAddresses": ["bob@example.com"]}}]


def test_a_raw_mail_that_is_not_utf_8():
    with mock_ses(production=True):
        verify_sender()
        client().send_raw_email(
            RawMessage={"Data": mail(To="ann@example.com") + "Grüße".encode("latin-1")}
        )

        [message] = our_backend().sent_messages
        assert message.raw_data.endswith("Gr\ufffd\ufffde")  # moto ends in a UnicodeDecodeError


def test_only_messages_that_were_rejected_are_counted_as_rejected():
    with mock_ses():
        for source in ("nobody@example.com", "not an address"):
            with pytest.raises(ClientError):
                client().send_email(
                    Source=source,
                    Destination={"ToAddresses": ["ann@example.com"]},
                    Message=composed(Text=1),
                )
        assert our_backend().rejected_messages_count == 1

        our_backend().reset()
        assert our_backend().rejected_messages_count == 0


def test_many_rejections_are_all_counted():
    with mock_ses() as ses:
        for _ in range(12):
            with pytest.raises(ClientError):
                text_only()
        assert our_backend().rejected_messages_count == 12

        ses.reset()
        assert our_backend().rejected_messages_count == 0


# It is a view


def test_it_may_be_held_before_there_is_a_fake():
    backend = ses_backends[DEFAULT_ACCOUNT_ID][REGION]
    sent = backend.sent_messages

    with mock_ses(production=True):
        verify_sender()
        assert not sent
        text_only()
        assert len(sent) == 1
    with mock_ses():
        assert sent == []


def test_without_a_fake_it_says_what_to_do():
    with pytest.raises(RuntimeError, match="No fake of SES is active"):
        len(ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages)


def test_what_was_sent_is_a_sequence():
    with mock_ses(production=True):
        verify_sender()
        text_only()
        text_and_html()
        sent = our_backend().sent_messages

        assert sent[-1] == list(sent)[1]
        assert sent[-1] in sent
        assert [message.body for message in sent[:1]] == ["Text!"]
        assert len({*sent, *sent}) == 2
        assert repr(sent).startswith("[Message(id=")
        with pytest.raises(IndexError):
            sent[2]


@pytest.mark.parametrize("how", ["clear", "assign"])
def test_what_was_sent_can_be_forgotten(how):
    with mock_ses(production=True) as ses:
        verify_sender()
        text_only()
        backend = our_backend()
        if how == "clear":
            backend.sent_messages.clear()
        else:
            backend.sent_messages = []

        assert backend.sent_messages == []
        assert ses.outbox == []
        assert backend.sent_message_count == 2  # as in moto
        with pytest.raises(TypeError, match="can only be cleared"):
            backend.sent_messages = [1]


def test_regions_and_accounts_are_apart():
    with mock_ses(production=True) as ses:
        ses.region("eu-west-1").verify("shop@example.com")
        client(region="eu-west-1").send_email(
            Source="shop@example.com",
            Destination={"ToAddresses": ["ann@example.com"]},
            Message=composed(Text=1),
        )

        assert len(ses_backends[DEFAULT_ACCOUNT_ID]["eu-west-1"].sent_messages) == 1
        assert len(ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages) == 0
        assert len(ses_backends["999999999999"]["eu-west-1"].sent_messages) == 0
        assert list(ses_backends) == [DEFAULT_ACCOUNT_ID]
        assert [found[:2] for found in ses_backends.iter_backends()] == [
            (DEFAULT_ACCOUNT_ID, "eu-west-1")
        ]
        assert "eu-west-1" in ses_backends[DEFAULT_ACCOUNT_ID]

        ses_backends[DEFAULT_ACCOUNT_ID].reset()
        assert ses.outbox == []


@pytest.mark.parametrize("name", ["us-east-1", "123", None])
def test_an_account_is_asked_for_first(name):
    with pytest.raises(KeyError, match="DEFAULT_ACCOUNT_ID"):
        ses_backends[name]


@pytest.mark.parametrize("name", ["global", "nowhere", None])
def test_a_region_that_there_is_not(name):
    with pytest.raises(KeyError, match="no region|is a text"):
        ses_backends[DEFAULT_ACCOUNT_ID][name]


def test_get_backend():
    assert get_backend("ses") is ses_backends
    assert get_backend("sesv2") is sesv2_backends
    with pytest.raises(ValueError, match="ses and sesv2 only, not of 's3'"):
        get_backend("s3")


def test_the_second_door():
    with mock_ses():
        identities()
        for name in ("full", "plain"):
            client().create_configuration_set(ConfigurationSet={"Name": name})
        contacts()

        backend = sesv2_backends[DEFAULT_ACCOUNT_ID][REGION]
        assert backend.core_backend.list_identities("Domain") == ["example.org"]
        assert backend.get_email_identity("bob@example.com").identity_type == "EMAIL_ADDRESS"
        assert len(backend.list_email_identities()) == 4
        assert backend.get_configuration_set("full").to_dict_v2()["ConfigurationSetName"] == "full"
        assert [found.configuration_set_name for found in backend.list_configuration_sets()] == [
            "full",
            "plain",
        ]
        assert [found.contact_list_name for found in backend.list_contact_lists()] == ["readers"]
        assert backend.get_contact("ann@example.com", "readers").attributes_data == "{}"
        assert len(backend.list_contacts("readers")) == 1


# Pokes into the state


@pytest.mark.parametrize("name", ["addresses", "email_addresses", "domains"])
def test_a_name_that_is_appended_is_verified(name):
    with mock_ses(production=True):
        names = getattr(our_backend(), name)
        names.append("example.com" if name == "domains" else "shop@example.com")
        text_only()

        assert len(names) == 1
        names.remove(names[0])
        assert names == []
        with pytest.raises(ValueError, match="is not verified"):
            names.remove("example.com")


def test_templates_and_identities_can_be_put_there_and_deleted():
    with mock_ses():
        backend = our_backend()
        backend.add_template({"template_name": "a", "subject_part": "Hi", "text_part": "Hi"})
        backend.verify_email_identity("The Shop <shop@example.com>")
        backend.verify_email_address("ann@example.com")
        backend.verify_domain("example.org")
        assert list(backend.templates) == ["a"]
        assert backend.templates["a"]["html_part"] == ""

        del backend.templates["a"]
        backend.email_identities.pop("shop@example.com")

        assert backend.templates == {}
        assert backend.list_identities() == ["ann@example.com", "example.org"]
        backend.email_identities.clear()
        assert client().list_identities()["Identities"] == []
        with pytest.raises(KeyError):
            backend.templates["a"]


def test_a_template_that_ses_would_refuse_is_refused():
    with mock_ses(), pytest.raises(sesfake.errors.InvalidTemplate):
        our_backend().add_template(
            {"template_name": "a", "subject_part": "{{#if}}", "text_part": "Hi"}
        )


def test_moto_is_not_imported():
    code = (
        "import sys; sys.modules['moto'] = None; from sesfake.compat.moto import ses_backends; "
        "import sesfake.compat.localstack, sesfake.compat.django, sesfake.compat.from_moto; "
        "print('django' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "False\n"
