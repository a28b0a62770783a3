"""What a member of a request speaks about, and values that would do for it.

A member is looked up by its name, then by its shape's. A pool is named where earlier calls may have
made what it names; its first values are made here.
"""

# ruff: noqa: E501  # tables
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from random import Random

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
DOMAINS = ("example.com", "example.org", "mail.example.net")
PEOPLE = ("ann@example.com", "bob@example.org", "carl@mail.example.net", "success@simulator.amazonses.com",
          "bounce@simulator.amazonses.com", "complaint@simulator.amazonses.com", "eve@gmail.com")  # fmt: skip
IPS = ("192.0.2.10", "192.0.2.11", "192.0.2.12")
TOPIC = "arn:aws:sns:us-east-1:123456789012:topic"
ROLE = "arn:aws:iam::123456789012:role/ses"
STREAM = "arn:aws:firehose:us-east-1:123456789012:deliverystream/stream"
BUCKET = "mails-of-ses"
SUPPRESSED_FILE, CONTACTS_FILE = "s3://imports/suppressed.csv", "s3://imports/contacts.json"
_OURS = "arn:aws:ses:us-east-1:123456789012:"
_TEMPLATE_PARTS = ("Hello", "Hello {{name}}", "{{#if name}}Dear {{name}}{{else}}You{{/if}}", "<p>Grüße</p>",
                   "{{#each items}}{{this}}{{/each}}", '<a href="https://example.com/?a=b">x</a>')  # fmt: skip
_DATA = ('{"name": "Ann"}', "{}", '{"name": "Bob", "items": [1, 2]}')
MAILS = (
    b"From: ann@example.com\r\nTo: bob@example.org\r\nSubject: Hi\r\n\r\nHello\r\n",
    b"From: Ann <ann@example.com>\nTo: carl@mail.example.net\nContent-Type: multipart/mixed; boundary=b\n\n"
    b"--b\n\nText\n--b\nContent-Type: text/html\n\n<p>x</p>\n--b--\n",
)  # fmt: skip

Maker = Callable[[Random], object]


def _one_of(*values: object) -> Maker:
    return lambda random: random.choice(values)


def _names(stem: str) -> Maker:
    return lambda random: f"{stem}-{random.randrange(random.choice((4, 1000)))}"


def _sender(random: Random) -> str:
    return f"{random.choice(['shop', 'ann', 'news', 'ann', 'shop', 'Shop <news'])}@{random.choice(DOMAINS)}"


def sender(random: Random) -> str:
    made = _sender(random)
    return made + ">" if "<" in made else made


# The pools: what a call may make, or be answered with, for a later call to name.
POOLS: dict[str, Maker] = {
    "identity": lambda random: random.choice([
        *DOMAINS, "ann@example.com", "bob@example.org", f"d{random.randrange(1000)}.example.com",
        f"u{random.randrange(1000)}@example.net",
    ]),
    "domain": _one_of(*DOMAINS, "news.example.com"),
    "configuration set": _names("set"),
    "destination": _names("destination"),
    "template": _names("template"),
    "list": _names("list"),
    "topic": _names("topic"),
    "contact": _one_of(*PEOPLE),
    "rule set": _names("rules"),
    "rule": _names("rule"),
    "filter": _names("filter"),
    "policy": _names("policy"),
    "pool": _names("pool"),
    "tenant": _names("tenant"),
    "job": _names("job"),
    "report": _names("report"),
    "campaign": _names("campaign"),
    "message": _names("message"),
    "inbound": _names("inbound"),
    "endpoint": _names("endpoint"),
    "endpoint id": _names("id"),
    "token": _names("token"),
    "arn": lambda random: _OURS + random.choice([
        "identity/example.com", "identity/example.org", f"configuration-set/{_names('set')(random)}",
        f"template/{_names('template')(random)}", f"contact-list/{_names('list')(random)}",
    ]),
    "tenant arn": lambda random: f"{_OURS}tenant/{_names('tenant')(random)}/tn-0",
    "query": _names("query"),
    "tag": _names("tag"),
}  # fmt: skip

