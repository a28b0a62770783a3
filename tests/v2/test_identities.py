"""Identities through v2. Rows named are those of the fact sheet "resources"."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from sesfake.protocol.output import IS_OLD
from tests.installed import needs_member
from tests.refusing import refusal_with_status as refusal

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)


def created(client, name: str) -> dict:
    answer = client.create_email_identity(EmailIdentity=name)
    del answer["ResponseMetadata"]
    return answer


class TestCreate:
    def test_a_domain_starts_easy_dkim_and_is_verified_at_once(self, sesv2_client):
        answer = created(sesv2_client, "Example.com")

        tokens = answer["DkimAttributes"].pop("Tokens")
        zone = answer["DkimAttributes"].pop("SigningHostedZone", None)  # older models lack it
        assert answer == {
            "IdentityType": "DOMAIN",
            "VerifiedForSendingStatus": True,
            "DkimAttributes": {
                "SigningEnabled": True,
                "Status": "SUCCESS",
                "SigningAttributesOrigin": "AWS_SES",
                "NextSigningKeyLength": "RSA_2048_BIT",
            },
        }
        assert zone == (None if IS_OLD else "dkim.amazonses.com")
        # Section 2.4: three of 32 characters, base32 in lower case
        assert len(set(tokens)) == 3
        assert all(
            len(t) == 32 and set(t) <= set("abcdefghijklmnopqrstuvwxyz234567") for t in tokens
        )

    @pytest.mark.ses(verification="manual")
    def test_in_manual_verification_the_first_answer_says_not_started(self, ses, sesv2_client):
        # Section 2.3: NOT_STARTED in the answer, PENDING in the read a moment later
        answer = created(sesv2_client, "example.com")

        assert answer["VerifiedForSendingStatus"] is False
        assert answer["DkimAttributes"]["Status"] == "NOT_STARTED"
        [listed] = sesv2_client.list_email_identities()["EmailIdentities"]
        assert listed == {
            "IdentityType": "DOMAIN",
            "IdentityName": "example.com",
            "SendingEnabled": False,
            "VerificationStatus": "PENDING",
        }

    @pytest.mark.ses(verification="manual")
    def test_an_address_has_no_dkim_of_its_own(self, sesv2_client):
        assert created(sesv2_client, "ann@example.com") == {
            "IdentityType": "EMAIL_ADDRESS",
            "VerifiedForSendingStatus": False,
            "DkimAttributes": {
                "SigningEnabled": False,
                "Status": "NOT_STARTED",
                "SigningAttributesOrigin": "AWS_SES",
            },
        }

    def test_an_address_mirrors_the_dkim_of_its_exact_domain(self, sesv2_client):
        # Section 2.3: ancestors are not mirrored
        domain = created(sesv2_client, "example.com")["DkimAttributes"]
        exact = created(sesv2_client, "ann@example.com")["DkimAttributes"]
        below = created(sesv2_client, "ann@mail.example.com")["DkimAttributes"]

        assert (exact["SigningEnabled"], exact["Tokens"]) == (True, domain["Tokens"])
        assert "Tokens" not in below

    def test_an_identity_that_v1_made_exists(self, ses_client, sesv2_client):
        ses_client.verify_email_identity(EmailAddress="ann@example.com")

        assert refusal(sesv2_client.create_email_identity, EmailIdentity="ann@example.com") == (
            "AlreadyExistsException",
            "Email identity ann@example.com already exist.",  # sic
            400,
        )

    @pytest.mark.parametrize(
        "name",
        ["_example", "name-.com", "foo.123", "a..b", "x" * 64 + ".com", "example.com.", "com"],
    )
    def test_what_is_no_domain_is_refused(self, sesv2_client, name):
        # Section 2.1
        answer = refusal(sesv2_client.create_email_identity, EmailIdentity=name)

        assert answer == ("BadRequestException", f"Invalid domain name {name}.", 400)

    @pytest.mark.parametrize("name", ["a_b.example.com", "user+tag/x@example.com", '"a b"@x.org'])
    def test_odd_names_that_are_accepted(self, sesv2_client, name):
        assert created(sesv2_client, name)["VerifiedForSendingStatus"] is True

    def test_a_configuration_set_must_exist_and_nothing_is_left_if_it_does_not(self, sesv2_client):
        answer = refusal(
            sesv2_client.create_email_identity,
            EmailIdentity="example.com",
            ConfigurationSetName="campaign",
        )

        assert answer[:2] == (
            "NotFoundException",
            "Configuration set <campaign> does not exist.",
        )
        assert sesv2_client.list_email_identities()["EmailIdentities"] == []


BAD = {"Tags": [{"Key": "a!", "Value": "b"}], "ConfigurationSetName": "campaign"}


class TestOrderOfCreation:
    """Section 2.3: name, existence, tags, configuration set; then one atomic write."""

    def test_what_exists_comes_before_tags_and_set(self, ses, sesv2_client):
        ses.verify("example.com")

        answer = refusal(sesv2_client.create_email_identity, EmailIdentity="example.com", **BAD)

        assert answer[1] == "Email identity example.com already exist."

    @pytest.mark.parametrize("name", ["example.com", "ann@example.com"])
    def test_tags_come_before_the_set_and_nothing_is_left(self, ses, sesv2_client, name):
        create = sesv2_client.create_email_identity

        assert refusal(create, EmailIdentity=name, **BAD) == (
            "BadRequestException",
            "Tags can only contain letters, numbers, spaces, and the following special characters: "
            "_ . : / = + - @",
            400,
        )
        assert refusal(create, EmailIdentity=name, ConfigurationSetName="campaign") == (
            "NotFoundException",
            "Configuration set <campaign> does not exist.",
            404,
        )
        assert sesv2_client.list_email_identities()["EmailIdentities"] == []
        assert ses.notices == []

    def test_tags_and_set_are_told_by_the_read(self, sesv2_client):
        sesv2_client.create_configuration_set(ConfigurationSetName="campaign")
        tags = [{"Key": "team", "Value": "shop"}, {"Key": "empty", "Value": ""}]

        sesv2_client.create_email_identity(
            EmailIdentity="example.com", Tags=tags, ConfigurationSetName="campaign"
        )

        answer = read(sesv2_client, "example.com")
        assert answer["Tags"] == tags
        assert answer["ConfigurationSetName"] == "campaign"

    def test_an_empty_name_of_a_set_is_kept(self, sesv2_client):
        sesv2_client.create_email_identity(EmailIdentity="example.com", ConfigurationSetName="")

        assert read(sesv2_client, "example.com")["ConfigurationSetName"] == ""


@pytest.mark.ses(verified=["example.com"])
class TestDefaultConfigurationSet:
    """Section 2.10."""

    @pytest.fixture
    def put(self, sesv2_client):
        sesv2_client.create_configuration_set(ConfigurationSetName="campaign")

        def put(name: str = "example.com", **members) -> None:
            sesv2_client.put_email_identity_configuration_set_attributes(
                EmailIdentity=name, **members
            )

        return put

    def test_it_is_set_and_cleared_by_leaving_it_out(self, sesv2_client, put):
        put(ConfigurationSetName="campaign")
        assert read(sesv2_client, "example.com")["ConfigurationSetName"] == "campaign"

        put("arn:aws:ses:us-east-1:123456789012:identity/example.com")
        assert "ConfigurationSetName" not in read(sesv2_client, "example.com")

    def test_the_identity_must_exist_then_the_set(self, sesv2_client, put):
        # Section 2.2: no "Email" here, and brackets
        assert refusal(put, "example.org", ConfigurationSetName="none") == (
            "NotFoundException",
            "Identity <example.org> does not exist.",
            404,
        )
        assert refusal(put, ConfigurationSetName="none") == (
            "NotFoundException",
            "Configuration set <none> does not exist.",
            404,
        )
        assert "ConfigurationSetName" not in read(sesv2_client, "example.com")

    def test_a_deleted_set_is_still_referred_to(self, sesv2_client, put):
        put(ConfigurationSetName="campaign")

        sesv2_client.delete_configuration_set(ConfigurationSetName="campaign")

        assert read(sesv2_client, "example.com")["ConfigurationSetName"] == "campaign"

    def test_an_identity_of_elsewhere_is_refused(self, put):
        arn = "arn:aws:ses:us-east-1:999999999999:identity/example.com"

        assert refusal(put, arn, ConfigurationSetName="campaign") == (
            "BadRequestException",
            f"Identity <{arn}> is not owned by account 123456789012.",
            400,
        )


@pytest.mark.skipif(IS_OLD, reason="older models lack VerificationInfo")
class TestVerificationInfo:
    @pytest.mark.ses(verification="manual")
    def test_a_domain_tells_when_it_was_looked_for_and_found(self, ses, sesv2_client):
        # Section 2.3: for domains only
        def info() -> dict:
            return read(sesv2_client, "example.com")["VerificationInfo"]

        ses.clock.freeze(NOON)
        sesv2_client.create_email_identity(EmailIdentity="ann@example.com")
        sesv2_client.create_email_identity(EmailIdentity="example.com")
        assert "VerificationInfo" not in read(sesv2_client, "ann@example.com")
        assert info() == {"LastCheckedTimestamp": NOON, "ErrorType": "HOST_NOT_FOUND"}

        ses.clock.advance(hours=72)
        failed = ses.clock.now()
        assert info() == {"LastCheckedTimestamp": failed, "ErrorType": "HOST_NOT_FOUND"}

        ses.clock.advance(hours=1)
        ses.verify("example.com")
        found = ses.clock.now()
        ses.clock.advance(hours=1)
        assert info() == {"LastCheckedTimestamp": found, "LastSuccessTimestamp": found}


@pytest.mark.ses(verified=["Example.com", "ann@example.com", "bob@shop.org"])
class TestList:
    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({"IDENTITY_TYPE": "DOMAIN"}, ["example.com"]),
            ({"IDENTITY_NAME_CONTAINS": "EXAMPLE"}, ["example.com", "ann@example.com"]),
            ({"VERIFICATION_STATUS": "PENDING"}, []),
            (
                {"IDENTITY_TYPE": "EMAIL_ADDRESS", "IDENTITY_NAME_CONTAINS": "shop"},
                ["bob@shop.org"],
            ),
        ],
    )
    def test_filters_narrow_the_list_together(self, sesv2_client, filters, found):
        needs_member("sesv2", "ListEmailIdentities", "Filter")

        listed = sesv2_client.list_email_identities(Filter=filters)["EmailIdentities"]

        assert [identity["IdentityName"] for identity in listed] == found

    @pytest.mark.parametrize("size", [0, 1001])
    def test_a_size_out_of_range_is_refused(self, sesv2_client, size):
        answer = refusal(sesv2_client.list_email_identities, PageSize=size)

        assert answer == (
            "BadRequestException",
            f"Value {size} for parameter PageSize is invalid. PageSize must be between 1 and 1000.",
            400,
        )

    def test_a_token_that_is_none_is_refused(self, sesv2_client):
        answer = refusal(sesv2_client.list_email_identities, NextToken="nonsense")

        assert answer[:2] == ("BadRequestException", "Invalid NextToken <nonsense>.")


@pytest.mark.ses(verified=[f"u{n}@example.com" for n in range(26)])
def test_a_page_holds_25_where_nothing_else_is_asked_for(sesv2_client):
    page = sesv2_client.list_email_identities()

    assert len(page["EmailIdentities"]) == 25
    rest = sesv2_client.list_email_identities(NextToken=page["NextToken"])
    assert len(rest["EmailIdentities"]) == 1
    assert "NextToken" not in rest


def read(client, name: str) -> dict:
    answer = client.get_email_identity(EmailIdentity=name)
    del answer["ResponseMetadata"]
    return answer


class TestGet:
    @pytest.mark.ses(verification="manual")
    def test_an_identity_tells_its_state(self, ses, sesv2_client):
        # facts: resources 2.3
        sesv2_client.create_email_identity(EmailIdentity="ann@example.com")
        pending = read(sesv2_client, "ann@example.com")
        ses.verify("ann@example.com")
        verified = read(sesv2_client, "ann@example.com")

        assert pending == {
            "IdentityType": "EMAIL_ADDRESS",
            "VerifiedForSendingStatus": False,
            **({"VerificationStatus": "PENDING"} if "VerificationStatus" in pending else {}),
            "FeedbackForwardingStatus": True,
            "DkimAttributes": {
                "SigningEnabled": False,
                "Status": "NOT_STARTED",
                "SigningAttributesOrigin": "AWS_SES",
            },
            "MailFromAttributes": {"BehaviorOnMxFailure": "USE_DEFAULT_VALUE"},
            "Policies": {},
            "Tags": [],
        }
        assert verified["VerifiedForSendingStatus"] is True

    @pytest.mark.ses(verification="manual")
    def test_a_domain_is_pending_in_the_read_after_its_creation(self, sesv2_client):
        sesv2_client.create_email_identity(EmailIdentity="example.com")

        assert read(sesv2_client, "example.com")["DkimAttributes"]["Status"] == "PENDING"

    @pytest.mark.ses(verified=["example.com"])
    def test_it_may_be_named_by_its_arn(self, sesv2_client):
        arn = "arn:aws:ses:us-east-1:123456789012:identity/example.com"

        assert read(sesv2_client, arn)["IdentityType"] == "DOMAIN"

    @pytest.mark.parametrize("operation", ["get_email_identity", "delete_email_identity"])
    def test_an_unknown_identity_is_not_found(self, sesv2_client, operation):
        call = getattr(sesv2_client, operation)

        assert refusal(call, EmailIdentity="bob@example.com") == (
            "NotFoundException",
            "Email identity bob@example.com does not exist.",
            404,
        )


@pytest.mark.ses(verified=["example.com"])
class TestChange:
    def test_a_deleted_identity_is_gone_in_both_apis(self, ses_client, sesv2_client):
        sesv2_client.delete_email_identity(EmailIdentity="example.com")

        assert ses_client.list_identities()["Identities"] == []

    def test_a_switch_that_is_left_out_is_off(self, sesv2_client):
        # facts: resources 0.3
        sesv2_client.put_email_identity_dkim_attributes(EmailIdentity="example.com")
        assert read(sesv2_client, "example.com")["DkimAttributes"]["SigningEnabled"] is False

        sesv2_client.put_email_identity_dkim_attributes(
            EmailIdentity="example.com", SigningEnabled=True
        )
        assert read(sesv2_client, "example.com")["DkimAttributes"]["SigningEnabled"] is True

    def test_dkim_of_an_unknown_domain_is_a_bad_request(self, sesv2_client):
        # facts: resources 2.2: 400, not 404
        answer = refusal(
            sesv2_client.put_email_identity_dkim_attributes, EmailIdentity="ann@shop.org"
        )

        assert answer == (
            "BadRequestException",
            "Domain shop.org is not verified for DKIM signing.",
            400,
        )
