"""Mail and things kept, as a program sends and keeps them: for moto and for sesfake alike."""

from __future__ import annotations

import json
from email.message import EmailMessage

import boto3

from sesfake.compat.moto import DEFAULT_ACCOUNT_ID, ses_backends

REGION = "us-east-1"
KINDS = {
    "Message": ["source", "subject", "body", "destinations"],
    "TemplateMessage": ["source", "template", "template_data", "destinations"],
    "RawMessage": ["source", "destinations", "raw_data"],
}


def client(service="ses", region=REGION):
    return boto3.client(
        service, region_name=region, aws_access_key_id="test", aws_secret_access_key="test"
    )


def shown(sent):
    """What was sent, by kind and attribute, ids left out."""
    kind = "TemplateMessage" if "Template" in type(sent).__name__ else type(sent).__name__
    return kind, {name: getattr(sent, name) for name in KINDS[kind]}


def composed(**body):
    return {"Subject": {"Data": "Hi"}, "Body": {part: {"Data": f"{part}!"} for part in body}}


def mail(**headers):
    written = EmailMessage()
    for name, value in {"From": "The Shop <shop@example.com>", "Subject": "Hi", **headers}.items():
        written[name] = value
    written.set_content("Hello")
    return written.as_bytes()


# Calls that send, with what they need; each is made at moto and at sesfake.


def text_only():
    client().send_email(
        Source="The Shop <shop@example.com>",
        Destination={"ToAddresses": ["Ann <ann@example.com>"], "CcAddresses": ["bob@example.com"]},
        Message=composed(Text=1),
    )


def text_and_html():
    client().send_email(
        Source="shop@example.com",
        Destination={"BccAddresses": ["ann@example.com"], "CcAddresses": []},
        Message=composed(Text=1, Html=1),
    )


def v2_text():
    client("sesv2").send_email(
        FromEmailAddress="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Content={"Simple": composed(Text=1)},
    )


def v2_both():
    client("sesv2").send_email(
        FromEmailAddress="The Shop <shop@example.com>",
        Destination={"ToAddresses": ["ann@example.com"], "BccAddresses": ["bob@example.com"]},
        Content={"Simple": composed(Text=1, Html=1)},
    )


def raw_by_its_headers():
    data = mail(To="Ann <ann@example.com>, bob@example.com", Cc="carl@example.com")
    client().send_raw_email(RawMessage={"Data": data})


def raw_by_destinations():
    client().send_raw_email(
        Source="shop@example.com",
        Destinations=["dora@example.com"],
        RawMessage={"Data": mail(To="ann@example.com", Bcc="bob@example.com")},
    )


def v2_raw():
    client("sesv2").send_email(
        FromEmailAddress="shop@example.com",
        Destination={"ToAddresses": ["dora@example.com"], "CcAddresses": ["emil@example.com"]},
        Content={"Raw": {"Data": mail(To="ann@example.com")}},
    )


def v2_raw_by_its_headers():
    client("sesv2").send_email(Content={"Raw": {"Data": mail(To="ann@example.com")}})


def a_template():
    client().create_template(
        Template={"TemplateName": "sale", "SubjectPart": "Hi {{name}}", "TextPart": "Hi {{name}}"}
    )


def templated():
    a_template()
    client().send_templated_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Template="sale",
        TemplateData='{ "name": "Ann" }',
    )


def bulk():
    a_template()
    client().send_bulk_templated_email(
        Source="shop@example.com",
        Template="sale",
        DefaultTemplateData='{"name": "you"}',
        Destinations=[
            {"Destination": {"ToAddresses": ["ann@example.com"]}},
            {
                "Destination": {"ToAddresses": ["bob@example.com"]},
                "ReplacementTemplateData": '{"name": "Bob"}',
            },
        ],
    )


def several():
    text_only()
    bulk()
    v2_text()


SENDING = [
    text_only, text_and_html, v2_text, v2_both, raw_by_its_headers, raw_by_destinations,
    v2_raw, v2_raw_by_its_headers, templated, bulk, several,
]  # fmt: skip


# Calls that keep something.


def identities():
    client().verify_email_identity(EmailAddress="ann@example.com")
    client().verify_email_address(EmailAddress="bob@example.com")
    client().verify_domain_identity(Domain="Example.org")
    client("sesv2").create_email_identity(EmailIdentity="carl@example.com")
    client("sesv2").create_email_identity(
        EmailIdentity="dora@example.com", Tags=[{"Key": "team", "Value": "shop"}]
    )
    client().delete_identity(Identity="ann@example.com")


def templates():
    a_template()
    client().create_template(
        Template={"TemplateName": "news", "SubjectPart": "News", "HtmlPart": "<p>News</p>"}
    )
    client().update_template(
        Template={"TemplateName": "sale", "SubjectPart": "Sale", "TextPart": "Sale!"}
    )


def topic(name):
    return client("sns").create_topic(Name=name)["TopicArn"]


