"""What SES thinks of a mail that comes in: verdicts, which it states and does not act on.

Spam and viruses are looked for where a rule that is for the mail asks for it. What nobody says
follows from the mail: a virus is found, a mail without a signature is not verified by DKIM, and
DMARC is content with either of SPF and DKIM (facts: events 11).
"""

from __future__ import annotations

from typing import NamedTuple

from sesfake.domain.messages.raw_view import RawView
from sesfake.mail.viruses import is_virus, may_carry_virus

PASS, FAIL, GRAY, PROCESSING_FAILED = "PASS", "FAIL", "GRAY", "PROCESSING_FAILED"
DISABLED = "DISABLED"
STATUSES = (PASS, FAIL, GRAY, PROCESSING_FAILED)
NO_POLICY = "none"
DMARC_POLICIES = (NO_POLICY, "quarantine", "reject")


class Verdicts(NamedTuple):
    """One status each; `dmarc_policy` is what the domain wants, where DMARC has failed."""

    spam: str
    virus: str
    spf: str
    dkim: str
    dmarc: str
    dmarc_policy: str | None = None


class Said(NamedTuple):
    """The verdicts that a tester asks for; None is left to SES."""

    spam: str | None = None
    virus: str | None = None
    spf: str | None = None
    dkim: str | None = None
    dmarc: str | None = None
    dmarc_policy: str | None = None


def judge(raw: bytes, said: Said, *, is_scanned: bool) -> Verdicts:
    """The verdicts on a mail."""
    view = RawView(raw)
    spf = said.spf or PASS
    dkim = said.dkim or (PASS if _is_signed(view) else GRAY)
    dmarc = said.dmarc or _dmarc(spf, dkim, said.dmarc_policy)
    return Verdicts(
        (said.spam or PASS) if is_scanned else DISABLED,
        (said.virus or (FAIL if _has_virus(raw, view) else PASS)) if is_scanned else DISABLED,
        spf,
        dkim,
        dmarc,
        (said.dmarc_policy or NO_POLICY) if dmarc == FAIL else None,
    )


def _dmarc(spf: str, dkim: str, policy: str | None) -> str:
    if policy is not None:
        return FAIL
    return PASS if PASS in (spf, dkim) else GRAY


def _is_signed(view: RawView) -> bool:
    return any(name.lower() == "dkim-signature" for name, _ in view.headers)


def _has_virus(raw: bytes, view: RawView) -> bool:
    if not may_carry_virus(raw):
        return False
    text = (view.text or "").encode("utf-8", "replace")
    return is_virus(text) or any(is_virus(file.content) for file in view.attachments)
