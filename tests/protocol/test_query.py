"""The form of v1 and its XML, beyond what botocore itself would write."""

import gc
import re
import tracemalloc
from datetime import datetime, timezone
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sesfake import errors
from sesfake.protocol.query import QUERY
from sesfake.wire import Headers, Request

from .botocore_side import ENDPOINT, operation, understood

REQUEST_ID = "0f5f9b2e-1111-2222-3333-444455556666"


def post(body, url=f"{ENDPOINT}/"):
    body = body.encode() if isinstance(body, str) else body
    return Request("POST", url, Headers(), body, "us-east-1")


def read(body):
    routed = QUERY.route(post(body))
    return routed.operation.name, QUERY.parse(routed)


def test_a_sample_of_2015_with_lines_broken_at_the_ampersands_is_read():
    # SES API reference of 2015, SendEmail, "Sample Request"
    body = (
        "AWSAccessKeyId=AKIDEXAMPLE\n&Action=SendEmail\r\n"
        "   &Destination.ToAddresses.member.1=allan%40example.com\n"
        "&Message.Body.Text.Data=body%20\n&Message.Subject.Data=Example+\n"
        "&Source=user%40example.com&Timestamp=2011-07-26T19%3A54%3A00.000Z\n"
    )
    assert read(body) == (
        "SendEmail",
        {
            "Destination": {"ToAddresses": ["allan@example.com"]},
            "Message": {"Body": {"Text": {"Data": "body "}}, "Subject": {"Data": "Example "}},
            "Source": "user@example.com",
        },
    )


def test_encoded_white_space_at_the_end_of_a_value_is_kept():
    body = "Action=VerifyEmailIdentity&EmailAddress=%20a%0D%0A%09+\n"
    assert read(body)[1] == {"EmailAddress": " a\r\n\t "}


def test_each_escape_is_decoded_once():
    body = "Action=VerifyEmailIdentity&EmailAddress=%252B%2B%2b%2525%2F%3D%C3%A9+"
    assert read(body)[1] == {"EmailAddress": "%2B++%25/=é "}


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.text(alphabet='a=,":{}%\n+@/ é2C&', max_size=12), st.booleans())
def test_whatever_python_encodes_is_read_as_it_was(text, is_lower):
    escaped = re.sub(
        "%..", lambda escape: escape[0].lower() if is_lower else escape[0], quote(text)
    )

    assert read(f"Action=VerifyEmailIdentity&EmailAddress={escaped}")[1] == {"EmailAddress": text}


def test_a_get_carries_its_form_in_the_query_string():
    url = f"{ENDPOINT}/?Action=ListIdentities&MaxItems=5&Version=2010-12-01"
    routed = QUERY.route(Request("GET", url, Headers(), b"", "us-east-1"))
    assert (routed.operation.name, QUERY.parse(routed)) == ("ListIdentities", {"MaxItems": 5})


def test_list_elements_come_in_numeric_order_without_gaps():
    body = (
        "Action=GetIdentityVerificationAttributes&Identities.member.10=c&Identities.member.2=b"
        "&Identities.member.0=a&Identities.member.x=no&Identities.member.99999999999=no"
    )
    assert read(body)[1] == {"Identities": ["a", "b", "c"]}


def test_unknown_and_common_parameters_are_no_members():
    common = (
        "Version=2010-12-01&Expires=2026-01-01T00:00:00Z&SecurityToken=t&Signature=s"
        "&SignatureMethod=HmacSHA256&SignatureVersion=2&AWSAccessKeyId=k&X-Amz-Date=d&Colour=red"
    )
    assert read(f"Action=GetSendQuota&{common}") == ("GetSendQuota", {})
    assert read(f"Action=VerifyDomainDkim&Domain=a.com&{common}")[1] == {"Domain": "a.com"}


