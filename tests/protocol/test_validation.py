"""The model's constraints and AWS's wording, both sides of each bound."""

import time

import pytest
from botocore.model import ServiceModel

from sesfake import errors
from sesfake.protocol.validation import compile_java, validate

from .botocore_side import of_today, operation

NULL = "failed to satisfy constraint: Member must not be null"


def complaint(service, name, parameters):
    """The text of the refusal, or None."""
    try:
        validate(operation(service, name).input_shape, parameters)
    except errors.ConstraintViolated as error:
        return error.message
    return None


def send(**content):
    return {"Content": {"Simple": {"Subject": {"Data": ""}, "Body": {}, **content}}}


CASES = [
    # resources 0.2, "head, one"
    (
        "sesv2",
        "SendEmail",
        {"Content": {"Simple": {"Body": {}}}},
        f"1 validation error detected: Value at 'content.simple.subject' {NULL}",
    ),
    # resources 0.2, "head, several"; sending 3: message before destination
    (
        "ses",
        "SendEmail",
        {"Source": "a@example.com"},
        f"2 validation errors detected: Value at 'message' {NULL}; Value at 'destination' {NULL}",
    ),
    # resources 0.2, pattern; "empty string on pattern+min length": length, then pattern
    (
        "ses",
        "CreateReceiptRuleSet",
        {"RuleSetName": "a b"},
        (
            "1 validation error detected: Value at 'ruleSetName' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: ^[a-zA-Z0-9_.-]+$"
        ),
    ),
    (
        "ses",
        "CreateReceiptRuleSet",
        {"RuleSetName": ""},
        (
            "2 validation errors detected: Value '' at 'ruleSetName' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1; Value '' at 'ruleSetName' failed "
            "to "
            "satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9_.-]+$"
        ),
    ),
    # sending 3: PutAccountDetails, pattern and then length
    (
        "sesv2",
        "PutAccountDetails",
        {"MailType": "MARKETING", "WebsiteURL": "http://x/#" + "\n" * 1000},
        (
            "2 validation errors detected: Value at 'websiteURL' failed to satisfy constraint: "
            "Member "
            "must satisfy regular expression pattern: "
            r"^(([^:/?#]+):)?(//([^/?#]*))?([^?#]*)(\?([^#]*))?(#(.*))?; Value at 'websiteURL' "
            r"failed "
            "to satisfy constraint: Member must have length less than or equal to 1000"
        ),
    ),
    # resources 0.2, enum; sending 3
    (
        "ses",
        "PutConfigurationSetDeliveryOptions",
        {"ConfigurationSetName": "c", "DeliveryOptions": {"TlsPolicy": "REQUIRE"}},
        (
            "1 validation error detected: Value at 'deliveryOptions.tlsPolicy' failed to satisfy "
            "constraint: Member must satisfy enum value set: [Optional, Require]"
        ),
    ),
    # resources 0.2, list of enum, the verbatim sample of v1
    (
        "ses",
        "CreateConfigurationSetEventDestination",
        {
            "ConfigurationSetName": "c",
            "EventDestination": {"Name": "d", "MatchingEventTypes": ["send", "deliveryDelay"]},
        },
        (
            "1 validation error detected: Value at 'eventDestination.matchingEventTypes' failed to "
            "satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value "
            "set: "
            "[click, bounce, send, open, complaint, delivery, renderingFailure, reject]]"
        ),
    ),
    # resources 0.2, list of enum in v2
    (
        "sesv2",
        "PutAccountSuppressionAttributes",
        {"SuppressedReasons": ["BOUNCE", "SPAM", "BOREDOM"]},
        (
            "1 validation error detected: Value at 'suppressedReasons' failed to satisfy "
            "constraint: "
            "Member must satisfy constraint: [Member must satisfy enum value set: [BOUNCE, "
            "COMPLAINT]]"
        ),
    ),
    # resources 3.3: Put's list of reasons has its own text
    (
        "sesv2",
        "PutConfigurationSetSuppressionOptions",
        {"ConfigurationSetName": "c", "SuppressedReasons": ["SPAM"]},
        None,
    ),
    # resources 0.2, number with its value
    (
        "sesv2",
        "ListMultiRegionEndpoints",
        {"PageSize": 0},
        (
            "1 validation error detected: Value '0' at 'pageSize' failed to satisfy constraint: "
            "Member must have value greater than or equal to 1"
        ),
    ),
    (
        "sesv2",
        "ListMultiRegionEndpoints",
        {"PageSize": 1001},
        (
            "1 validation error detected: Value '1001' at 'pageSize' failed to satisfy constraint: "
            "Member must have value less than or equal to 1000"
        ),
    ),
    # resources 0.2, empty token with its value; the base64 pattern takes an empty string
    (
        "sesv2",
        "ListMultiRegionEndpoints",
        {"NextToken": ""},
        (
            "1 validation error detected: Value '' at 'nextToken' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1"
        ),
    ),
    # resources 0.2, paths: first letter lowered only, list index from 1 with .member
    (
        "ses",
        "CreateReceiptRule",
        {
            "RuleSetName": "s",
            "Rule": {"Name": "r", "Actions": [{}, {"SNSAction": {"Encoding": "utf8"}}]},
        },
        (
            "2 validation errors detected: Value at 'rule.actions.2.member.sNSAction.encoding' "
            "failed "
            "to satisfy constraint: Member must satisfy enum value set: [Base64, UTF-8]; "
            f"Value at 'rule.actions.2.member.sNSAction.topicArn' {NULL}"
        ),
    ),
    # resources 5.3, order of violations inside one action
    (
        "ses",
        "CreateReceiptRule",
        {"RuleSetName": "s", "Rule": {"Name": "r", "Actions": [{"BounceAction": {}}]}},
        (
            "3 validation errors detected: "
            f"Value at 'rule.actions.1.member.bounceAction.smtpReplyCode' {NULL}; "
            f"Value at 'rule.actions.1.member.bounceAction.sender' {NULL}; "
            f"Value at 'rule.actions.1.member.bounceAction.message' {NULL}"
        ),
    ),
    # resources 5.2, CloneReceiptRuleSet
    (
        "ses",
        "CloneReceiptRuleSet",
        {},
        (
            f"2 validation errors detected: Value at 'originalRuleSetName' {NULL}; "
            f"Value at 'ruleSetName' {NULL}"
        ),
    ),
    # sending 3: header name missing
    (
        "sesv2",
        "SendEmail",
        send(Headers=[{"Value": "x"}]),
        f"1 validation error detected: Value at 'content.simple.headers.1.member.name' {NULL}",
    ),
    # A map: AWS's wording elsewhere
    (
        "sesv2",
        "ListTenants",
        {"Filter": {"COLOUR": ""}},
        (
            "2 validation errors detected: Value at 'filter' failed to satisfy constraint: Map "
            "keys "
            "must satisfy constraint: [Member must satisfy enum value set: [TENANT_NAME_CONTAINS, "
            "SENDING_STATUS]]; Value at 'filter' failed to satisfy constraint: Map value must "
            "satisfy "
            "constraint: [Member must have length greater than or equal to 1]"
        ),
    ),
    # A null in a list
    (
        "sesv2",
        "PutAccountSuppressionAttributes",
        {"SuppressedReasons": [None]},
        (
            "1 validation error detected: Value at 'suppressedReasons' failed to satisfy "
            "constraint: "
            "Member must satisfy constraint: [Member must not be null]"
        ),
    ),
    # What is left to an operation does not shield what comes after it.
    (
        "sesv2",
        "TagResource",
        {},
        (
            "1 validation error detected: Value at 'tags' failed to satisfy constraint: "
            "Member must not be null"
        ),
    ),
]


