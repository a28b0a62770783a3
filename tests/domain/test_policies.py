"""Sending authorization policies: one store, two doors (fact sheet "resources", section 2.9)."""

from __future__ import annotations

import json

import pytest

from tests.refusing import refusal

ARN = "arn:aws:ses:us-east-1:123456789012:identity/example.com"
STATEMENT = {
    "Effect": "Allow",
    "Principal": {"AWS": "999999999999"},
    "Action": "ses:SendEmail",
    "Resource": ARN,
}
POLICY = {"Version": "2012-10-17", "Statement": [STATEMENT]}

pytestmark = pytest.mark.ses(verified=["example.com"])


def put_v1(client, name="p", document=None, identity="example.com"):
    text = json.dumps(POLICY) if document is None else document
    return client.put_identity_policy(Identity=identity, PolicyName=name, Policy=text)


def create_v2(client, name="p", document=None, identity="example.com"):
    text = json.dumps(POLICY) if document is None else document
    return client.create_email_identity_policy(EmailIdentity=identity, PolicyName=name, Policy=text)


@pytest.fixture(params=[("ses", put_v1), ("sesv2", create_v2)], ids=["v1", "v2"])
def put(request, ses, ses_client, sesv2_client):
    """Puts a policy through one API or the other."""
    service, function = request.param
    client = ses_client if service == "ses" else sesv2_client
    return lambda **given: function(client, **given)


class TestBothDoors:
    def test_a_policy_is_seen_through_either_without_needless_space(
        self, put, ses_client, sesv2_client
    ):
        put(document=json.dumps(POLICY, indent=4))

        compact = json.dumps(POLICY, separators=(",", ":"))
        assert ses_client.list_identity_policies(Identity=ARN)["PolicyNames"] == ["p"]
        assert ses_client.get_identity_policies(Identity="example.com", PolicyNames=["p", "other"])[
            "Policies"
        ] == {"p": compact}
        policies = sesv2_client.get_email_identity_policies(EmailIdentity="example.com")
        assert policies["Policies"] == {"p": compact}
        identity = sesv2_client.get_email_identity(EmailIdentity="example.com")
        assert identity["Policies"] == {"p": compact}

    def test_twenty_policies_pass_and_one_more_does_not(self, put, ses_client):
        for number in range(20):
            put(name=f"p{number}")

        code, text = refusal(put, name="p20")

        assert code in {"InvalidParameterValue", "LimitExceededException"}
        assert text == (
            "Number of policies for <example.com> exceeds max allowed number of policies per "
            "resource"
        )
        names = ses_client.list_identity_policies(Identity="example.com")["PolicyNames"]
        assert len(names) == 20

    def test_names_are_of_letters_digits_dashes_and_underscores(self, put):
        put(name="Shop_policy-1")

        assert refusal(put, name="shop policy")[1] == (
            "PolicyName is invalid. Policy names must only include alpha-numeric characters, "
            "dashes, and underscores."
        )

    def test_a_name_is_looked_at_before_the_identity_is_looked_for(self, put):
        # resources 0.1: the service's own format checks, then existence
        assert refusal(put, name="shop policy", identity="other.org")[1].startswith(
            "PolicyName is invalid."
        )

    def test_names_have_64_characters_at_the_most(self, put):
        put(name="x" * 64)

        assert refusal(put, name="x" * 65)[1] == (
            "1 validation error detected: Value at 'policyName' failed to satisfy constraint: "
            "Member must have length less than or equal to 64"
        )

    @pytest.mark.parametrize(
        "document",
        [
            "{",
            "[]",
            '{"Version": "2012-10-17"}',
            '{"Statement": []}',
            '{"Statement": ' + "[" * 2000 + "]" * 2000 + "}",
            '{"Statement": ["x"]}',
            json.dumps({"Statement": {**STATEMENT, "Effect": "Maybe"}}),
            json.dumps({"Statement": {**STATEMENT, "Resource": ARN.replace("example", "other")}}),
            json.dumps({"Statement": {k: v for k, v in STATEMENT.items() if k != "Principal"}}),
        ],
    )
    def test_a_document_that_is_no_policy_for_the_identity_is_refused(
        self, put, ses_client, document
    ):
        assert refusal(put, document=document)[0] in {"InvalidPolicy", "BadRequestException"}
        assert ses_client.list_identity_policies(Identity="example.com")["PolicyNames"] == []

    @pytest.mark.parametrize(
        ("document", "text"),
        [
            ('{"Statement": []}', "Policy has no statement."),
            ('{"Statement": ["x"]}', "A statement is not a JSON object."),
            (
                json.dumps({"Statement": {**STATEMENT, "Condition": {"StringEquals": "x"}}}),
                "The condition StringEquals is a JSON object.",
            ),
        ],
    )
    def test_what_is_wrong_with_it_is_said(self, put, document, text):
        assert refusal(put, document=document)[1] == text

    def test_a_document_has_four_kilobytes_at_the_most(self, put):
        room = 4096 - len(json.dumps(POLICY))

        put(name="fits", document=json.dumps(POLICY) + " " * room)
        code, _ = refusal(put, name="more", document=json.dumps(POLICY) + " " * (room + 1))

        assert code in {"InvalidPolicy", "BadRequestException"}