@pytest.mark.parametrize(
    ("body", "members"),
    [
        ("Destination.ToAddresses=", {"Destination": {"ToAddresses": []}}),
        ("Source.x=1&Source.y.z=2", {}),
        ("Destination.Colour=red", {"Destination": {}}),
        ("Destination.ToAddresses.member.1.x=a", {"Destination": {"ToAddresses": []}}),
        ("Source=a&Source.x=b", {}),
        ("Source.x=b&Source=a", {}),
        ("Source=a&Source=b", {"Source": "b"}),
        ("Source", {"Source": ""}),
        ("&&Source=a=b&", {"Source": "a=b"}),
    ],
)
def test_odd_forms_are_read_leniently(body, members):
    assert read(f"Action=SendEmail&{body}")[1] == members


@pytest.mark.parametrize(
    ("body", "error", "message"),
    [
        # MaxItems=abc: MalformedInput without a message; an empty value has one. resources 0.3
        ("Action=ListIdentities&MaxItems=abc", errors.MalformedInput, None),
        (
            "Action=ListIdentities&MaxItems=",
            errors.MalformedInput,
            "missing value for decimal type",
        ),
        ("Action=ListIdentities&MaxItems=2147483648", errors.MalformedInput, None),
        ("Action=SendRawEmail&RawMessage.Data=%25%25", errors.MalformedInput, None),
        ("Action=SendRawEmail&RawMessage.Data=abc", errors.MalformedInput, None),
        ("Action=SendEmail&Destination=x", errors.MalformedInput, None),
        ("Action=SendEmail&Destination.ToAddresses=x", errors.MalformedInput, None),
        ("Action=SetIdentityDkimEnabled&DkimEnabled=maybe", errors.MalformedInput, None),
        ("Action=SendBounce&MessageDsn.ArrivalDate=soon", errors.MalformedInput, None),
        ("", errors.MissingAction, "The request is missing an action or a required parameter."),
        (
            "Action=",
            errors.MissingAction,
            "The request is missing an action or a required parameter.",
        ),
        # The code is seen, the text is seen to be empty. sending 1.4
        ("Action=SendMoney", errors.InvalidAction, None),
        (
            "Action=GetSendQuota&Timestamp=2026-01-01T00:00:00Z&Expires=2026-01-01T00:00:00Z",
            errors.InvalidParameterCombination,
            "Parameters that must not be used together were used together.",
        ),
        *(
            (body, errors.MalformedQueryString, "The query string contains a syntax error.")
            for body in ("Action=%z", "Action=%G0", "A%2=1", b"Action=\xff", "Action=%FF", "=x")
        ),
    ],
)
def test_a_form_that_cannot_be_read_is_refused(body, error, message):
    with pytest.raises(error) as raised:
        read(body)
    assert raised.value.message == message


def test_line_breaks_inside_base64_do_no_harm():
    body = "Action=SendRawEmail&RawMessage.Data=SGVs%0D%0AbG8%3D"
    assert read(body)[1] == {"RawMessage": {"Data": b"Hello"}}


def test_an_answer_looks_like_amazons():
    response = QUERY.respond(operation("ses", "SendEmail"), {"MessageId": "0100-x"}, REQUEST_ID)
    assert response.body.decode() == (
        '<SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">\n'
        "  <SendEmailResult>\n"
        "    <MessageId>0100-x</MessageId>\n"
        "  </SendEmailResult>\n"
        "  <ResponseMetadata>\n"
        f"    <RequestId>{REQUEST_ID}</RequestId>\n"
        "  </ResponseMetadata>\n"
        "</SendEmailResponse>\n"
    )
    assert dict(response.headers) == {
        "x-amzn-RequestId": REQUEST_ID,
        "Content-Type": "text/xml",
        "Content-Length": str(len(response.body)),
    }


