"""What SES thinks of a mail. Rows named are those of the fact sheet "events", section 11."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from sesfake.mail.viruses import EICAR

from .mailing import ANN, HELP, MAIL, SNS, activate, activate_actions, header, rule

pytestmark = pytest.mark.ses(verified=["example.com"])

SIGNED = "DKIM-Signature: v=1; d=example.org; b=x\r\n" + MAIL


def with_virus():
    mail = EmailMessage()
    mail["From"], mail["To"] = ANN, HELP
    mail.set_content("See the file.")
    mail.add_attachment(EICAR, maintype="application", subtype="octet-stream", filename="a.com")
    return mail


def statuses(received):
    receipt = received.notifications[0].record["receipt"]
    names = ("spam", "virus", "spf", "dkim", "dmarc")
    return [receipt[f"{name}Verdict"]["status"] for name in names], receipt.get("dmarcPolicy")


def test_they_follow_from_the_mail(ses):
    activate_actions(SNS, ScanEnabled=True)

    assert statuses(ses.receive(SIGNED)) == (["PASS"] * 5, None)
    assert statuses(ses.receive(MAIL)) == (["PASS", "PASS", "PASS", "GRAY", "PASS"], None)
    assert statuses(ses.receive(MAIL, spf="FAIL")) == (
        ["PASS", "PASS", "FAIL", "GRAY", "GRAY"],
        None,
    )
    assert statuses(ses.receive(with_virus()))[0][1] == "FAIL"


def test_without_scanning_spam_and_viruses_are_not_looked_for(ses):
    activate_actions(SNS)

    received = ses.receive(with_virus(), spam="FAIL")

    assert statuses(received)[0][:2] == ["DISABLED", "DISABLED"]


def test_one_rule_that_wants_it_has_the_mail_scanned(ses):
    activate(rule("first", header("X-A")), rule("second", SNS, ScanEnabled=True))

    assert statuses(ses.receive(MAIL))[0][:2] == ["PASS", "PASS"]


def test_a_disabled_rule_does_not(ses):
    activate(rule("first", SNS), rule("second", SNS, ScanEnabled=True, Enabled=False))

    assert statuses(ses.receive(MAIL))[0][:2] == ["DISABLED", "DISABLED"]


@pytest.mark.parametrize("name", ["spam", "virus", "spf", "dkim", "dmarc"])
@pytest.mark.parametrize("status", ["PASS", "FAIL", "GRAY", "PROCESSING_FAILED"])
def test_a_test_can_ask_for_each(ses, name, status):
    activate_actions(SNS, ScanEnabled=True)

    received = ses.receive(MAIL, **{name: status})

    receipt = received.notifications[0].record["receipt"]
    assert receipt[f"{name}Verdict"] == {"status": status}
    assert getattr(received.verdicts, name) == status


def test_the_policy_of_the_domain_is_told_where_dmarc_has_failed(ses):
    # events 11, "Verdicts"
    activate_actions(SNS)

    assert statuses(ses.receive(MAIL, dmarc_policy="reject"))[1] == "reject"
    assert statuses(ses.receive(MAIL, dmarc="FAIL"))[1] == "none"
    assert statuses(ses.receive(MAIL, dmarc="PASS"))[1] is None


def test_nothing_is_done_about_them(ses):
    activate_actions(header("X-Seen"), ScanEnabled=True)

    assert ses.receive(with_virus(), spam="FAIL").actions[0].failure is None