POOL_OF_MEMBER = {
    "ResourceArn": "arn", "TemplateArn": "arn", "TenantArn": "tenant arn",
    "ReputationEntityReference": "tenant arn", "Domain": "domain", "SubscribedDomain": "domain", "EmailAddress": "contact",
    "OriginalMessageId": "inbound", "RuleSetName": "rule set", "OriginalRuleSetName": "rule set",
    "RuleName": "rule", "After": "rule", "FilterName": "filter", "SendingPoolName": "pool",
    "DestinationPoolName": "pool", "EmailIdentity": "identity", "NextToken": "token", "TagKeys": "tag",
}  # fmt: skip
POOL_OF_SHAPE = {
    "Identity": "identity", "Domain": "domain", "ConfigurationSetName": "configuration set",
    "EventDestinationName": "destination", "TemplateName": "template", "EmailTemplateName": "template",
    "ContactListName": "list", "TopicName": "topic", "ReceiptRuleName": "rule",
    "ReceiptRuleSetName": "rule set", "ReceiptFilterName": "filter", "PolicyName": "policy",
    "PoolName": "pool", "TenantName": "tenant", "JobId": "job", "ReportId": "report",
    "CampaignId": "campaign", "OutboundMessageId": "message", "EndpointName": "endpoint",
    "EndpointId": "endpoint id", "QueryIdentifier": "query", "TagKey": "tag",
}  # fmt: skip

_IDENTITY_ARN = _one_of(*(f"{_OURS}identity/{domain}" for domain in DOMAINS))
_LINK = _one_of("https://example.com/yes", "https://example.com/no?a=b")
MEMBERS: dict[str, Maker] = {
    "ApplicationArn": _one_of("arn:aws:mobiletargeting:us-east-1:123456789012:apps/0123456789abcdef"),
    "ArchiveArn": _one_of(f"{_OURS}mailmanager-archive/a-abcdefghijklmnopqrstuvwxyz"),
    "BounceSender": sender,
    "BucketName": _one_of(BUCKET),
    "CertificateArn": _one_of("arn:aws:acm:us-east-1:123456789012:certificate/shop"),
    "Charset": _one_of("UTF-8", "ISO-8859-1", "us-ascii"),
    "Cidr": _one_of("10.0.0.1", "10.0.0.0/24"),
    "ContentType": _one_of("text/plain", "image/png"),
    "CustomRedirectDomain": _one_of(*DOMAINS),
    "DefaultDimensionValue": _names("value"),
    "DeliveryStreamARN": _one_of(STREAM),
    "DeliveryStreamArn": _one_of(STREAM),
    "DimensionName": _names("dimension"),
    "DomainSigningSelector": _names("selector"),
    "EventBusArn": _one_of("arn:aws:events:us-east-1:123456789012:event-bus/default"),
    "FailureRedirectionURL": _LINK,
    "FeedbackForwardingEmailAddress": sender,
    "FeedbackForwardingEmailAddressIdentityArn": _IDENTITY_ARN,
    "FileName": _names("file"),
    "FromAddress": sender,
    "FromArn": _IDENTITY_ARN,
    "FromEmailAddress": sender,
    "FromEmailAddressIdentityArn": _IDENTITY_ARN,
    "FunctionArn": _one_of("arn:aws:lambda:us-east-1:123456789012:function:f"),
    "IAMRoleARN": _one_of(ROLE),
    "IamRoleArn": _one_of(ROLE),
    "InstanceARN": _one_of("arn:aws:connect:us-east-1:123456789012:instance/0123456789abcdef"),
    "Ip": _one_of(*IPS),
    "KmsKeyArn": _one_of("arn:aws:kms:us-east-1:123456789012:alias/aws/ses"),
    "MailFromDomain": _one_of(*(f"bounces.{domain}" for domain in DOMAINS)),
    "OrganizationArn": _one_of("arn:aws:workmail:us-east-1:123456789012:organization/m-0123456789abcdef0123456789abcdef"),
    "Recipients": _one_of("example.com", "ann@example.com", ".example.org"),
    "Region": _one_of("eu-west-1", "us-west-2"),
    "ReplyToAddresses": _one_of(*PEOPLE),
    "ReputationEntityPolicy": _one_of(*(f"arn:aws:ses:us-east-1:aws:reputation-policy/{name}" for name in ("standard", "strict", "none"))),
    "ReturnPath": sender,
    "ReturnPathArn": _IDENTITY_ARN,
    "S3Url": _one_of(SUPPRESSED_FILE, CONTACTS_FILE),
    "Sender": sender,
    "SmtpReplyCode": _one_of("550", "450"),
    "SnsTopic": _one_of(TOPIC),
    "Source": sender,
    "SourceArn": _IDENTITY_ARN,
    "Status": _one_of("5.1.1", "4.2.2"),
    "StatusCode": _one_of("5.1.1", "4.2.2"),
    "SuccessRedirectionURL": _LINK,
    "TopicARN": _one_of(TOPIC),
    "TopicArn": _one_of(TOPIC),
    "TrackedIsps": _one_of("Gmail", "Yahoo"),
    "WebsiteURL": _LINK,
}  # fmt: skip
SHAPES: dict[str, Maker] = {
    "Address": _one_of(*PEOPLE),
    "AdditionalContactEmailAddress": _one_of(*PEOPLE),
    "AttributesData": _one_of("{}", '{"name": "Ann"}', ""),
    "BlacklistItemName": _one_of(*IPS),
    "EmailAddress": _one_of(*PEOPLE),
    "ExtensionFieldName": _names("X-Field"),
    "EmailTemplateData": _one_of(*_DATA),
    "EmailTemplateHtml": _one_of(*_TEMPLATE_PARTS),
    "EmailTemplateSubject": _one_of(*_TEMPLATE_PARTS),
    "EmailTemplateText": _one_of(*_TEMPLATE_PARTS),
    "HtmlPart": _one_of(*_TEMPLATE_PARTS),
    "InsightsEmailAddress": _one_of(*PEOPLE),
    "MessageHeaderName": _names("X-Header"),
    "MetricDimensionValue": _one_of("example.com", "set-1", "Gmail"),
    "PrivateKey": _one_of("bm90IGEga2V5"),
    "RawMessageData": _one_of(*MAILS),
    "RawAttachmentData": _one_of(b"", b"\x00\x01data"),
    "SubjectPart": _one_of(*_TEMPLATE_PARTS),
    "TemplateContent": _one_of("<p>Confirm, please.</p>"),
    "TemplateData": _one_of(*_DATA),
    "TextPart": _one_of(*_TEMPLATE_PARTS),
}  # fmt: skip
TEXT = _one_of("plain", "plain", "x", "1", "value-1", "two words", "Grüße, 世界")

