"""Texts that nobody has quoted from Amazon yet: ours, in one table, until the real one is seen.

The situations are documented, their codes mostly too; only the words are guessed. What stands in
braces is filled in by who raises it. `docs/fidelity.md` prints the table.
"""

from __future__ import annotations

GUESSES: dict[str, str] = {}  # text to what it stands for


def _guess(about: str, text: str) -> str:
    GUESSES[text] = about
    return text


SIGNATURE_EXPIRED = _guess(
    "a request signed more than 15 minutes ago (the text that other services have)",
    "Signature expired: {signed_at} is now earlier than {earliest} ({now} - 15 min.)",
)
SIGNATURE_NOT_YET_CURRENT = _guess(
    "a request signed more than 15 minutes ahead (the text that other services have)",
    "Signature not yet current: {signed_at} is still later than {latest} ({now} + 15 min.)",
)
NO_RECIPIENTS = _guess("a message without recipients", "There are no recipients specified")
NO_BODY = _guess("a message without a body", "Message body must have a Text or an Html part.")
NOT_ONE_CONTENT = _guess(
    "v2 content that is none or several of Simple, Raw, Template",
    "Exactly one of Simple, Raw and Template must be specified.",
)
NOT_ONE_TEMPLATE = _guess(
    "a v2 send with none or several of TemplateName, TemplateArn, TemplateContent",
    "Exactly one of TemplateName, TemplateArn and TemplateContent must be specified.",
)
TOO_MANY_DESTINATIONS = _guess(
    "a bulk send to more than 50 destinations", "Number of destinations exceeds {maximum}."
)
NO_DESTINATIONS = _guess("a bulk send to nobody", "There are no destinations specified")
MAIL_FROM_NOT_VERIFIED = _guess(
    "a custom MAIL FROM domain without its record, whose owner wants messages refused",
    "Mail FROM domain is not verified",
)
ACCOUNT_PAUSED = _guess(
    "the account's owner has switched sending off", "Sending is paused for this account"
)
MALFORMED_ARN = _guess("a malformed identity ARN", "Invalid ARN: {arn}")
FOREIGN_IDENTITY = _guess(
    "another account's or region's identity ARN in a management call",
    "Identity <{arn}> is not owned by account {account_id}.",
)
TOO_MANY_IDENTITIES = _guess(
    "more than 100 identities in one read", "At most 100 identities may be specified at a time."
)
TOO_MANY_IDENTITIES_IN_REGION = _guess(
    "more than 10,000 identities in a region",
    "The maximum number of identities for this account has been reached: {maximum}.",
)
KEY_LENGTH_CHANGED_TODAY = _guess(
    "a second change of the DKIM key length within 24 hours",
    "The DKIM signing key length can be changed only once in 24 hours.",
)
DKIM_SETTINGS_OF_AN_ADDRESS = _guess(
    "DKIM settings in the creation of an address identity",
    "DKIM signing attributes can only be specified for a domain.",
)
NOT_ONE_DKIM_METHOD = _guess(
    "DKIM settings of several methods at once",
    "The DKIM signing attributes do not fit the signing attributes origin.",
)
NO_OWN_KEY = _guess(
    "Bring Your Own DKIM without a selector or without a private key",
    "DomainSigningSelector and DomainSigningPrivateKey must both be specified.",
)
ORIGIN_IN_ATTRIBUTES = _guess(
    "an origin inside of the signing attributes of PutEmailIdentityDkimSigningAttributes",
    "DomainSigningAttributesOrigin is not allowed here; use SigningAttributesOrigin.",
)
TOO_MANY_POLICIES = _guess(
    "more than 20 policies in one read", "At most 20 policies may be specified at a time."
)
BAD_TOPIC = _guess("an SNS topic that is no ARN of one", "SNS topic <{topic}> is not valid.")
TOPICS_NEEDED = _guess(
    "feedback forwarding switched off without both topics",
    "Feedback forwarding can only be disabled when bounce and complaint topics are set.",
)
TOO_MANY_CONFIGURATION_SETS = _guess(
    "more configuration sets than an account may have",
    "Number of configuration sets exceeds max allowed number of {maximum}.",
)
TOO_MANY_TEMPLATES = _guess(
    "more e-mail templates than an account may have",
    "Number of templates exceeds max allowed number of {maximum}.",
)
TEMPLATE_NAME = _guess(
    "a template's name that is empty, too long, or has other characters",
    "Template name can contain alphanumeric characters, underscores(_) and hyphens(-). It can "
    "contain up to {maximum} characters.",
)
NO_TEMPLATE_BODY = _guess(
    "a template with neither a text nor an html part",
    "The text part or the HTML part must be specified.",
)
TEMPLATE_TOO_LARGE = _guess(
    "a template of more than 500 KB", "Template is more than {maximum} bytes long: '{size}'."
)
INVALID_TEMPLATE = _guess("a template that does not compile", "Template is invalid: {reason}")
RENDERING_TOO_LARGE = _guess(
    "a template whose rendering has no reasonable end", "Template cannot be rendered: {reason}"
)
EMPTY_FROM = _guess("a raw mail with a blank From header", "Empty required header 'From'.")
EXPECTED_MIME_TYPE = _guess(
    "a Content-Type without a type (JavaMail's text)", "Expected MIME type, got {got}"
)
EXPECTED_SUBTYPE = _guess(
    "a Content-Type without a subtype (JavaMail's text)", "Expected MIME subtype, got {got}"
)
EXPECTED_PARAMETER = _guess(
    "a MIME header with something else than a parameter after its value (JavaMail's text)",
    "Expected ';', got '{got}'",
)
EXPECTED_PARAMETER_NAME = _guess(
    "a MIME parameter without a name (JavaMail's text)", "Expected parameter name, got '{got}'"
)
EXPECTED_PARAMETER_VALUE = _guess(
    "a MIME parameter without a value (JavaMail's text)", "Expected parameter value, got '{got}'"
)
UNBALANCED_COMMENTS = _guess(
    "a MIME header with an open parenthesis (JavaMail's text)", "Unbalanced comments"
)
UNBALANCED_QUOTES = _guess(
    "a MIME header with an open quotation mark (JavaMail's text)", "Unbalanced quoted string"
)
TOO_MANY_PARTS = _guess(
    "a raw mail of more MIME parts than sesfake looks through",
    "Message has more than {maximum} MIME parts.",
)
TOO_DEEP = _guess(
    "a raw mail whose MIME parts are nested deeper than sesfake looks",
    "MIME parts are nested more than {maximum} deep.",
)
FORBIDDEN_FILE = _guess(
    "an attachment with an extension that Amazon does not deliver", "Illegal filename '{name}'."
)
FORBIDDEN_CUSTOM_HEADER = _guess(
    "a custom header that SES writes itself", "Illegal header '{name}'."
)
TOO_MANY_CUSTOM_HEADERS = _guess(
    "more than 15 custom headers", "Custom header count exceeds {maximum}."
)
CUSTOM_HEADER_TOO_LONG = _guess(
    "a custom header of more than 996 characters",
    "Header '{name}' is more than {maximum} characters long.",
)
INVALID_TAG_NAME = _guess(
    "a message tag's name with other characters than Amazon takes",
    "Invalid tag name <{text}>: only alphanumeric ASCII characters, '_', and '-' are allowed.",
)
EMPTY_TAG = _guess("a message tag with an empty name or value", "The tag {what} must not be empty.")
TAG_TOO_LONG = _guess(
    "a message tag's name or value of more than 256 characters",
    "Invalid tag {what} <{text}>: at most {maximum} characters are allowed.",
)
DUPLICATE_TAG = _guess("a message tag given twice", "Duplicate tag name <{name}>.")
VERIFICATION_TEMPLATE_NAME = _guess(
    "a custom verification template's name that is empty or of more than 64 characters",
    "The custom verification email template name must have 1 to {maximum} characters.",
)
VERIFICATION_CONTENT_TOO_LARGE = _guess(
    "the content of a custom verification template of more than 10 MB",
    "Template content is more than {maximum} bytes long: '{size}'.",
)
TOO_MANY_VERIFICATION_TEMPLATES = _guess(
    "more than 50 custom verification templates",
    "Number of custom verification email templates exceeds max allowed number of {maximum}.",
)
INVALID_DESTINATION = _guess(
    "an address for the suppression list that is none, or has a display name",
    "Email address {address} is invalid.",
)
SANDBOX = _guess(
    "a custom verification mail from an account in the sandbox",
    "Production access has not been granted for this account.",
)
TOO_MANY_EVENT_DESTINATIONS = _guess(
    "more event destinations than a configuration set may have",
    "Number of event destinations for configuration set <{name}> exceeds max allowed number of "
    "{maximum}.",
)
NO_EVENT_DESTINATION_NAME = _guess(
    "an event destination with an empty name", "The event destination name must be specified."
)
INVALID_TARGET_ARN = _guess(
    "an event destination whose topic, stream, role or bus is no ARN of one that events can be "
    "published to",
    "Invalid {what} ARN provided: {arn}.",
)
TOO_MANY_DIMENSIONS = _guess(
    "an event destination of more than 10 CloudWatch dimensions",
    "CloudWatch metrics dimension configuration list cannot have more than {maximum} elements.",
)
DIMENSION_NAME = _guess(
    "a CloudWatch dimension's name that is empty, too long, or has other characters",
    "Invalid CloudWatch dimension name <{name}>: only 1 to {maximum} alphanumeric ASCII "
    "characters, '_', '-', and ':' are allowed.",
)
DIMENSION_DEFAULT = _guess(
    "a CloudWatch dimension's default value that is empty, too long, or has other characters",
    "Invalid CloudWatch default dimension value <{value}>: only 1 to {maximum} alphanumeric ASCII "
    "characters, '_', '-', '@', and '.' are allowed.",
)
DIMENSION_HEADER = _guess(
    "a CloudWatch dimension of a header that SES does not take for one",
    "Invalid CloudWatch dimension name <{name}>: this email header cannot be used.",
)
PINPOINT_SUBSCRIPTION = _guess(
    "subscription events for Pinpoint, which knows none",
    "The event type SUBSCRIPTION is not supported for Pinpoint destinations.",
)
NOT_ONE_SIGNING_SCHEME = _guess(
    "a signing scheme that is none or several of DefaultScheme and SmimeScheme",
    "Exactly one of DefaultScheme and SmimeScheme must be specified.",
)
NOT_VALIDATED = _guess(
    "the diagnostic of a bounce for an address that auto validation did not pass",
    "Amazon SES did not send the message to this address because it did not meet your email "
    "validation threshold.",
)
ATTRIBUTES_NO_OBJECT = _guess(
    "attributes of a contact that are not a JSON object",
    "AttributesData must be a valid JSON object.",
)
UNSUBSCRIBED = _guess(
    "the diagnostic of a bounce for a contact who has unsubscribed",
    "Amazon SES did not send the message to this address because it has unsubscribed from your "
    "contact list.",
)
EXPIRED = _guess(
    "the diagnostic of a bounce for a message that could not be delivered in time",
    "smtp; 550 4.4.7 Message expired: unable to deliver in {minutes} minutes."
    "<421 4.4.1 Unable to connect to remote host>",
)
RETURNED_BY_SES = _guess(
    "the text of the mail about a bounce that SES has made itself, before the recipients",
    "An error occurred while trying to deliver the mail to the following recipients:",
)
TEMPORARY = _guess(
    "what is behind the status of a soft bounce, in the mail about it", "(temporary failure)"
)
COMPLAINT_SUBJECT = _guess(
    "the subject of the mail about a complaint", "complaint about message from {ip}"
)
COMPLAINT_TEXT = _guess(
    "the text of the mail about a complaint (that of the sample in RFC 5965)",
    "This is an email abuse report for an email message received from IP {ip} on {date}. For more "
    "information about this format please see http://www.mipassoc.org/arf/.",
)
NO_COMPLAINT_TYPE = _guess(
    "the Feedback-Type of the mail about a complaint of which there was no report", "other"
)
NO_USER_AGENT = _guess(
    "the User-Agent of the mail about a complaint of which there was no report", "Amazon SES"
)
AUTO_REPLY_SUBJECT = _guess(
    "the subject of an automatic answer, which SES forwards", "Out of Office"
)
AUTO_REPLY_TEXT = _guess(
    "the text of an automatic answer, which SES forwards", "I am out of the office."
)
VALIDATION_SUBJECT = _guess(
    "the subject of the message that SES publishes to see whether an event destination's topic "
    "takes it",
    "Amazon SES Email Event Notification",
)
TOPIC_NOT_PUBLISHED = _guess(
    "an event destination's topic that SES cannot publish to (the end of the text)",
    "Could not publish message to SNS topic <{topic}>.",
)
TOPIC_OF_IDENTITY_NOT_PUBLISHED = _guess(
    "an identity's topic that SES cannot publish to (the end of the text)",
    "SNS topic <{topic}> does not exist or cannot be published to.",
)
ROLE_NOT_ASSUMED = _guess(
    "an event destination's role that SES cannot assume (the end of the text)",
    "Could not assume IAM role <{role}>.",
)
STREAM_NOT_ACCESSED = _guess(
    "an event destination's delivery stream that is not there (the end of the text)",
    "Could not access Kinesis Firehose Stream <{stream}>.",
)
TOO_MANY_TENANTS = _guess(
    "more tenants than an account may have",
    "Number of tenants exceeds max allowed number of {maximum}.",
)
TENANT_PAUSED = _guess(
    "a send in the name of a tenant whose sending is disabled",
    "Sending is paused for tenant {name}",
)
BAD_SENDING_STATUS = _guess(
    "a sending status to list tenants by that is none", "Invalid sending status {status} specified."
)
TOPIC_GONE_SUBJECT = _guess(
    "the subject of the mail about a feedback topic that does not take notifications",
    "Amazon SES removed the {type} notification topic of {identity}",
)
TOPIC_GONE = _guess(
    "the mail about a feedback topic that does not take notifications",
    "Amazon SES could not publish a {type} notification for the identity {identity} to the Amazon "
    "SNS topic {topic}:\n\n{reason}\n\nThe topic was removed from the identity, and email "
    "feedback forwarding is enabled again.\n",
)
ACCOUNT_SUSPENDED = _guess(
    "a send from an account that Amazon has suspended for good",
    "The account's ability to send email has been permanently restricted.",
)
DETAILS_UNDER_REVIEW = _guess(
    "account details while a request for production access is under review",
    "Account details cannot be updated while they are under review.",
)
REQUEST_RECEIVED = _guess(
    "the mail about a request for production access",
    "We have received your request for production access. We usually answer within 24 hours.",
)
REQUEST_GRANTED = _guess(
    "the mail about production access that is granted",
    "Your account has been moved out of the sandbox. You may now send to any address; you still "
    "have to verify the identities that you send from.",
)
REQUEST_DENIED = _guess(
    "the mail about production access that is denied, before the reasons",
    "We cannot grant your request for production access:",
)
HOW_TO_REPLY = _guess(
    "the mail about production access that is denied, after the reasons",
    "If you would like us to look at it again, reply to this email; do not open a new case. Tell "
    "us more about how your recipients opt in, add a sample of the email with which they confirm "
    "it, and link to your privacy policy and to the page where they unsubscribe.",
)
REPLY_LACKS = _guess(
    "the mail about a reply to a rejection that does not tell all, before what is missing",
    "Before we can look at your request again, please also send us:",
)
ISSUE = _guess("the issue in mails about probation and suspension", "There is an issue: {reason}.")
ISSUE_OF_BOUNCES = _guess(
    "the issue of bounces, in the same mails",
    "There is an issue with bounces: the bounce rate of your account is too high.",
)
ISSUE_OF_COMPLAINTS = _guess(
    "the issue of complaints, in the same mails",
    "There is an issue with complaints: the complaint rate of your account is too high.",
)
ON_PROBATION = _guess(
    "the mail about a probation",
    "Your account is on probation until {deadline}. You can go on sending. If the issue is not "
    "resolved by then, we may suspend your ability to send. If you think that you have resolved "
    "it, reply to this email.",
)
SUSPENDED = _guess("the mail about a suspension", "You can no longer send email with Amazon SES.")
SUSPENDED_EXPIRED = _guess(
    "the mail about a suspension after a probation",
    "Your probation period has expired and the issue has not been resolved.",
)
SUSPENDED_SEVERE = _guess(
    "the mail about a suspension without a probation",
    "It is so severe that we have suspended you without a probation period.",
)
SUSPENDED_REPEATED = _guess(
    "the mail about a suspension after repeated probations",
    "You have a history of repeated probations for this issue, and it has come back.",
)
SUSPENDED_FOR_GOOD = _guess(
    "the mail about a suspension that no appeal lifts",
    "This decision is final, and we do not accept appeals.",
)
HOW_TO_APPEAL = _guess(
    "the end of the mail about a suspension",
    "When you have fixed the issue, appeal by replying to this email. Explain how the problem "
    "occurred, list the changes that you have already made, and explain why they will prevent it "
    "from happening again.",
)
REQUESTED = _guess(
    "the mail about a probation or a suspension, before what an appeal is asked for besides",
    "In your appeal, please also send us:",
)
APPEAL_LACKS = _guess(
    "the answer to an appeal that does not tell all, before what is missing",
    "Before we can make a decision on your appeal, please also send us:",
)
ONLY_PLANNED = _guess(
    "the answer to an appeal whose changes are all planned",
    "You told us what you are going to change. Please contact us again once the changes are in "
    "place.",
)
REINSTATED = _guess(
    "the mail about a reinstatement",
    "Your account is healthy again, and nothing stands against sending with Amazon SES.",
)
RESOLVED = _guess(
    "the mail about a probation that ends well",
    "The issue has been resolved. Your probation is over.",
)
RECORDS_SUBJECT = _guess(
    "the subject of the mail about records in DNS that were found, or are missing",
    "Amazon SES {about} {outcome} for {name} in {region} region",
)
RECORDS_FOUND = _guess(
    "the mail about records in DNS that were found",
    "The {about} of {name} in the {region} region is complete: Amazon SES has found its DNS "
    "records.",
)
RECORDS_NOT_FOUND = _guess(
    "the mail about records in DNS that nobody has published in 72 hours",
    "The {about} of {name} in the {region} region has failed: Amazon SES could not find the "
    "required DNS records. To try again, start the setup from the beginning.",
)
RECORDS_MISSING = _guess(
    "the mail about records in DNS that have vanished",
    "Amazon SES can no longer find the DNS records of the {about} of {name} in the {region} "
    "region. Unless they are published again within 72 hours, it will be revoked.",
)
RECORDS_BACK = _guess(
    "the mail about records in DNS that have come back in time",
    "Amazon SES has found the DNS records of the {about} of {name} in the {region} region again. "
    "It will not be revoked.",
)
RECORDS_LOST = _guess(
    "the mail about records in DNS that have not come back",
    "The {about} of {name} in the {region} region has been revoked: Amazon SES could not find the "
    "required DNS records. To use it again, start the setup from the beginning.",
)
