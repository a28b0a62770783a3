"""Custom verification mails: who may send them, what is in them, what their links do."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from html.parser import HTMLParser

import boto3
import pytest

from sesfake.errors import FromEmailAddressNotVerified, ProductionAccessNotGranted
from tests.domain.verification_doors import V1, V2, WELCOME, refused
from tests.refusing import refusal, refusal_with_status

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
CLOSING = "If you did not request to verify this email address, please disregard this message."
SUCCESS, FAILURE = WELCOME["SuccessRedirectionURL"], WELCOME["FailureRedirectionURL"]

pytestmark = pytest.mark.ses(production=True)


@pytest.fixture(params=[V1, V2], ids=["v1", "v2"])
def door(request, ses):
    """One API or the other, with a template."""
    ses.verify("shop@example.com")
    door = request.param()
    door.create()
    return door


def status(address: str, region: str = "us-east-1") -> str | None:
    answer = boto3.client("ses", region).get_identity_verification_attributes(Identities=[address])
    return answer["VerificationAttributes"].get(address, {}).get("VerificationStatus")


def sent() -> float:
    return boto3.client("ses").get_send_quota()["SentLast24Hours"]


def assert_no_trace(ses) -> None:
    ses.notices.assert_empty()
    assert status("ann@example.org") is None
    assert sent() == 0


class TestTheMail:
    def test_says_what_the_template_says_and_brings_the_link(self, ses, door):
        # sending 11
        ses.clock.freeze(NOON)

        message_id = door.send()

        [notice] = ses.notices
        assert notice.kind == "custom-verification"
        assert notice.sender == "shop@example.com"
        assert notice.to == "ann@example.org"
        assert notice.subject == "Please confirm"
        assert notice.message_id == message_id
        assert notice.sent_at == NOON
        assert (notice.account_id, notice.region) == ("123456789012", "us-east-1")
        link = notice.links[0]
        assert link.startswith("https://email-verification.us-east-1.amazonaws.com/?")
        assert notice.text == f"{link}\n\n{CLOSING}\n"
        url = link.replace("&", "&amp;")
        assert notice.html == (
            f'<h1>Welcome!</h1>\n<p><a href="{url}">{url}</a></p>\n<p>{CLOSING}</p>\n'
        )

    def test_is_no_message_of_the_accounts_own(self, ses, door):
        door.send()

        assert ses.outbox == []
        assert ses.events == []

    def test_has_an_id_of_the_usual_form(self, door):
        assert re.fullmatch(r"0100[0-9a-f]{12}-[0-9a-f-]{36}-000000", door.send())

    def test_is_found_by_its_html_and_by_its_id(self, ses, door):
        first, second = door.send(), door.send("bob@example.org")
        boto3.client("ses").verify_email_identity(EmailAddress="eve@example.org")

        assert ses.notices.one(message_id=second).to == "bob@example.org"
        assert len(ses.notices.find(html=re.compile("Welcome!"))) == 2
        assert first != second

    def test_has_its_own_link_before_those_of_the_content(self, ses, door):
        content = '<a href="https://example.com/shop">shop</a> https://example.com/text'
        door.update(TemplateContent=content)

        door.send()

        notice = ses.notices.last
        assert notice.links[1:] == ["https://example.com/shop"]
        assert ses.follow(notice.links[0]) == SUCCESS

    @pytest.mark.parametrize("content", ["<!-- ", "<script>", "<a href='", "{link}", "%s", "{"])
    def test_has_its_link_whatever_the_content_is(self, ses, door, content):
        door.update(TemplateContent=content)

        door.send()

        notice = ses.notices.last
        assert notice.html.startswith(f"{content}\n<p><a href=")
        assert ses.follow(notice.links[0]) == SUCCESS

    def test_has_the_link_whole_in_its_html(self, ses, door):
        class Reader(HTMLParser):
            def handle_starttag(self, tag, attrs):
                if tag == "a":
                    found.append(dict(attrs)["href"])

        found = []
        door.send()
        notice = ses.notices.last

        Reader().feed(notice.html)

        assert found == notice.links

    def test_stays_as_it_was_sent_when_the_template_changes(self, ses, door):
        door.send()

        door.update(TemplateContent="Other", SuccessRedirectionURL="https://example.net")
        door.delete()

        notice = ses.notices.last
        assert "Welcome!" in notice.html
        assert ses.follow(notice.links[0]) == SUCCESS

    def test_is_written_when_it_is_first_read(self, ses, door):
        door.update(TemplateContent="x" * 100_000)
        for number in range(20):
            door.send(f"u{number}@example.org")

        assert not any("html" in vars(notice) or "text" in vars(notice) for notice in ses.notices)


class TestTheAddress:
    @pytest.mark.ses(production=True, verification="manual")
    def test_becomes_a_pending_identity_of_both_apis(self, door):
        # sending 11, resources 2.1
        door.send()

        assert status("ann@example.org") == "Pending"
        read = boto3.client("sesv2").get_email_identity(EmailIdentity="ann@example.org")
        assert (read["IdentityType"], read["VerifiedForSendingStatus"]) == ("EMAIL_ADDRESS", False)

    def test_is_verified_at_once_where_owners_are_that_quick(self, ses, door):
        door.send()

        assert status("ann@example.org") == "Success"
        assert ses.follow(ses.notices.last.links[0]) == SUCCESS

    @pytest.mark.ses(production=True, verification="manual")
    def test_stays_verified_if_it_is_and_is_written_to_all_the_same(self, ses, door):
        ses.verify("ann@example.org")

        door.send()

        assert status("ann@example.org") == "Success"
        assert ses.follow(ses.notices.last.links[0]) == SUCCESS

    @pytest.mark.ses(production=True, verification="manual")
    def test_waits_anew_when_it_is_asked_again(self, ses, door):
        ses.clock.freeze(NOON)
        door.send()
        ses.clock.advance(hours=24)
        assert status("ann@example.org") == "Failed"

        door.send()

        assert status("ann@example.org") == "Pending"
        old, new = (notice.links[0] for notice in ses.notices)
        assert (ses.follow(old), ses.follow(new)) == (FAILURE, SUCCESS)

    @pytest.mark.parametrize("address", ["", " ", "\t\n"])
    def test_must_be_given(self, ses, door, address):
        # sending 11
        answer = refusal_with_status(door.send, address)

        assert answer == refused(door.invalid, "Email address not specified.")
        assert_no_trace(ses)

    @pytest.mark.parametrize(
        "address", ["ann", "example.org", "@example.org", "Ann <ann@example.org>", "a@b, c@d", "a@"]
    )
    def test_must_be_one(self, ses, door, address):
        # sending 11 and 4.2: no space before the bracket
        answer = refusal_with_status(door.send, address)

        assert answer == refused(door.invalid, f"Invalid email address<{address}>.")
        assert_no_trace(ses)

    @pytest.mark.parametrize("address", ["a@b", "ann+x@example.org", '"a b"@example.org'])
    def test_may_be_unusual(self, ses, door, address):
        # sending 4.3: no dot is needed in the domain
        door.send(address)

        assert ses.notices.last.to == address
        assert status(address) == "Success"

    def test_counts_as_one_of_10000_identities(self, ses, door, monkeypatch):
        # resources 2.1
        monkeypatch.setattr("sesfake.domain.identities.identities.MAX_IDENTITIES", 2)
        door.send("bob@example.org")

        answer = refusal_with_status(door.send)

        text = "The maximum number of identities for this account has been reached: 2."
        assert answer == refused(door.too_many_identities, text)
        assert len(ses.notices) == 1
        assert sent() == 1
        door.send("bob@example.org")


@pytest.mark.ses(production=True, verification="manual")
class TestFollowing:
    def test_leads_to_the_page_for_success(self, ses, door):
        door.send()

        page = ses.follow(ses.notices.last.links[0])

        assert page == SUCCESS
        assert status("ann@example.org") == "Success"

    def test_a_link_is_good_for_24_hours(self, ses, door):
        # resources 2.1
        ses.clock.freeze(NOON)
        door.send()
        door.send("bob@example.org")
        anns, bobs = (notice.links[0] for notice in ses.notices)

        ses.clock.advance(hours=23, minutes=59)
        assert ses.follow(anns) == SUCCESS
        ses.clock.advance(minutes=1)
        assert ses.follow(bobs) == FAILURE
        assert (status("ann@example.org"), status("bob@example.org")) == ("Success", "Failed")

    def test_a_link_of_a_deleted_identity_leads_to_the_page_for_failure(self, ses, door):
        door.send()
        boto3.client("ses").delete_identity(Identity="ann@example.org")

        assert ses.follow(ses.notices.last.links[0]) == FAILURE
        assert status("ann@example.org") is None

    def test_amazons_own_mail_keeps_amazons_pages(self, ses, door):
        door.send()
        boto3.client("ses").verify_email_identity(EmailAddress="ann@example.org")

        pages = [ses.follow(notice.links[0]) for notice in ses.notices]

        assert pages == [SUCCESS, "https://aws.amazon.com/ses/verifysuccess/"]

    def test_a_link_belongs_to_its_region(self, ses, door):
        there = type(door)("eu-west-1")
        ses.verify("shop@example.com")
        there.create()

        message_id = there.send()
        ses.follow(ses.notices.last.links[0])

        assert message_id.startswith("0102")
        assert status("ann@example.org", "eu-west-1") == "Success"
        assert status("ann@example.org") is None


class TestWhoMaySend:
    @pytest.mark.ses(production=False)
    def test_not_an_account_in_the_sandbox(self, ses, door):
        # sending 11, resources 4
        answer = refusal_with_status(door.send)

        text = "Production access has not been granted for this account."
        assert answer == refused(door.in_sandbox, text)
        assert_no_trace(ses)

    @pytest.mark.ses(production=False)
    def test_not_even_to_a_verified_address_in_the_sandbox(self, ses, door):
        ses.verify("ann@example.org")

        assert refusal(door.send)[0] == door.in_sandbox[0]

    def test_not_without_a_verified_sender(self, ses, door):
        boto3.client("ses").delete_identity(Identity="shop@example.com")

        answer = refusal_with_status(door.send)

        text = "The from email address <shop@example.com> is not verified"
        assert answer == refused(door.unverified, text)
        assert_no_trace(ses)

    def test_not_an_account_whose_sending_is_switched_off(self, ses, door):
        boto3.client("ses").update_account_sending_enabled(Enabled=False)

        answer = refusal_with_status(door.send)

        assert answer == refused(door.paused, "Sending is paused for this account")
        assert_no_trace(ses)

    def test_refusals_tell_the_tester_how_to_mend_the_test(self):
        assert ProductionAccessNotGranted().hint == (
            "To mend the test: `mock_ses(production=True)` leaves the sandbox."
        )
        assert FromEmailAddressNotVerified("a@b.c").hint == (
            "To mend the test: `ses.verify('a@b.c')` or `mock_ses(verified=['a@b.c'])`."
        )


class TestConfigurationSets:
    @pytest.fixture(autouse=True)
    def news(self, ses):
        boto3.client("ses").create_configuration_set(ConfigurationSet={"Name": "news"})

    @pytest.mark.parametrize("name", ["news", ""])
    def test_one_may_be_named(self, ses, door, name):
        door.send(ConfigurationSetName=name)

        assert len(ses.notices) == 1

    def test_it_must_be_there(self, ses, door):
        # sending 6
        answer = refusal_with_status(door.send, ConfigurationSetName="shop")

        assert answer == refused(door.no_set, "Configuration set <shop> does not exist.")
        assert_no_trace(ses)

    def test_it_must_not_be_paused(self, ses, door):
        # sending 6
        boto3.client("ses").update_configuration_set_sending_enabled(
            ConfigurationSetName="news", Enabled=False
        )

        answer = refusal_with_status(door.send, ConfigurationSetName="news")

        assert answer == refused(door.set_paused, "Sending is paused for configuration set news")
        assert_no_trace(ses)


class TestQuota:
    def test_a_mail_counts_as_one_recipient(self, door):
        door.send()
        door.send()

        assert sent() == 2

    @pytest.mark.ses(production=True, max_24_hour_send=1)
    def test_a_spent_quota_stops_it(self, ses, door):
        # sending 9
        door.send("bob@example.org")

        answer = refusal_with_status(door.send)

        assert answer == refused(door.throttled, "Daily message quota exceeded.")
        assert len(ses.notices) == 1
        assert status("ann@example.org") is None
        ses.clock.advance(hours=24)
        door.send()

    def test_the_simulators_addresses_do_not_count(self, door):
        # sending 9
        door.send("success@simulator.amazonses.com")

        assert sent() == 0

    @pytest.mark.ses(production=True, enforce_rate=True)
    def test_the_call_may_be_made_once_a_second(self, ses, door):
        # sending 11
        ses.clock.freeze()
        door.send()

        assert refusal_with_status(door.send) == refused(door.throttled, "Rate exceeded")
        ses.clock.advance(seconds=1)
        door.send()


@pytest.mark.ses(production=False)
def test_faults_are_found_in_this_order(ses, door):
    """The address, the template, the configuration set, the switch, the sender, the sandbox."""
    client = boto3.client("ses")
    client.update_account_sending_enabled(Enabled=False)
    client.delete_identity(Identity="shop@example.com")
    given = {"address": "nobody", "template": "other", "ConfigurationSetName": "news"}

    assert refusal(door.send, **given)[1] == "Invalid email address<nobody>."
    given["address"] = "ann@example.org"
    assert refusal(door.send, **given)[0] == door.missing[0]
    given["template"] = "welcome"
    assert refusal(door.send, **given)[0] == door.no_set[0]
    del given["ConfigurationSetName"]
    assert refusal(door.send, **given)[0] == door.paused[0]
    client.update_account_sending_enabled(Enabled=True)
    assert refusal(door.send, **given)[0] == door.unverified[0]
    client.verify_email_identity(EmailAddress="shop@example.com")
    assert refusal(door.send, **given)[0] == door.in_sandbox[0]
