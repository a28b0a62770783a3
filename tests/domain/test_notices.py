"""The mails AWS sends to people, and what happens when they follow the links in them."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest

from sesfake import mock_ses
from tests.refusing import refusal

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
SUCCESS = "https://aws.amazon.com/ses/verifysuccess/"
FAILURE = "https://aws.amazon.com/ses/verifyfailure/"


def verify_email_identity(address: str) -> None:
    boto3.client("ses").verify_email_identity(EmailAddress=address)


def verify_email_address(address: str) -> None:
    boto3.client("ses").verify_email_address(EmailAddress=address)


def create_email_identity(address: str) -> None:
    boto3.client("sesv2").create_email_identity(EmailIdentity=address)


def status(address: str, region: str = "us-east-1") -> str | None:
    client = boto3.client("ses", region)
    answer = client.get_identity_verification_attributes(Identities=[address])
    return answer["VerificationAttributes"].get(address, {}).get("VerificationStatus")


EVERY_WAY = pytest.mark.parametrize(
    "ask", [verify_email_identity, verify_email_address, create_email_identity]
)


@EVERY_WAY
@pytest.mark.parametrize(
    "ses_options", [{"verification": "auto"}, {"verification": "manual"}], ids=["auto", "manual"]
)
def test_the_owner_of_an_address_gets_a_mail_with_a_link(ses_options, ask):
    with mock_ses(**ses_options) as ses:
        ses.clock.freeze(NOON)

        ask("ann+x@example.com")

        [notice] = ses.notices
        assert notice.kind == "verification"
        assert notice.sender == "no-reply-aws@amazon.com"
        assert notice.to == "ann+x@example.com"
        assert notice.subject == (
            "Amazon Web Services – Email Address Verification Request in region "
            "US East (N. Virginia)"
        )
        assert notice.sent_at == NOON
        assert (notice.account_id, notice.region) == ("123456789012", "us-east-1")
        assert notice.text.startswith("Dear Amazon Web Services Customer,\n\nWe have received a ")
        assert f"\n\n{notice.links[0]}\n\n" in notice.text
        assert "This link expires 24 hours after" in notice.text
        assert ses.outbox == []


def test_the_link_is_signed_as_aws_signs_links(ses):
    ses.clock.freeze(NOON)
    verify_email_identity("ann+x@example.com")

    link = urlsplit(ses.notices.last.links[0])

    query = {name: value for name, [value] in parse_qs(link.query, strict_parsing=True).items()}
    assert (link.scheme, link.netloc) == ("https", "email-verification.us-east-1.amazonaws.com")
    assert re.fullmatch("[0-9a-f]{64}", query.pop("X-Amz-Signature"))
    assert query == {
        "Context": "123456789012",
        "X-Amz-Date": "20260101T120000Z",
        "Identity.IdentityName": "ann+x@example.com",
        "Identity.IdentityType": "EmailAddress",
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": "AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/ses/aws4_request",
        "X-Amz-SignedHeaders": "host",
        "Operation": "ConfirmVerification",
        "Namespace": "Bacon",
    }


class TestWriting:
    def test_asking_again_sends_another_mail(self, ses):
        # resources 2.2
        verify_email_identity("ann@example.com")
        verify_email_identity("ann@example.com")

        first, second = ses.notices
        assert first.links[0] != second.links[0]

    def test_a_refused_call_writes_none(self, ses):
        create_email_identity("ann@example.com")

        assert refusal(create_email_identity, "ann@example.com")[0] == "AlreadyExistsException"
        assert refusal(verify_email_identity, "no address")[0] == "InvalidParameterValue"

        assert len(ses.notices) == 1

    def test_domains_and_the_testers_word_write_none(self, ses, ses_client):
        create_email_identity("example.com")
        ses_client.verify_domain_identity(Domain="example.org")
        ses.verify("ann@example.com")

        ses.notices.assert_empty()

    def test_the_region_is_called_by_its_name_if_it_has_one(self, ses):
        for region in ("eu-west-1", "moon-north-1"):
            boto3.client("ses", region).verify_email_identity(EmailAddress="ann@example.com")

        assert [notice.subject.partition("in region ")[2] for notice in ses.notices] == [
            "Europe (Ireland)",
            "moon-north-1",
        ]

    def test_the_text_is_written_when_it_is_first_read(self, ses, ses_client):
        for number in range(500):
            ses_client.verify_email_identity(EmailAddress=f"u{number}@example.com")

        assert not any("text" in vars(notice) for notice in ses.notices)
        assert "u7%40example.com" in ses.notices[7].text


class TestTheMail:
    def test_it_can_be_read_as_it_was_delivered(self, ses):
        ses.clock.freeze(NOON)
        verify_email_identity("ann@example.com")
        notice = ses.notices.last

        head, _, body = notice.raw.decode("ascii").partition("\r\n\r\n")

        [own_id] = re.findall("Message-ID: <(.*)@email", head)
        head = re.sub("Feedback-ID: [^\r]*", "Feedback-ID: ID", head)
        head = re.sub("X-SES-Outgoing: [^\r]*", "X-SES-Outgoing: IP", head)
        assert head.replace(own_id, "ID").split("\r\n") == [
            "Return-Path: <ID@amazonses.com>",
            "From: no-reply-aws@amazon.com",
            "To: ann@example.com",
            "Subject: =?utf-8?q?Amazon_Web_Services_=E2=80=93_Email_Address_Verification_?=",
            " =?utf-8?q?Request_in_region_US_East_=28N=2E_Virginia=29?=",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: 7bit",
            "Date: Thu, 01 Jan 2026 12:00:00 +0000",
            "Message-ID: <ID@email.amazonses.com>",
            "Feedback-ID: ID",
            "X-SES-Outgoing: IP",
        ]
        # events 1: form of ids, and the time in them
        assert re.fullmatch(r"0100[0-9a-f]{12}-[-0-9a-f]{36}-000000", own_id)
        assert int(own_id[4:16], 16) == NOON.timestamp() * 1000
        assert body == notice.text.replace("\n", "\r\n")

    def test_each_is_another_mail_and_stays_the_same(self, ses):
        ses.clock.freeze(NOON)
        for _ in range(2):
            verify_email_identity("ann@example.com")

        first, second = ses.notices
        assert first.mime["Message-ID"] != second.mime["Message-ID"]
        assert first.raw is first.raw

    @pytest.mark.ses(production=True, verified=["shop@example.com"])
    def test_one_in_the_accounts_own_words_has_html_and_the_id_of_the_call(self, ses, ses_client):
        ses_client.create_custom_verification_email_template(
            TemplateName="ask",
            FromEmailAddress="shop@example.com",
            TemplateSubject="Grüße\r\nBcc: victim@example.com",
            TemplateContent="<p>Grüße</p>",
            SuccessRedirectionURL="https://example.com/yes",
            FailureRedirectionURL="https://example.com/no",
        )
        answer = ses_client.send_custom_verification_email(
            EmailAddress="ann@example.com", TemplateName="ask"
        )

        notice = ses.notices.last

        mime = notice.mime
        text, html = (part.get_content().replace("\r\n", "\n") for part in mime.iter_parts())
        assert mime.get_content_type() == "multipart/alternative"
        assert (text, html) == (notice.text, notice.html)
        assert mime["Message-ID"] == f"<{answer['MessageId']}@email.amazonses.com>"
        assert (mime["From"], mime["To"]) == ("shop@example.com", "ann@example.com")
        assert (mime["Subject"], mime["Bcc"]) == ("Grüße Bcc: victim@example.com", None)

    def test_it_is_composed_when_it_is_first_read(self, ses):
        verify_email_identity("ann@example.com")

        assert not {"text", "raw", "mime"} & vars(ses.notices.last).keys()


class TestAsking:
    @pytest.fixture
    def notices(self, ses):
        verify_email_identity("ann@example.com")
        verify_email_identity("bob@example.com")
        return ses.notices

    def test_they_are_a_live_sequence(self, ses, notices):
        before = notices[:]
        verify_email_identity("carl@example.com")

        assert [notice.to for notice in before] == ["ann@example.com", "bob@example.com"]
        assert len(notices) == 3
        assert notices.last.to == "carl@example.com"
        assert notices == ses.notices

    @pytest.mark.parametrize(
        ("criteria", "found"),
        [
            ({"to": "ANN@example.com"}, 1),
            ({"to": re.compile("example.com$")}, 2),
            ({"sender": "no-reply-aws@amazon.com", "kind": "verification"}, 2),
            ({"kind": "bounce"}, 0),
            ({"subject": re.compile("Verification Request")}, 2),
            ({"text": re.compile("bob%40example")}, 1),
            ({"region": "us-east-1", "account_id": "123456789012"}, 2),
            ({"region": "eu-west-1"}, 0),
            ({"links": lambda links: "ann" in links[0]}, 1),
        ],
    )
    def test_they_are_found_by(self, notices, criteria, found):
        assert len(notices.find(**criteria)) == found

    def test_one_gives_the_only_match_or_says_what_there_is(self, notices):
        assert notices.one(to="bob@example.com") is notices[1]
        with pytest.raises(AssertionError) as caught:
            notices.one(to="carl@example.com")
        assert str(caught.value) == (
            "No notice with to='carl@example.com' was sent. Nearest of 2:\n"
            "  <Notice 'Amazon Web Services – Email Address Verification Request in region US East "
            "(N. Virginia)' from no-reply-aws@amazon.com to ann@example.com>: "
            "to is ['ann@example.com']\n"
            "  <Notice 'Amazon Web Services – Email Address Verification Request in region US East "
            "(N. Virginia)' from no-reply-aws@amazon.com to bob@example.com>: "
            "to is ['bob@example.com']"
        )
        with pytest.raises(AssertionError, match="2 notices with kind='verification' were sent"):
            notices.one(kind="verification")

    def test_where_there_are_none_it_says_so(self, ses):
        with pytest.raises(AssertionError, match="^No notice was sent; there are no notices.$"):
            ses.notices.one()
        with pytest.raises(IndexError, match="there is no such notice in <Notices of 0 notices>"):
            _ = ses.notices.last

    def test_a_name_that_notices_do_not_have_is_a_mistake_of_the_test(self, notices):
        with pytest.raises(TypeError, match="^Notices cannot be found by cc; use account_id, "):
            notices.find(cc="ann@example.com")

    def test_regions_and_accounts_have_views_of_their_own(self, ses, notices):
        boto3.client("ses", "eu-west-1").verify_email_identity(EmailAddress="eve@example.com")

        assert [notice.to for notice in ses.region("eu-west-1").notices] == ["eve@example.com"]
        assert len(ses.region("us-east-1").notices) == 2
        assert len(ses.account("999999999999").notices) == 0
        assert len(ses.notices) == 3

    def test_after_a_reset_there_are_none(self, ses, notices):
        link = notices[0].links[0]

        ses.reset()

        assert notices == [] == ses.notices
        with pytest.raises(ValueError, match="SES has not written the link"):
            ses.follow(link)


@pytest.mark.ses(verification="manual")
class TestFollowing:
    @EVERY_WAY
    def test_a_pending_address_becomes_verified(self, ses, ask):
        ask("ann@example.com")
        assert status("ann@example.com") == "Pending"

        page = ses.follow(ses.notices.one(to="ann@example.com").links[0])

        assert page == SUCCESS
        assert status("ann@example.com") == "Success"

    def test_following_again_shows_the_same_page(self, ses):
        verify_email_identity("ann@example.com")
        link = ses.notices.last.links[0]

        assert [ses.follow(link), ses.follow(link)] == [SUCCESS, SUCCESS]

    def test_a_link_is_good_for_24_hours(self, ses):
        # resources 2.1
        ses.clock.freeze(NOON)
        verify_email_identity("ann@example.com")
        create_email_identity("bob@example.com")
        anns, bobs = (notice.links[0] for notice in ses.notices)

        ses.clock.advance(hours=23, minutes=59)
        assert ses.follow(anns) == SUCCESS
        ses.clock.advance(minutes=1)
        assert ses.follow(bobs) == FAILURE
        assert (status("ann@example.com"), status("bob@example.com")) == ("Success", "Failed")

    def test_an_old_link_stays_old_when_another_is_sent(self, ses):
        ses.clock.freeze(NOON)
        verify_email_identity("ann@example.com")
        ses.clock.advance(hours=24)
        verify_email_identity("ann@example.com")
        old, new = (notice.links[0] for notice in ses.notices)

        assert ses.follow(old) == FAILURE
        assert status("ann@example.com") == "Pending"
        assert ses.follow(new) == SUCCESS

    def test_a_link_of_a_deleted_identity_does_nothing(self, ses, ses_client):
        verify_email_identity("ann@example.com")
        ses_client.delete_identity(Identity="ann@example.com")
        link = ses.notices.last.links[0]

        assert ses.follow(link) == FAILURE
        assert status("ann@example.com") is None
        verify_email_identity("ann@example.com")
        assert ses.follow(link) == FAILURE
        assert status("ann@example.com") == "Pending"

    def test_a_link_belongs_to_its_region(self, ses):
        for region in ("us-east-1", "eu-west-1"):
            boto3.client("ses", region).verify_email_identity(EmailAddress="ann@example.com")

        ses.follow(ses.region("eu-west-1").notices.last.links[0])

        assert status("ann@example.com", "eu-west-1") == "Success"
        assert status("ann@example.com", "us-east-1") == "Pending"

    @pytest.mark.parametrize(
        "change",
        [
            lambda link: "https://example.com/",
            lambda link: link.replace("ann", "bob"),
            lambda link: link + "&X-Amz-Signature=0",
            lambda link: link[:-1],
            lambda link: "",
            lambda link: "https://[",
        ],
    )
    def test_a_link_that_ses_did_not_write_is_a_mistake_of_the_test(self, ses, change):
        verify_email_identity("ann@example.com")

        with pytest.raises(ValueError, match=r"take one from a notice, as in ses\.follow\("):
            ses.follow(change(ses.notices.last.links[0]))

        assert status("ann@example.com") == "Pending"


def test_the_mails_are_captured_where_addresses_are_verified_at_once(ses):
    verify_email_identity("ann@example.com")

    assert status("ann@example.com") == "Success"
    assert ses.follow(ses.notices.last.links[0]) == SUCCESS
