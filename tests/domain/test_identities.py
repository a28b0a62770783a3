"""Verification over time, limits, and what deletion does: through both APIs where both have it."""

from __future__ import annotations

import threading
import time

import boto3
import pytest
from botocore.exceptions import ClientError, WaiterError

from sesfake.domain.accounts import Accounts
from sesfake.domain.identities.identities import MAX_IDENTITIES
from sesfake.domain.scope import Scope
from sesfake.settings import Settings
from tests.refusing import refusal, refusal_with_status


def status(name: str) -> str | None:
    answer = boto3.client("ses").get_identity_verification_attributes(Identities=[name])
    return answer["VerificationAttributes"].get(name, {}).get("VerificationStatus")


@pytest.mark.ses(verification="manual")
class TestExpiry:
    """facts: resources, section 2.1: 24 hours for the link, 72 for the records."""

    @pytest.mark.parametrize(
        ("name", "hours"), [("ann@example.com", 24), ("example.com", 72)], ids=["address", "domain"]
    )
    def test_what_nobody_confirms_fails(self, ses, sesv2_client, name, hours):
        ses.clock.freeze()
        sesv2_client.create_email_identity(EmailIdentity=name)

        ses.clock.advance(hours=hours - 1)
        assert status(name) == "Pending"
        ses.clock.advance(hours=1)
        assert status(name) == "Failed"
        [listed] = sesv2_client.list_email_identities()["EmailIdentities"]
        assert listed["VerificationStatus"] == "FAILED"

    def test_asking_again_begins_anew(self, ses, ses_client):
        ses.clock.freeze()
        ses_client.verify_email_identity(EmailAddress="ann@example.com")
        ses.clock.advance(hours=24)

        ses_client.verify_email_identity(EmailAddress="ann@example.com")

        assert status("ann@example.com") == "Pending"
        ses.clock.advance(hours=23)
        assert status("ann@example.com") == "Pending"

    def test_dkim_has_72_hours_of_its_own_and_begins_anew_when_asked_again(self, ses, ses_client):
        def dkim() -> str:
            answer = ses_client.get_identity_dkim_attributes(Identities=["example.com"])
            return answer["DkimAttributes"]["example.com"]["DkimVerificationStatus"]

        ses.clock.freeze()
        ses.verify("shop.org")  # another domain, to be left alone
        ses_client.verify_domain_identity(Domain="example.com")
        ses.verify("example.com")  # by its own token; DKIM was not asked for yet
        ses.clock.advance(days=30)

        for _ in range(2):
            ses_client.verify_domain_dkim(Domain="example.com")
            assert dkim() == "Pending"
            ses.clock.advance(hours=71)
            assert dkim() == "Pending"
            ses.clock.advance(hours=1)
            assert dkim() == "Failed"
        assert status("example.com") == "Success"

    def test_what_is_verified_does_not_expire(self, ses, ses_client):
        ses_client.verify_email_identity(EmailAddress="ann@example.com")
        ses.verify("ann@example.com")

        ses.clock.advance(days=365)
        ses_client.verify_email_identity(EmailAddress="ann@example.com")

        assert status("ann@example.com") == "Success"


@pytest.mark.ses(verified=["example.com", "ann@example.com"])
class TestDeletion:
    def test_a_deleted_identity_cannot_send_any_more(self, ses_client):
        ses_client.delete_identity(Identity="example.com")

        with pytest.raises(ClientError, match="Email address is not verified"):
            ses_client.send_email(
                Source="shop@example.com",
                Destination={"ToAddresses": ["ann@example.com"]},
                Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}},
            )

    @pytest.mark.parametrize("operation", ["delete_identity", "delete_verified_email_address"])
    def test_v1_deletes_what_is_not_there_without_a_word(self, ses_client, operation):
        # facts: resources 2.2
        parameter = "Identity" if operation == "delete_identity" else "EmailAddress"

        getattr(ses_client, operation)(**{parameter: "nobody@example.org"})

        assert len(ses_client.list_identities()["Identities"]) == 2

    def test_a_list_may_be_emptied_page_by_page(self, ses, ses_client):
        ses.verify(*(f"u{n}@example.org" for n in range(7)))

        for page in ses_client.get_paginator("list_identities").paginate(
            PaginationConfig={"PageSize": 2}
        ):
            for name in page["Identities"]:
                ses_client.delete_identity(Identity=name)

        assert ses_client.list_identities()["Identities"] == []


@pytest.mark.ses(verification="manual")
class TestTheTestersWord:
    def test_everything_that_waits_succeeds(self, ses, ses_client, sesv2_client):
        sesv2_client.create_email_identity(EmailIdentity="example.com")
        ses_client.set_identity_mail_from_domain(
            Identity="example.com", MailFromDomain="mail.example.com"
        )

        ses.verify("example.com")

        answer = sesv2_client.get_email_identity(EmailIdentity="example.com")
        assert answer["VerifiedForSendingStatus"] is True
        assert answer["DkimAttributes"]["Status"] == "SUCCESS"
        assert answer["MailFromAttributes"]["MailFromDomainStatus"] == "SUCCESS"

    def test_what_was_never_asked_for_does_not_begin(self, ses, ses_client):
        # facts: resources 2.4
        ses_client.verify_domain_identity(Domain="example.com")

        ses.verify("example.com")

        answer = ses_client.get_identity_dkim_attributes(Identities=["example.com"])
        assert answer["DkimAttributes"]["example.com"]["DkimVerificationStatus"] == "NotStarted"
        assert status("example.com") == "Success"

    def test_dkim_verifies_a_domain_that_only_waited_for_its_token(self, ses, ses_client):
        # facts: resources 2.6
        ses_client.verify_domain_identity(Domain="example.com")
        ses_client.verify_domain_dkim(Domain="example.com")
        identities = ses.accounts.open("123456789012", "us-east-1").identities

        identities.find("example.com").dkim.succeed(ses.clock.now())

        assert status("example.com") == "Success"