class TestV1:
    def test_putting_again_replaces(self, ses_client):
        put_v1(ses_client)
        put_v1(ses_client, document="{}")

        policies = ses_client.get_identity_policies(Identity="example.com", PolicyNames=["p"])
        assert policies["Policies"] == {"p": "{}"}

    def test_what_is_missing_is_no_error_but_for_putting(self, ses_client):
        ses_client.delete_identity_policy(Identity="example.com", PolicyName="p")
        ses_client.delete_identity_policy(Identity="other.org", PolicyName="p")
        assert ses_client.list_identity_policies(Identity="other.org")["PolicyNames"] == []
        empty = ses_client.get_identity_policies(Identity="other.org", PolicyNames=["p"])
        assert empty["Policies"] == {}
        assert refusal(put_v1, client=ses_client, identity="other.org") == (
            "InvalidParameterValue",
            "Identity <other.org> does not exist.",
        )

    def test_twenty_policies_may_be_asked_for_at_a_time(self, ses_client):
        names = [f"p{number}" for number in range(20)]
        ses_client.get_identity_policies(Identity="example.com", PolicyNames=names)

        answer = refusal(
            ses_client.get_identity_policies, Identity="example.com", PolicyNames=[*names, "p20"]
        )
        assert answer[0] == "InvalidParameterValue"

    def test_a_deleted_policy_is_gone(self, ses_client):
        put_v1(ses_client)
        ses_client.delete_identity_policy(Identity="example.com", PolicyName="p")

        assert ses_client.list_identity_policies(Identity="example.com")["PolicyNames"] == []


class TestV2:
    def test_creating_twice_is_an_error_and_updating_is_not(self, sesv2_client):
        create_v2(sesv2_client)

        assert refusal(create_v2, client=sesv2_client) == (
            "AlreadyExistsException",
            "Policy <p> already exists",
        )
        sesv2_client.update_email_identity_policy(
            EmailIdentity="example.com", PolicyName="p", Policy="{}"
        )
        policies = sesv2_client.get_email_identity_policies(EmailIdentity="example.com")
        assert policies["Policies"] == {"p": "{}"}

    def test_a_policy_that_is_missing_is_not_found(self, sesv2_client):
        missing = ("NotFoundException", "Policy <p> does not exist")
        named = {"EmailIdentity": "example.com", "PolicyName": "p"}

        update, delete = (
            sesv2_client.update_email_identity_policy,
            sesv2_client.delete_email_identity_policy,
        )
        assert refusal(update, **named, Policy="{}") == missing
        assert refusal(delete, **named) == missing
        create_v2(sesv2_client)
        delete(**named)
        assert refusal(delete, **named) == missing

    def test_an_unknown_identity_is_named_in_brackets(self, sesv2_client):
        answer = refusal(sesv2_client.get_email_identity_policies, EmailIdentity="other.org")

        assert answer == ("NotFoundException", "Email identity <other.org> does not exist.")


def test_policies_go_with_their_identity(ses, ses_client):
    put_v1(ses_client)
    ses_client.delete_identity(Identity="example.com")
    ses.verify("example.com")

    assert ses_client.list_identity_policies(Identity="example.com")["PolicyNames"] == []