@of_today
@pytest.mark.parametrize(("service", "name", "parameters", "text"), CASES)
def test_violations_are_told_in_amazons_words(service, name, parameters, text):
    assert complaint(service, name, parameters) == text


def header(name="X-A", value="v"):
    return send(Headers=[{"Name": name, "Value": value}])


@of_today
@pytest.mark.parametrize(
    ("service", "name", "good", "bad", "constraint"),
    [
        # resources 2.9: policy names of 1 to 64
        *(
            (
                "ses",
                "DeleteIdentityPolicy",
                {"Identity": "a", "PolicyName": good},
                {"Identity": "a", "PolicyName": bad},
                f"length {bound}",
            )
            for good, bad, bound in (
                ("p", "", "greater than or equal to 1"),
                ("p" * 64, "p" * 65, "less than or equal to 64"),
                # code points, not UTF-16 units
                ("\U0001d518" * 64, "\U0001d518" * 65, "less than or equal to 64"),
            )
        ),
        # The model: MessageHeaderName and MessageHeaderValue
        (
            "sesv2",
            "SendEmail",
            header(name="X" * 126),
            header(name="X" * 127),
            "length less than or equal to 126",
        ),
        ("sesv2", "SendEmail", header(name="X-A"), header(name="X:A"), "pattern"),
        ("sesv2", "SendEmail", header(value="v v"), header(value="v\nv"), "pattern"),
        ("sesv2", "SendEmail", header(value="v"), header(value="v\n"), "pattern"),
        # The model: at most 15 headers
        (
            "sesv2",
            "SendEmail",
            send(Headers=[{"Name": "a", "Value": "b"}] * 15),
            send(Headers=[{"Name": "a", "Value": "b"}] * 16),
            "length less than or equal to 15",
        ),
        # resources 3.3: maxDeliverySeconds 300..50400
        *(
            (
                "sesv2",
                "PutConfigurationSetDeliveryOptions",
                {"ConfigurationSetName": "c", "MaxDeliverySeconds": good},
                {"ConfigurationSetName": "c", "MaxDeliverySeconds": bad},
                f"value {bound}",
            )
            for good, bad, bound in (
                (300, 299, "greater than or equal to 300"),
                (50400, 50401, "less than or equal to 50400"),
            )
        ),
        # templates: TemplateData of 262144
        (
            "ses",
            "SendTemplatedEmail",
            {"Source": "a", "Destination": {}, "Template": "t", "TemplateData": "x" * 262144},
            {"Source": "a", "Destination": {}, "Template": "t", "TemplateData": "x" * 262145},
            "length less than or equal to 262144",
        ),
        # sending 13: AdditionalContactEmailAddresses, 1 to 4 of them, 6 to 254 characters
        *(
            (
                "sesv2",
                "PutAccountDetails",
                {
                    "MailType": "MARKETING",
                    "WebsiteURL": "http://x",
                    "AdditionalContactEmailAddresses": good,
                },
                {
                    "MailType": "MARKETING",
                    "WebsiteURL": "http://x",
                    "AdditionalContactEmailAddresses": bad,
                },
                constraint,
            )
            for good, bad, constraint in (
                (["a@b.co"] * 4, ["a@b.co"] * 5, "length less than or equal to 4"),
                (["a@b.co"], [], "length greater than or equal to 1"),
                (["a@b.co"], ["a@b.c"], "length greater than or equal to 6"),
                (["a@b.co"], ["a-b-co"], "pattern: ^(.+)@(.+)$"),
                # Java's dot stops at the line separator
                (["a@b.co\t"], ["a@b.co\u2028"], "pattern: ^(.+)@(.+)$"),
            )
        ),
    ],
)
def test_one_side_of_a_bound_passes_and_the_other_fails(service, name, good, bad, constraint):
    assert complaint(service, name, good) is None
    assert constraint in complaint(service, name, bad)