class TestLimit:
    """facts: resources 2.1: 10,000 in a region."""

    @pytest.fixture
    def full(self, ses):
        identities = ses.accounts.open("123456789012", "us-east-1").identities
        for number in range(MAX_IDENTITIES - 1):
            identities.verify(f"u{number}@example.com")
        return identities

    def test_ten_thousand_and_no_more(self, ses, ses_client, sesv2_client, full):
        assert MAX_IDENTITIES == 10_000
        sesv2_client.create_email_identity(EmailIdentity="example.com")
        text = "The maximum number of identities for this account has been reached: 10000."

        for name in ("ann@example.org", "example.org"):
            assert refusal_with_status(sesv2_client.create_email_identity, EmailIdentity=name) == (
                "LimitExceededException",
                text,
                400,
            )
        for call, member in (
            (ses_client.verify_email_identity, {"EmailAddress": "ann@example.org"}),
            (ses_client.verify_domain_identity, {"Domain": "example.org"}),
            (ses_client.verify_domain_dkim, {"Domain": "example.org"}),
        ):
            assert refusal(call, **member) == ("InvalidParameterValue", text)

        assert len(full) == 10_000
        assert ses.notices == []
        ses_client.verify_email_identity(EmailAddress="u0@example.com")  # which there is
        boto3.client("ses", "eu-west-1").verify_email_identity(EmailAddress="ann@example.org")


PEOPLE = ["ann@example.com", "bob@example.com"]


@pytest.mark.ses(verification="manual")
class TestWaiter:
    """botocore's waiter sleeps for real, and asks every three seconds, twenty times."""

    def test_it_waits_until_all_are_verified(self, ses, ses_client, monkeypatch):
        slept = []

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            ses.clock.advance(seconds=seconds)
            ses.follow(ses.notices[len(slept) - 1].links[0])

        monkeypatch.setattr(time, "sleep", sleep)
        for name in PEOPLE:
            ses_client.verify_email_identity(EmailAddress=name)

        ses_client.get_waiter("identity_exists").wait(Identities=PEOPLE)

        assert slept == [3, 3]
        assert list(map(status, PEOPLE)) == ["Success", "Success"]

    def test_without_a_delay_it_takes_no_time(self, ses, ses_client):
        ses_client.verify_email_identity(EmailAddress="ann@example.com")
        waiter = ses_client.get_waiter("identity_exists")
        quick = {"Delay": 0, "MaxAttempts": 3}

        with pytest.raises(WaiterError, match="Max attempts exceeded"):
            waiter.wait(Identities=["ann@example.com"], WaiterConfig=quick)
        ses.verify("ann@example.com")
        waiter.wait(Identities=["ann@example.com"], WaiterConfig=quick)


@pytest.mark.ses(verified=[f"u{number}@example.com" for number in range(30)])
class TestPagesOfBoth:
    def test_the_paginator_of_v1_walks_them_all(self, ses_client):
        pages = ses_client.get_paginator("list_identities").paginate(
            IdentityType="EmailAddress", PaginationConfig={"PageSize": 7}
        )

        assert [len(page["Identities"]) for page in pages] == [7, 7, 7, 7, 2]

    def test_v2_has_no_paginator_and_gives_25_at_a_time(self, sesv2_client):
        assert not sesv2_client.can_paginate("list_email_identities")
        found, token = [], {}
        while True:
            page = sesv2_client.list_email_identities(**token)
            found.append(len(page["EmailIdentities"]))
            if "NextToken" not in page:
                break
            token = {"NextToken": page["NextToken"]}

        assert found == [25, 5]


def test_regions_may_be_opened_from_within_while_the_tester_verifies_everywhere():
    """An operation that looks into another region must not wait for whoever waits for it."""
    accounts = Accounts(Settings())
    here = accounts.open("123456789012", "us-east-1")
    done = threading.Event()

    def verify_everywhere() -> None:
        accounts.everywhere(Scope(), lambda account: account.identities.verify("example.com"))
        done.set()

    with here.lock:
        tester = threading.Thread(target=verify_everywhere)
        tester.start()
        while not accounts._standing:
            done.wait(0.001)
        there = accounts.open("123456789012", "eu-west-1")
    tester.join(10)

    assert done.is_set()
    assert there.identities.find("example.com").is_verified
    assert here.identities.find("example.com").is_verified


@pytest.mark.parametrize(
    "address",
    [
        *("a@b..c", "a@x.com.", "ü@x.com", ".a@x.com", "a..b@x.com", "a@x_y.com"),
        *(" a@x.com", "Ann <a@x.com>", "a@x.com, b@x.com", f"{'a' * 400}@x.com", "a@", "@x.com"),
    ],
)
def test_an_address_that_could_never_be_sent_from_is_no_identity(ses, ses_client, address):
    assert refusal(ses_client.verify_email_identity, EmailAddress=address) == (
        "InvalidParameterValue",
        f"Invalid email address<{address}>.",
    )
    assert ses_client.list_identities()["Identities"] == []


@pytest.mark.parametrize("address", ["a+tag/x@x.com", '"a b"@x.com', "user@-example.com"])
def test_odd_addresses_that_are_addresses_are_taken(ses_client, address):
    # resources 2.1
    ses_client.verify_email_identity(EmailAddress=address)

    assert ses_client.list_identities()["Identities"] == [address]