# Structures in which only one member may be given, of these or of all.
ALTERNATIVES: dict[str, tuple[str, ...]] = {
    "EventDestination": ("KinesisFirehoseDestination", "CloudWatchDestination", "SNSDestination"),
    "EventDestinationDefinition": (
        "KinesisFirehoseDestination", "CloudWatchDestination", "SnsDestination", "EventBridgeDestination",
        "PinpointDestination",
    ),
    "ReceiptAction": (
        "S3Action", "BounceAction", "WorkmailAction", "LambdaAction", "StopAction", "AddHeaderAction",
        "SNSAction", "ConnectAction",
    ),
    "EmailContent": ("Simple", "Raw", "Template"),
    "SigningScheme": ("DefaultScheme", "SmimeScheme"),
    "Template": ("TemplateName", "TemplateContent"),
    "ImportDestination": ("SuppressionListDestination", "ContactListDestination"),
    "ExportDataSource": ("MetricsDataSource", "MessageInsightsDataSource"),
}  # fmt: skip

# Members without which the rest is refused, though the model lets them be left out.
NEEDED: dict[str, tuple[str, ...]] = {
    "AssociateEmailIdentityCertificateRequest": ("FromAddress",),
    "Body": ("Text",),
    "BouncedRecipientInfo": ("BounceType",),
    "BulkEmailContent": ("Template",),
    "CreateTenantResourceAssociationRequest": ("TenantName",),
    "Destination": ("ToAddresses",),
    "EmailTemplateContent": ("Subject", "Text"),
    "EventDestinationDefinition": ("MatchingEventTypes",),
    "PutAccountSendingAttributesRequest": ("SendingEnabled",),
    "PutConfigurationSetSendingOptionsRequest": ("SendingEnabled",),
    "PutEmailIdentityFeedbackAttributesRequest": ("EmailForwardingEnabled",),
    "PutTenantSuppressionAttributesRequest": ("SuppressedReasons", "SuppressionScope"),
    "DomainDeliverabilityTrackingOption": ("Domain",),
    "PutDeliverabilityDashboardOptionRequest": ("SubscribedDomains",),
    "SetActiveReceiptRuleSetRequest": ("RuleSetName",),
    "SendBulkEmailRequest": ("FromEmailAddress",),
    "SendEmailRequest": ("FromEmailAddress", "Destination"),
    "Template": ("SubjectPart", "TextPart", "TemplateData"),
    "SendingOptions": ("SendingEnabled",),
    "UpdateAccountSendingEnabledRequest": ("Enabled",),
    "TrackingOptions": ("CustomRedirectDomain",),
}
# Members that fit only one call in many.
RARE = frozenset({
    "EndpointId", "FromArn", "FromEmailAddressIdentityArn", "FeedbackForwardingEmailAddress",
    "FeedbackForwardingEmailAddressIdentityArn", "ListManagementOptions", "NextToken",
    "ReturnPathArn", "SourceArn", "TemplateArn", "TenantName", "BounceSenderArn", "S3Url", "Tenant", "DkimSigningAttributes",
})  # fmt: skip
# Words that open what other calls need.
OPENING = {"FeatureStatus": "ENABLED"}

