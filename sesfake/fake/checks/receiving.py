"""What a test says of a mail that comes in: its envelope, the other server, verdicts."""

from __future__ import annotations

import re
from ipaddress import ip_address

from sesfake.domain.receiving.verdicts import DMARC_POLICIES, FAIL, STATUSES, Said
from sesfake.mail.addresses import bare

NOBODYS = "192.0.2.1"  # RFC 5737
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_ON_ONE_LINE = re.compile(r"[^\r\n]+")


def envelope_address(text: str, option: str) -> str:
    if not isinstance(text, str):
        raise TypeError(f"{option}= takes addresses such as 'ann@example.org', not {text!r}.")
    unquoted = _QUOTED.sub("", text)
    if "," in unquoted and unquoted.count("@") > 1:
        raise ValueError(
            f"{option}= takes addresses one by one, not several in one text: {text!r}."
        )
    address = bare(text)
    if address and ("@" not in address.strip("@") or not _ON_ONE_LINE.fullmatch(address)):
        raise ValueError(f"{option}= takes addresses such as 'ann@example.org', not {text!r}.")
    return address


def check_server(ip: str, tls: bool) -> None:
    wrong = f"ip= is an address such as {NOBODYS!r}, not {ip!r}."
    if not isinstance(ip, str):
        raise TypeError(wrong)
    try:
        ip_address(ip)
    except ValueError:
        raise ValueError(wrong) from None
    if not isinstance(tls, bool):
        raise TypeError(f"tls= is True or False, not {tls!r}.")


def check_verdicts(said: Said) -> None:
    for name, status in said._asdict().items():
        known = DMARC_POLICIES if name == "dmarc_policy" else STATUSES
        if status is not None and status not in known:
            raise ValueError(f"{name}= is one of {', '.join(known)}, not {status!r}.")
    if said.dmarc_policy is not None and said.dmarc not in {None, FAIL}:
        raise ValueError("dmarc_policy= is told only where DMARC has failed: dmarc='FAIL'.")