@of_today
@pytest.mark.parametrize(
    ("shape", "values"),
    [
        # resources: 2.7, 3.3, 5.3, 5.4, 6.1, 8, 9 and 10
        ("ses BehaviorOnMXFailure", "RejectMessage, UseDefaultValue"),
        ("sesv2 BehaviorOnMxFailure", "REJECT_MESSAGE, USE_DEFAULT_VALUE"),
        ("sesv2 HttpsPolicy", "OPTIONAL, REQUIRE, REQUIRE_OPEN_ONLY"),
        ("ses TlsPolicy", "Optional, Require"),
        ("sesv2 TlsPolicy", "OPTIONAL, REQUIRE"),
        ("sesv2 FeatureStatus", "ENABLED, DISABLED"),
        ("ses InvocationType", "RequestResponse, Event"),
        ("ses StopScope", "RuleSet"),
        ("ses ReceiptFilterPolicy", "Allow, Block"),
        ("sesv2 SubscriptionStatus", "OPT_OUT, OPT_IN"),
        ("sesv2 SuppressionListScope", "TENANT, ACCOUNT"),
        ("sesv2 MailType", "MARKETING, TRANSACTIONAL"),
        ("sesv2 ContactLanguage", "EN, JA"),
        (
            "sesv2 Metric",
            (
                "DELIVERY_COMPLAINT, CLICK, SEND, OPEN, COMPLAINT, DELIVERY, DELIVERY_OPEN, "
                "PERMANENT_BOUNCE, DELIVERY_CLICK, TRANSIENT_BOUNCE"
            ),
        ),
    ],
)
def test_enum_values_come_in_the_services_own_order(shape, values):
    service, name = shape.split()
    structure = structure_of(operation(service, "SendEmail").service_model.shape_for(name))
    with pytest.raises(errors.ConstraintViolated, match="1 validation error") as raised:
        validate(structure, {"It": "nonsense"})
    assert raised.value.message.endswith(f"[{values}]")