def configuration_sets():
    client().create_configuration_set(ConfigurationSet={"Name": "plain"})
    client("sesv2").create_configuration_set(
        ConfigurationSetName="full",
        ReputationOptions={"ReputationMetricsEnabled": True},
        SendingOptions={"SendingEnabled": True},
        SuppressionOptions={"SuppressedReasons": ["BOUNCE"]},
        Tags=[{"Key": "team", "Value": "shop"}],
    )
    client().create_configuration_set_event_destination(
        ConfigurationSetName="plain",
        EventDestination={
            "Name": "topic",
            "Enabled": True,
            "MatchingEventTypes": ["send", "bounce"],
            "SNSDestination": {"TopicARN": topic("mail")},
        },
    )


def mail_from():
    client().verify_domain_identity(Domain="example.com")
    client().set_identity_mail_from_domain(
        Identity="example.com",
        MailFromDomain="mail.example.com",
        BehaviorOnMXFailure="RejectMessage",
    )


def notifications():
    client().verify_domain_identity(Domain="example.com")
    for type_ in ("Bounce", "Complaint"):
        client().set_identity_notification_topic(
            Identity="example.com",
            NotificationType=type_,
            SnsTopic=topic(type_),
        )
    client().set_identity_feedback_forwarding_enabled(
        Identity="example.com", ForwardingEnabled=False
    )


def receipt_rules():
    for name in ("first", "second"):
        client().create_receipt_rule_set(RuleSetName=name)
    rule = {"Name": "stop", "Enabled": True, "Actions": [{"StopAction": {"Scope": "RuleSet"}}]}
    client().create_receipt_rule(RuleSetName="first", Rule=rule)
    client().set_active_receipt_rule_set(RuleSetName="second")


def dedicated_ips():
    v2 = client("sesv2")
    v2.create_dedicated_ip_pool(PoolName="own", ScalingMode="MANAGED")
    v2.create_dedicated_ip_pool(
        PoolName="plain", ScalingMode="STANDARD", Tags=[{"Key": "team", "Value": "shop"}]
    )


def contacts():
    v2 = client("sesv2")
    topic = {
        "TopicName": "Sports",
        "DisplayName": "Sports",
        "Description": "Of every kind",
        "DefaultSubscriptionStatus": "OPT_IN",
    }
    v2.create_contact_list(ContactListName="readers", Description="All", Topics=[topic])
    preference = {"TopicName": "Sports", "SubscriptionStatus": "OPT_OUT"}
    v2.create_contact(
        ContactListName="readers",
        EmailAddress="ann@example.com",
        TopicPreferences=[preference],
        AttributesData="{}",
    )


def picked(items, *names):
    return {key: {name: getattr(item, name) for name in names} for key, item in items.items()}


def of_contacts(backend):
    [readers] = backend.contacts_lists.values()
    return (
        readers.contact_list_name,
        readers.description,
        readers.topics,
        picked(
            readers.contacts,
            "contact_list_name",
            "email_address",
            "topic_preferences",
            "unsubscribe_all",
            "attributes_data",
        ),
    )


# What is called, and what is read from either backend then.
KEEPING = {
    "identities": (
        identities,
        lambda backend: (
            picked(
                backend.email_identities,
                "email_identity",
                "identity_type",
                "verification_status",
                "sending_enabled",
                "configuration_set_name",
                "policies",
                "tags",
            ),
            backend.list_identities(None),
            backend.list_identities("Domain"),
            backend.list_verified_email_addresses(),
        ),
    ),
    "templates": (
        templates,
        lambda backend: (
            [
                {key: value for key, value in template.items() if key != "Timestamp"}
                for found in (backend.templates.values(), backend.list_templates())
                for template in found
            ]
            + list(backend.templates)
        ),
    ),
    "rendering": (
        a_template,
        lambda backend: (
            "Subject: Hi Ann"
            in backend.render_template({"name": "sale", "data": json.dumps({"name": "Ann"})})
        ),
    ),
    "configuration sets": (
        configuration_sets,
        lambda backend: (
            picked(backend.config_sets, "configuration_set_name", "tags", "suppression_options"),
            backend.config_sets["full"].reputation_options,
            backend.config_sets["full"].enabled,
            backend.config_set_event_destination,
            backend.event_destinations,
        ),
    ),
    "mail from": (mail_from, lambda backend: backend.identity_mail_from_domains),
    "notifications": (notifications, lambda backend: backend.sns_topics),
    "receipt rules": (
        receipt_rules,
        lambda backend: (
            picked(backend.receipt_rule_set, "name", "is_active"),
            [rule["Name"] for rule in backend.receipt_rule_set["first"].rules],
            backend.receipt_rule_set["first"].rules[0]["Actions"],
        ),
    ),
    "dedicated IPs": (
        dedicated_ips,
        lambda backend: (
            picked(backend.dedicated_ip_pools, "pool_name", "scaling_mode"),
            backend.dedicated_ip_pools["plain"].to_dict(),
        ),
    ),
    "contacts": (contacts, of_contacts),
    "a count": (
        several,
        lambda backend: (
            backend.sent_message_count,
            backend.rejected_messages_count,
            backend.get_send_quota().sent_last24_hours,
            {k: v for k, v in backend.get_send_statistics().items() if k != "Timestamp"},
        ),
    ),
}


def our_backend():
    return ses_backends[DEFAULT_ACCOUNT_ID][REGION]


def verify_sender():
    client().verify_email_identity(EmailAddress="shop@example.com")
