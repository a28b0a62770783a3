"""Which configuration set a send uses, and when that stops it. Rows: facts "sending" 6."""

from __future__ import annotations

import boto3
import pytest

from tests.domain.conftest import assert_no_trace
from tests.installed import needs_member
from tests.refusing import refusal_with_status

SHOP = "shop@example.com"
ANN = "ann@example.com"

pytestmark = pytest.mark.ses(verified=["example.com", SHOP])


def create(*names: str) -> None:
    for name in names:
        boto3.client("ses").create_configuration_set(ConfigurationSet={"Name": name})


def make_default(identity: str, name: str) -> None:
    boto3.client("sesv2").put_email_identity_configuration_set_attributes(
        EmailIdentity=identity, ConfigurationSetName=name
    )


def test_a_set_that_does_not_exist_is_refused(ses, send, api):
    # The angle brackets are Amazon's.
    answer = refusal_with_status(send, SHOP, to=[ANN], ConfigurationSetName="campaign")

    code, status = {
        "v1": ("ConfigurationSetDoesNotExist", 400),
        "v2": ("NotFoundException", 404),
    }[api]
    assert answer == (code, "Configuration set <campaign> does not exist.", status)
    assert_no_trace(ses)


def test_a_set_that_exists_is_told_by_the_message(ses, send):
    create("campaign")

    send(SHOP, to=[ANN], ConfigurationSetName="campaign")

    assert ses.outbox.one(configuration_set="campaign")


def test_a_paused_set_refuses_and_a_resumed_one_sends(ses, send, api, sesv2_client):
    create("campaign")
    sesv2_client.put_configuration_set_sending_options(
        ConfigurationSetName="campaign", SendingEnabled=False
    )

    code = {"v1": "ConfigurationSetSendingPausedException", "v2": "SendingPausedException"}[api]
    assert refusal_with_status(send, SHOP, to=[ANN], ConfigurationSetName="campaign") == (
        code,
        "Sending is paused for configuration set campaign",
        400,
    )
    assert_no_trace(ses)
    send(SHOP, to=[ANN])  # others go on

    boto3.client("ses").update_configuration_set_sending_enabled(
        ConfigurationSetName="campaign", Enabled=True
    )
    send(SHOP, to=[ANN], ConfigurationSetName="campaign")
    assert [m.configuration_set for m in ses.outbox] == [None, "campaign"]


def test_the_senders_default_applies_where_the_call_names_none(ses, send):
    # parameter > header > address identity's default > domain identity's default
    create("of-domain", "of-address", "of-call")
    make_default("example.com", "of-domain")
    send("other@example.com", to=[ANN])
    send(SHOP, to=[ANN])
    make_default(SHOP, "of-address")
    send(SHOP, to=[ANN])
    send("shop+label@example.com", to=[ANN])
    send(SHOP, to=[ANN], ConfigurationSetName="of-call")

    assert [m.configuration_set for m in ses.outbox] == [
        "of-domain",
        "of-domain",
        "of-address",
        "of-address",
        "of-call",
    ]


def test_a_header_counts_before_a_default(ses, send_raw):
    create("of-address", "of-header")
    make_default(SHOP, "of-address")

    send_raw(f"From: {SHOP}\r\nTo: {ANN}\r\nX-SES-CONFIGURATION-SET: of-header\r\n\r\nHi")

    assert ses.outbox.last.configuration_set == "of-header"


def test_a_default_that_was_deleted_fails_the_send(ses, send, invalid, ses_client):
    # resources 2.10
    create("gone")
    make_default(SHOP, "gone")
    ses_client.delete_configuration_set(ConfigurationSetName="gone")

    assert refusal_with_status(send, SHOP, to=[ANN]) == invalid(
        "Configuration set <gone> does not exist."
    )
    assert_no_trace(ses)
    create("named")
    send(SHOP, to=[ANN], ConfigurationSetName="named")
    assert len(ses.outbox) == 1


def test_a_paused_default_fails_the_send(send, ses_client, api):
    create("campaign")
    make_default("example.com", "campaign")
    ses_client.update_configuration_set_sending_enabled(
        ConfigurationSetName="campaign", Enabled=False
    )

    _, text, status = refusal_with_status(send, SHOP, to=[ANN])
    assert (text, status) == ("Sending is paused for configuration set campaign", 400)


def test_whether_servers_must_speak_tls_is_told_by_the_message(ses, send, ses_client, sesv2_client):
    create("strict", "either", "changed")
    sesv2_client.put_configuration_set_delivery_options(
        ConfigurationSetName="strict", TlsPolicy="REQUIRE"
    )
    sesv2_client.put_configuration_set_delivery_options(
        ConfigurationSetName="either", TlsPolicy="OPTIONAL"
    )
    ses_client.put_configuration_set_delivery_options(
        ConfigurationSetName="changed", DeliveryOptions={"TlsPolicy": "Require"}
    )

    for name in ("strict", "either", "changed"):
        send(SHOP, to=[ANN], ConfigurationSetName=name)
    send(SHOP, to=[ANN])
    ses_client.put_configuration_set_delivery_options(
        ConfigurationSetName="changed", DeliveryOptions={"TlsPolicy": "Optional"}
    )

    assert [message.requires_tls for message in ses.outbox] == [True, False, True, False]
    assert ses.outbox[0].to_dict()["requires_tls"] is True


def test_engagement_metrics_of_the_account_track_where_no_set_is(ses, send, sesv2_client):
    html = '<a href="https://example.com/x">x</a>'
    send(SHOP, to=[ANN], text={"Html": {"Data": html}})
    sesv2_client.put_account_vdm_attributes(
        VdmAttributes={
            "VdmEnabled": "ENABLED",
            "DashboardAttributes": {"EngagementMetrics": "ENABLED"},
        }
    )

    send(SHOP, to=[ANN], text={"Html": {"Data": html}})

    before, after = ([link.url for link in m.delivered.tracked_links] for m in ses.outbox)
    assert (before, after) == ([], ["https://example.com/x"])


def test_what_a_send_says_of_tracking_goes_before_the_account(ses, sesv2_client):
    needs_member("sesv2", "SendEmail", "ConfigurationOverrides")
    html = '<a href="https://example.com/x">x</a>'

    sesv2_client.send_email(
        FromEmailAddress=SHOP,
        Destination={"ToAddresses": [ANN]},
        Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": html}}}},
        ConfigurationOverrides={"Tracking": {"ClickTrackingEnabled": "ENABLED"}},
    )

    [link] = ses.outbox.last.delivered.tracked_links
    assert link.url == "https://example.com/x"