def structure_of(shape):
    description = {
        "metadata": {"protocol": "query"},
        "operations": {},
        "shapes": {
            "Whole": {"type": "structure", "members": {"It": {"shape": shape.name}}},
            shape.name: {"type": shape.type_name, **shape.metadata},
        },
    }
    return ServiceModel(description, "sample").shape_for("Whole")


def test_an_operation_without_input_has_nothing_to_violate():
    validate(None, {})


def test_what_is_wrong_deep_inside_is_looked_at_once():
    looks = []

    class Text(str):
        __slots__ = ()

        def __len__(self):
            looks.append(self)
            return 0

    deep = {"Content": {"Template": {"TemplateName": Text("a")}}}

    assert "'content.template.templateName'" in complaint("sesv2", "SendEmail", deep)
    assert len(looks) == 1


def test_a_blob_is_measured_in_bytes():
    description = {
        "metadata": {"protocol": "query"},
        "operations": {},
        "shapes": {
            "Whole": {"type": "structure", "members": {"It": {"shape": "Data"}}},
            "Data": {"type": "blob", "max": 2},
        },
    }
    shape = ServiceModel(description, "sample").shape_for("Whole")
    validate(shape, {"It": b"ab"})
    with pytest.raises(errors.ConstraintViolated):
        validate(shape, {"It": "é".encode() + b"a"})


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (r"\w+", "é", False),
        (r"\d", "٣", False),
        (r"a.b", "a\rb", False),
        (r"a[.]b", "a.b", True),
        (r"a\.b", "axb", False),
        (r"^a$", "a\n", False),
        (r"role(\u002F)", "role/", True),
    ],
)
def test_patterns_mean_what_they_mean_in_java(pattern, text, matches):
    assert bool(compile_java(pattern).fullmatch(text)) is matches


def test_a_pattern_that_python_cannot_say_is_not_checked():
    assert compile_java(r"\p{L}+") is None
    assert compile_java(r"[a-z&&[^b]]") is None


def test_a_long_row_of_at_signs_is_soon_found_wrong():
    start = time.process_time()

    matches = compile_java("^(.+)@(.+)$")

    assert matches.fullmatch("@" * 100_000 + "\n") is None
    assert [bool(matches.fullmatch(text)) for text in ("a@b", "@@@", "@@", "a@", "@b", "ab")] == [
        True, True, False, False, False, False,
    ]  # fmt: skip
    assert time.process_time() - start < 5  # what grows by squares takes minutes