# Which call makes what a pool names.
MAKERS: dict[str, tuple[tuple[str, str], ...]] = {
    "identity": (("sesv2", "CreateEmailIdentity"), ("ses", "VerifyDomainIdentity")),
    "domain": (("sesv2", "PutDeliverabilityDashboardOption"),),
    "configuration set": (("sesv2", "CreateConfigurationSet"),),
    "destination": (
        ("ses", "CreateConfigurationSetEventDestination"),
        ("sesv2", "CreateConfigurationSetEventDestination"),
    ),
    "template": (
        ("ses", "CreateTemplate"),
        ("sesv2", "CreateEmailTemplate"),
        ("sesv2", "CreateCustomVerificationEmailTemplate"),
    ),
    "list": (("sesv2", "CreateContactList"),),
    "contact": (("sesv2", "CreateContact"), ("sesv2", "PutSuppressedDestination")),
    "rule set": (("ses", "CreateReceiptRuleSet"),),
    "rule": (("ses", "CreateReceiptRule"),),
    "filter": (("ses", "CreateReceiptFilter"),),
    "policy": (("sesv2", "CreateEmailIdentityPolicy"), ("ses", "PutIdentityPolicy")),
    "pool": (("sesv2", "CreateDedicatedIpPool"),),
    "tenant": (("sesv2", "CreateTenant"),),
    "tenant arn": (("sesv2", "CreateTenant"),),
    "arn": (("sesv2", "CreateTenantResourceAssociation"), ("sesv2", "CreateConfigurationSet")),
    "job": (("sesv2", "CreateExportJob"), ("sesv2", "CreateImportJob")),
    "report": (("sesv2", "CreateDeliverabilityTestReport"),),
    "campaign": (("sesv2", "ListDomainDeliverabilityCampaigns"),),
    "message": (("sesv2", "SendEmail"), ("ses", "SendEmail")),
    "endpoint": (("sesv2", "CreateMultiRegionEndpoint"),),
    "inbound": (("ses", "CreateReceiptRule"), ("ses", "SetActiveReceiptRuleSet")),
}
_VDM, _DASHBOARD = (
    ("sesv2", "PutAccountVdmAttributes"),
    ("sesv2", "PutDeliverabilityDashboardOption"),
)
_SENDING = ("sesv2", "PutAccountSendingAttributes")
# What else has to be called first.
FIRST: dict[str, tuple[tuple[str, str], ...]] = {
    "BatchGetMetricData": (_VDM,),
    "CreateContactList": (("sesv2", "DeleteContactList"),),
    "CreateDeliverabilityTestReport": (_DASHBOARD, _SENDING),
    "CreateExportJob": (_VDM,),
    "CancelExportJob": (_VDM,),
    "GetExportJob": (_VDM,),
    "GetDeliverabilityTestReport": (_DASHBOARD, _SENDING),
    "GetDomainDeliverabilityCampaign": (_DASHBOARD, ("sesv2", "SendEmail"), ("ses", "SendEmail")),
    "GetMessageInsights": (_VDM,),
    "ListDeliverabilityTestReports": (_DASHBOARD,),
    "ListDomainDeliverabilityCampaigns": (("sesv2", "SendEmail"),),
    "ListEmailIdentityCertificates": (("sesv2", "AssociateEmailIdentityCertificate"),),
    "SendEmail": (_SENDING,),
    "SendRawEmail": (_SENDING,),
    "SendTemplatedEmail": (_SENDING,),
    "SendBulkTemplatedEmail": (_SENDING,),
    "SendBulkEmail": (_SENDING,),
    "SendBounce": (_SENDING,),
    "SendCustomVerificationEmail": (
        _SENDING,
        *(("sesv2", "CreateCustomVerificationEmailTemplate"),) * 6,
    ),
    "UpdateConfigurationSetTrackingOptions": (("ses", "CreateConfigurationSetTrackingOptions"),),
    "DeleteConfigurationSetTrackingOptions": (("ses", "CreateConfigurationSetTrackingOptions"),),
}
# And what has to happen.
MAIL_COMES_IN, TIME_PASSES = "mail comes in", "time passes"
HAPPENING_FIRST = {"SendBounce": MAIL_COMES_IN, "PutAccountPricingAttributes": TIME_PASSES}
