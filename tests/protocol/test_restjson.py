"""The JSON of v2, beyond what botocore itself would write."""

import json
from datetime import datetime, timezone
from urllib.parse import quote

import pytest

from sesfake import errors
from sesfake.protocol.restjson import REST_JSON
from sesfake.wire import Headers, Request

from .botocore_side import ENDPOINT, operation, understood

REQUEST_ID = "0f5f9b2e-1111-2222-3333-444455556666"


def read(method, target, body=b""):
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    request = Request(method, f"{ENDPOINT}{target}", Headers(), body, "us-east-1")
    routed = REST_JSON.route(request)
    return routed.operation.name, REST_JSON.parse(routed)


def sent(body):
    return read("POST", "/v2/email/outbound-emails", body)[1]


# resources 0.3, row by row: what is sent, the text of the SerializationException.
MISMATCHES = [
    # string/number | structure
    ({"Content": "x"}, "Expected null"),
    ({"Content": 1}, "Expected null"),
    ("x", "Expected null"),
    # array | structure or string
    ({"Content": []}, "Start of list found where not expected"),
    ({"FromEmailAddress": []}, "Start of list found where not expected"),
    ([], "Start of list found where not expected"),
    # object | scalar
    ({"FromEmailAddress": {}}, "Start of structure or map found where not expected."),
    # anything but array/null | list
    ({"ReplyToAddresses": "x"}, "Expected list or null"),
    ({"ReplyToAddresses": 1}, "Expected list or null"),
    ({"ReplyToAddresses": {}}, "Expected list or null"),
    ({"ReplyToAddresses": True}, "Expected list or null"),
    # number | string
    ({"FromEmailAddress": 1}, "NUMBER_VALUE can not be converted to a String"),
    ({"FromEmailAddress": 1.5}, "NUMBER_VALUE can not be converted to a String"),
    ({"ReplyToAddresses": [1]}, "NUMBER_VALUE can not be converted to a String"),
    # true / false | string
    ({"FromEmailAddress": True}, "TRUE_VALUE can not be converted to a String"),
    ({"FromEmailAddress": False}, "FALSE_VALUE can not be converted to a String"),
]


@pytest.mark.parametrize(("body", "message"), MISMATCHES)
def test_a_value_of_the_wrong_json_type_is_refused_in_amazons_words(body, message):
    with pytest.raises(errors.SerializationFailed) as raised:
        sent(body)
    assert raised.value.message == message


@pytest.mark.parametrize(
    ("value", "enabled"),
    [
        (True, True),
        (False, False),
        # string | boolean: coerced, any case
        *((word, True) for word in ("true", "YES", "y", "T", "1")),
        *((word, False) for word in ("False", "no", "N", "f", "0")),
    ],
)
def test_words_are_taken_for_booleans(value, enabled):
    body = {"SendingEnabled": value}
    assert read("PUT", "/v2/email/account/sending", body)[1] == {"SendingEnabled": enabled}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (1, "NUMBER_VALUE can not be converted to a Boolean"),
        ("perhaps", "STRING_VALUE can not be converted to an Boolean"),  # sic
        ("", "STRING_VALUE can not be converted to an Boolean"),
        (None, None),
        ([], "Start of list found where not expected"),
        ({}, "Start of structure or map found where not expected."),
    ],
)
def test_what_is_no_boolean_is_refused(value, message):
    with pytest.raises(errors.SerializationFailed) as raised:
        read("PUT", "/v2/email/account/sending", {"SendingEnabled": value})
    assert raised.value.message == message


def test_a_missing_boolean_is_false_where_it_is_required_and_absent_elsewhere():
    assert read("PUT", "/v2/email/account/sending")[1] == {}
    dashboard = read("PUT", "/v2/email/deliverability-dashboard")[1]
    assert dashboard == {"DashboardEnabled": False}


@pytest.mark.parametrize(
    "body",
    [
        b" \r\n",
        b"{",
        b"not json",
        b"{'a': 1}",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        b"[" * 100_000,
        b'{"Content":' * 100_000,
        b"9" * 5000,
        {"Content": {"Raw": {"Data": "%%%"}}},
    ],
)
def test_a_body_that_is_no_json_is_refused_without_a_text(body):
    with pytest.raises(errors.SerializationFailed) as raised:
        sent(body)
    if not isinstance(body, bytes) or not body.startswith(b"9"):
        assert raised.value.message is None


def test_an_empty_body_is_an_empty_object():
    assert sent(b"") == sent(b"{}") == sent(b"null") == {}


@pytest.mark.parametrize("body", [b"", b"{}", b"null"])
def test_an_empty_object_lacks_what_is_required(body):
    request = Request("POST", f"{ENDPOINT}/v2/email/outbound-emails", Headers(), body, "us-east-1")

    with pytest.raises(errors.ConstraintViolated) as refused:
        REST_JSON.parse_valid(REST_JSON.route(request))

    assert refused.value.message == (
        "1 validation error detected: Value at 'content' failed to satisfy constraint: "
        "Member must not be null"
    )


def test_null_and_unknown_members_are_absent():
    body = {"Content": {"Simple": None, "Colour": "red"}, "Colour": {"x": [1]}, "TenantName": None}
    assert sent(body) == {"Content": {}}