@pytest.mark.parametrize(
    ("name", "result", "expected"),
    [
        ("DeleteIdentity", {}, "  <DeleteIdentityResult/>\n"),
        ("ListIdentities", {"Identities": [], "NextToken": None}, "    <Identities/>\n"),
        ("GetSendQuota", {"Max24HourSend": 200}, "<Max24HourSend>200.0</Max24HourSend>"),
        ("GetAccountSendingEnabled", {"Enabled": True}, "<Enabled>true</Enabled>"),
        (
            # 2011-08-03T19:23:00Z: SES API reference of 2015, GetSendStatistics
            "GetSendStatistics",
            {"SendDataPoints": [{"Timestamp": datetime(2011, 8, 3, 19, 23, tzinfo=timezone.utc)}]},
            "<Timestamp>2011-08-03T19:23:00Z</Timestamp>",
        ),
        (
            # 2016-07-15T16:25:59.607Z: the examples shipped with botocore, ListReceiptRuleSets
            "ListReceiptRuleSets",
            {
                "RuleSets": [
                    {"CreatedTimestamp": datetime(2016, 7, 15, 16, 25, 59, 607000, timezone.utc)}
                ]
            },
            "<CreatedTimestamp>2016-07-15T16:25:59.607Z</CreatedTimestamp>",
        ),
        (
            "GetIdentityPolicies",
            {"Policies": {"p": "{}"}},
            "      <entry>\n        <key>p</key>\n        <value>{}</value>\n      </entry>\n",
        ),
    ],
)
def test_values_are_written_as_amazon_does(name, result, expected):
    assert expected in QUERY.respond(operation("ses", name), result, REQUEST_ID).body.decode()


def test_an_operation_without_output_has_no_result_element():
    response = QUERY.respond(operation("ses", "VerifyEmailAddress"), {}, REQUEST_ID)
    assert b"Result" not in response.body


@pytest.mark.parametrize(
    ("text", "received"),
    [
        ("a\rb\r\nc\td", "a\rb\r\nc\td"),
        ("bell \x07, null \x00", "bell \ufffd, null \ufffd"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("\ufffe\uffff", "\ufffd\ufffd"),
        ("]]> &amp; <!-- x -->", "]]> &amp; <!-- x -->"),
    ],
)
def test_any_text_gives_an_answer_that_can_be_parsed(text, received):
    send = operation("ses", "SendEmail")
    response = QUERY.respond(send, {"MessageId": text}, REQUEST_ID)
    assert understood(response, "ses", send.output_shape)["MessageId"] == received


def test_an_error_looks_like_amazons():
    error = errors.ConfigurationSetNotFound("news")
    response = QUERY.refuse(error, REQUEST_ID)
    assert response.status == 400
    assert response.body.decode() == (
        '<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">\n'
        "  <Error>\n"
        "    <Type>Sender</Type>\n"
        "    <Code>ConfigurationSetDoesNotExist</Code>\n"
        "    <Message>Configuration set &lt;news&gt; does not exist.</Message>\n"
        "    <ConfigurationSetName>news</ConfigurationSetName>\n"
        "  </Error>\n"
        f"  <RequestId>{REQUEST_ID}</RequestId>\n"
        "</ErrorResponse>\n"
    )


def test_an_error_without_a_message_has_no_message_element():
    assert b"Message" not in QUERY.refuse(errors.InvalidAction(), REQUEST_ID).body


def test_a_server_error_is_the_receivers_fault():
    response = QUERY.refuse(errors.ScriptedFault("InternalFailure", None), REQUEST_ID)
    assert response.status == 500
    assert b"<Type>Receiver</Type>" in response.body


def test_members_that_the_error_shape_does_not_know_are_dropped():
    error = errors.MessageRejected("No.", Colour="red")
    assert b"red" not in QUERY.refuse(error, REQUEST_ID).body


def test_the_hint_goes_to_the_tester_and_not_on_the_wire():
    response = QUERY.refuse(errors.MessageRejected("No.", hint="ses.verify('a')"), REQUEST_ID)
    assert response.hint == "ses.verify('a')"
    assert b"verify" not in response.body


def test_a_name_of_absurd_length_is_nobodys_and_not_kept():
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(20):
            assert read(f"Action=GetSendQuota&{number}{'a.' * 100_000}=1") == ("GetSendQuota", {})
        gc.collect()
        kept, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert kept < 1_000_000  # of 4 MB
    assert peak < 20_000_000  # a dict for each dot takes more


def test_of_a_form_with_many_names_nothing_is_kept():
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(20):
            names = "&".join(f"{number}.{n}=1" for n in range(5_000))
            assert read(f"Action=GetIdentityDkimAttributes&{names}") == (
                "GetIdentityDkimAttributes",
                {},
            )
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert kept < 1_000_000  # of some 6 MB
