"""Which mail SES takes at all. Rows named are those of the fact sheet "events", section 11."""

from __future__ import annotations

import pytest

from sesfake.domain.receiving.admitting import MAX_MAIL
from sesfake.domain.receiving.matching import recipients_of
from sesfake.domain.receiving.rules import ReceiptRule

from .mailing import HELP, MAIL, activate, activate_actions, header, rule

pytestmark = pytest.mark.ses(verified=["example.com"])

NO_MAILBOX = "550 5.1.1 Requested action not taken: mailbox unavailable"


def block(client, cidr, policy="Block", name=None):
    client.create_receipt_filter(
        Filter={
            "Name": name or policy,
            "IpFilter": {"Policy": policy, "Cidr": cidr},
        }
    )


class TestRecipients:
    @pytest.mark.parametrize(
        ("pattern", "address", "is_meant"),
        [
            ("user@example.com", "user@example.com", True),
            ("user@example.com", "User@EXAMPLE.com", True),
            ("user@example.com", "user+label@example.com", True),
            ("user@example.com", "other@example.com", False),
            ("user@example.com", "user@sub.example.com", False),
            ("user+a@example.com", "user+a@example.com", True),
            ("user+a@example.com", "user+b@example.com", False),
            ("user+a@example.com", "user@example.com", False),
            ("example.com", "anybody@example.com", True),
            ("example.com", "anybody@sub.example.com", False),
            ("sub.example.com", "anybody@sub.example.com", True),
            ("sub.example.com", "anybody@example.com", False),
            (".example.com", "anybody@sub.example.com", True),
            (".example.com", "anybody@deep.sub.example.com", True),
            (".example.com", "anybody@example.com", False),
            (".example.com", "anybody@another-example.com", False),
        ],
    )
    def test_a_recipient_of_a_rule_means(self, pattern, address, is_meant):
        # events 11, "Recipients match"
        found = recipients_of(ReceiptRule("rule", recipients=(pattern,)), [address])

        assert found == ((address,) if is_meant else ())

    def test_a_rule_without_recipients_is_for_every_verified_domain(self, ses):
        activate_actions(header("X-Seen"))

        received = ses.receive(MAIL, recipients=["any@example.com", "any@example.net"])

        assert received.recipients == ("any@example.com",)
        assert received.refused["any@example.net"].reply == NO_MAILBOX

    def test_a_verified_address_does_not_receive(self, ses):
        ses.verify("ann@example.net")
        activate_actions(header("X-Seen"))

        received = ses.receive(MAIL, recipients="ann@example.net")

        assert received.refusal == (
            f"{NO_MAILBOX} (the domain is not verified in us-east-1; to mend the test: "
            "ses.verify('example.net'))"
        )

    def test_each_rule_sees_those_that_it_is_for(self, ses):
        # events 11, "receipt.recipients"
        activate(
            rule("help", header("X-Help"), Recipients=[HELP]),
            rule("sales", header("X-Sales"), Recipients=["sales@example.com"]),
            rule("press", header("X-Press"), Recipients=["press@example.com"]),
        )

        received = ses.receive(MAIL, recipients=[HELP, "sales@example.com", "x@example.com"])

        assert [(one.name, one.recipients) for one in received.rules] == [
            ("help", (HELP,)),
            ("sales", ("sales@example.com",)),
            ("press", ()),
        ]
        assert received.rules[2].skipped == "it is for none of the recipients"
        assert list(received.refused) == ["x@example.com"]


class TestRuleSets:
    def test_without_an_active_one_nobody_receives(self, ses):
        received = ses.receive(MAIL)

        assert not received.is_accepted
        assert (received.message_id, received.verdicts, received.rules) == (None, None, [])
        assert received.refusal == (
            f"{NO_MAILBOX} (no receipt rule set is active; to mend the test: "
            "set_active_receipt_rule_set(...))"
        )

    def test_one_whose_rules_are_for_others_receives_nothing(self, ses):
        activate_actions(header("X-Seen"), Recipients=["sales@example.com"])

        assert ses.receive(MAIL).refusal == (
            f"{NO_MAILBOX} (no rule of the active rule set 'inbound' is for it)"
        )

    def test_disabled_rules_are_not_applied(self, ses):
        activate_actions(header("X-Seen"), Enabled=False)

        assert ses.receive(MAIL).refusal == (
            f"{NO_MAILBOX} (what is for it in the active rule set 'inbound' is disabled: 'only')"
        )

    def test_a_disabled_rule_among_others_is_passed_over(self, ses):
        activate(rule("off", header("X-Off"), Enabled=False), rule("on", header("X-On")))

        received = ses.receive(MAIL)

        assert [one.skipped for one in received.rules] == ["it is disabled", None]
        assert [one.type for one in received.actions] == ["AddHeader"]


class TestFilters:
    def test_a_blocked_address_hands_nothing_in(self, ses, ses_client):
        # events 11, "Filters"
        activate_actions(header("X-Seen"))
        block(ses_client, "192.0.2.0/24")

        received = ses.receive(MAIL, ip="192.0.2.77")

        assert received.refusal == (
            "554 5.7.1 Access denied: 192.0.2.77 is blocked "
            "(the IP filter 'Block' blocks 192.0.2.0/24)"
        )
        assert ses.receive(MAIL, ip="198.51.100.1").is_accepted

    def test_what_is_allowed_is_not_blocked(self, ses, ses_client):
        activate_actions(header("X-Seen"))
        block(ses_client, "0.0.0.0/0")
        block(ses_client, "192.0.2.7", policy="Allow")

        assert ses.receive(MAIL, ip="192.0.2.7").is_accepted
        assert not ses.receive(MAIL, ip="192.0.2.8").is_accepted
        assert ses.receive(MAIL, ip="2001:db8::1").is_accepted

    def test_ranges_of_version_6(self, ses, ses_client):
        activate_actions(header("X-Seen"))
        block(ses_client, "2001:db8::/32")

        assert not ses.receive(MAIL, ip="2001:db8::1").is_accepted


class TestTls:
    def test_a_rule_that_requires_it_refuses_mail_without(self, ses):
        # events 11, "Rule flags"
        activate(
            rule("strict", header("X-A"), TlsPolicy="Require", Recipients=[HELP]),
            rule("lax", header("X-B"), Recipients=["sales@example.com"]),
        )

        received = ses.receive(MAIL, recipients=[HELP, "sales@example.com"], tls=False)

        assert received.recipients == ("sales@example.com",)
        assert str(received.refused[HELP]) == (
            "530 5.7.0 Must issue a STARTTLS command first (the rule 'strict' requires TLS)"
        )
        assert ses.receive(MAIL).is_accepted


def test_a_mail_has_40_megabytes_at_most(ses):
    # events 11, "S3"
    activate_actions(header("X-Seen"))
    most = MAIL.encode() + b"x" * (MAX_MAIL - len(MAIL))

    assert ses.receive(most).is_accepted
    assert ses.receive(most + b"x").refusal == (
        "552 5.3.4 Message size exceeds fixed maximum message size "
        f"(it has {MAX_MAIL + 1} bytes, and {MAX_MAIL} are the most)"
    )
