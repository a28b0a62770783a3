"""What can be told from an address itself: 1 is unlikely, 2 perhaps, 3 likely.

Amazon does not tell how it finds out. The words, the domains and the signs of random typing here
are a few that everybody would agree on (guesses all).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sesfake.domain.figures.daily_metrics import UNKNOWN_ISP, isp_of
from sesfake.errors import InvalidParameter
from sesfake.mail.addresses import SIMULATOR_DOMAIN, split, without_label
from sesfake.mail.mailboxes import check_length, parse_mailbox

if TYPE_CHECKING:
    from sesfake.domain.dns.zone import Zone

LONGEST_LOCAL = 64  # RFC 5321

# RFC 2142, and what else nobody is called.
_ROLES = frozenset({
    "abuse", "admin", "administrator", "billing", "contact", "email", "enquiries", "feedback",
    "ftp", "hello", "help", "helpdesk", "hostmaster", "hr", "info", "it", "jobs", "legal", "mail",
    "mailer-daemon", "marketing", "newsletter", "no-reply", "noc", "noreply", "office", "orders",
    "postmaster", "press", "privacy", "root", "sales", "security", "service", "support", "sysadmin",
    "team", "usenet", "webmaster", "www",
})  # fmt: skip
_DISPOSABLE = frozenset({
    "10minutemail.com", "discard.email", "dispostable.com", "emailondeck.com", "fakeinbox.com",
    "getnada.com", "guerrillamail.com", "guerrillamail.net", "guerrillamail.org", "maildrop.cc",
    "mailinator.com", "mailnesia.com", "mintemail.com", "moakt.com", "mohmal.com",
    "sharklasers.com", "spamgourmet.com", "temp-mail.org", "tempmail.com", "throwawaymail.com",
    "trashmail.com", "yopmail.com",
})  # fmt: skip
_SOUNDS_DISPOSABLE = re.compile(r"temp-?mail|trash-?mail|throw-?away|disposable|10-?min")
_BETWEEN_WORDS = re.compile(r"[._-]+|\d+")
_KEYBOARD = re.compile(r"asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwert|werty|zxcv|xcvb|1q2w")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]+")
_SWITCHES = re.compile(r"[a-z](?=\d)|\d(?=[a-z])")
_MANY_SWITCHES = 4
_MANY_CONSONANTS, _TOO_MANY_CONSONANTS = 6, 8
_NOWHERE = ".invalid"  # RFC 2606: no name ends so


def has_valid_syntax(address: str) -> bool:
    """Whether it is one bare address that SES takes and RFC 5321 allows."""
    try:
        mailbox = parse_mailbox(address)
        check_length(mailbox)
    except InvalidParameter:
        return False
    return mailbox.address == address and len(split(address)[0]) <= LONGEST_LOCAL


def records_of(domain: str, zone: Zone | None) -> int:
    """Whether the domain can receive mail: 2 where it has records, but none for that.

    Of the big providers and the simulator everybody knows; what else there is, the zone says.
    """
    if domain == SIMULATOR_DOMAIN or isp_of(f"@{domain}") != UNKNOWN_ISP:
        return 3
    if zone is None:
        return 3 if "." in domain and not domain.endswith(_NOWHERE) else 1
    if isinstance(zone.look_up(domain, "MX"), list):
        return 3
    return 2 if zone.named(domain) else 1


def role_of(local: str) -> int:
    """Whether the local part names a task and not a person; 2 where it is a part of it."""
    local = without_label(local)
    if local in _ROLES:
        return 3
    return 2 if _ROLES.intersection(_BETWEEN_WORDS.split(local)) else 1


def disposability_of(domain: str) -> int:
    """Whether mailboxes of the domain are made to be thrown away; 2 where it sounds so."""
    labels = domain.split(".")
    if any(".".join(labels[at:]) in _DISPOSABLE for at in range(len(labels))):
        return 3
    return 2 if _SOUNDS_DISPOSABLE.search(domain) else 1


def randomness_of(local: str) -> int:
    """Whether the local part looks typed at random."""
    local = without_label(local)
    longest = max((len(run) for run in _CONSONANTS.findall(local)), default=0)
    if (
        _KEYBOARD.search(local)
        or longest >= _TOO_MANY_CONSONANTS
        or len(_SWITCHES.findall(local)) >= _MANY_SWITCHES
    ):
        return 3
    return 2 if longest >= _MANY_CONSONANTS else 1