def test_labels_are_decoded_after_the_path_is_split():
    name = "a/b c%2F?#é"
    target = f"/v2/email/identities/{quote(name, safe='')}/policies/p"
    assert read("POST", target, {"Policy": "{}"}) == (
        "CreateEmailIdentityPolicy",
        {"EmailIdentity": name, "PolicyName": "p", "Policy": "{}"},
    )


def test_a_member_of_the_body_is_not_read_from_the_query_string():
    name, members = read("POST", "/v2/email/identities?EmailIdentity=b.org", {})

    assert (name, members) == ("CreateEmailIdentity", {})


def test_members_of_the_query_string_are_typed():
    target = (
        "/v2/email/suppression/addresses?PageSize=5&Reason=BOUNCE&Reason=COMPLAINT"
        "&StartDate=2026-01-01T00%3A00%3A00Z&EndDate=1767225600&NextToken=a%2Bb+c&Colour=red"
    )
    new_year = datetime(2026, 1, 1, tzinfo=timezone.utc)
    assert read("GET", target)[1] == {
        "PageSize": 5,
        "Reasons": ["BOUNCE", "COMPLAINT"],
        "StartDate": new_year,
        "EndDate": new_year,
        "NextToken": "a+b c",
    }


@pytest.mark.parametrize(
    ("target", "message"),
    [
        # ?PageSize=abc | integer
        ("/v2/email/contact-lists?PageSize=abc", "'abc' can not be converted to Integer"),
        ("/v2/email/contact-lists?PageSize=", "'' can not be converted to Integer"),
        ("/v2/email/contact-lists?NextToken=%FF", None),
        ("/v2/email/contact-lists/%FF", None),
    ],
)
def test_a_bad_parameter_is_refused(target, message):
    with pytest.raises(errors.SerializationFailed) as raised:
        read("GET", target)
    assert raised.value.message == message


def test_older_clients_list_with_a_get():
    # resources 0.4, "Routes moved between client generations"
    assert read("GET", "/v2/email/identities?PageSize=5&NextToken=t") == (
        "ListEmailIdentities",
        {"PageSize": 5, "NextToken": "t"},
    )
    target = "/v2/email/import-jobs?PageSize=5"
    assert read("GET", target, {"ImportDestinationType": "CONTACT_LIST"}) == (
        "ListImportJobs",
        {"PageSize": 5, "ImportDestinationType": "CONTACT_LIST"},
    )


def test_an_answer_looks_like_amazons():
    result = {
        "EmailAddress": "a@example.com",
        "ContactListName": "news",
        "CreatedTimestamp": datetime(2026, 9, 25, 8, 39, 44, 592999, timezone.utc),
        "TopicPreferences": [],
        "UnsubscribeAll": None,
    }
    response = REST_JSON.respond(operation("sesv2", "GetContact"), result, REQUEST_ID)
    assert response.status == 200
    assert json.loads(response.body) == {
        "EmailAddress": "a@example.com",
        "ContactListName": "news",
        "CreatedTimestamp": 1790325584.592,
        "TopicPreferences": [],
    }
    assert dict(response.headers) == {
        "x-amzn-RequestId": REQUEST_ID,
        "Content-Type": "application/json",
        "Content-Length": str(len(response.body)),
    }


def test_an_endpoint_may_have_a_path_of_its_own():
    request = Request("GET", "http://localhost:4566/aws/v2/email/account", Headers(), b"", "x")
    assert REST_JSON.route(request).operation.name == "GetAccount"


def test_a_write_without_output_answers_an_empty_object():
    # resources 0.4
    operation_model = operation("sesv2", "PutAccountSendingAttributes")
    assert REST_JSON.respond(operation_model, {}, REQUEST_ID).body == b"{}"


def test_a_lone_surrogate_is_carried():
    send = operation("sesv2", "SendEmail")
    response = REST_JSON.respond(send, {"MessageId": "\ud800 \x00"}, REQUEST_ID)
    assert understood(response, "sesv2", send.output_shape)["MessageId"] == "\ud800 \x00"


@pytest.mark.parametrize(
    ("error", "status", "shape", "body"),
    [
        # sending 1.2
        (
            errors.ScriptedFault("TooManyRequestsException", "Maximum sending rate exceeded."),
            429,
            "TooManyRequestsException",
            {"message": "Maximum sending rate exceeded."},
        ),
        (errors.SerializationFailed(), 400, "SerializationException", {"message": None}),
        # resources 0.1: a capital M for this one
        (
            errors.ScriptedFault("AccessDeniedException", "No."),
            403,
            "AccessDeniedException",
            {"Message": "No."},
        ),
        (
            errors.ConfigurationSetNotFound("news"),
            404,
            "NotFoundException",
            {"message": "Configuration set <news> does not exist."},
        ),
        (errors.UnknownOperation(), 404, "UnknownOperationException", {"message": None}),
        (
            errors.ScriptedFault("ConcurrentModificationException", "Again."),
            500,
            "ConcurrentModificationException",
            {"message": "Again."},
        ),
    ],
)
def test_an_error_looks_like_amazons(error, status, shape, body):
    response = REST_JSON.refuse(error, REQUEST_ID)
    assert response.status == status
    assert response.headers["x-amzn-ErrorType"] == shape
    assert json.loads(response.body) == body


def test_the_hint_goes_to_the_tester_and_not_on_the_wire():
    response = REST_JSON.refuse(errors.MessageRejected("No.", hint="ses.verify('a')"), REQUEST_ID)
    assert response.hint == "ses.verify('a')"
    assert b"verify" not in response.body
