"""Records of DNS, as a test publishes them: TXT, CNAME, MX, SOA.

    example.com. IN TXT "v=spf1 include:amazonses.com ~all"

Names compare without case, and with or without the final dot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

TYPES = ("TXT", "CNAME", "MX", "SOA")
MAX_PRIORITY = 65_535
LONGEST_TEXT = 4_000  # DNS takes 65,535; longer than this is a mistake
_SOA_FIELDS = 7
_PIECE = 255  # what one string of a TXT record holds

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\Z", re.ASCII)
_ADDRESS = re.compile(r"\d+(?:\.\d+){3}\Z", re.ASCII)
_MX = re.compile(r"(\d+)\s+(\S+)\Z", re.ASCII)
_ESCAPED, _BACKSLASHED = re.compile(r'["\\]'), r"\\\g<0>"  # in the strings of a zone file


@dataclass(frozen=True, repr=False)
class Record:
    """One record. `purpose` says what SES has it for; one that SES does not need is recommended."""

    type: str
    name: str
    value: str
    priority: int | None = None
    purpose: str = field(default="", compare=False)
    is_recommended: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        """The line of a zone file."""
        return f"{self.name}. IN {self.type} {self._data}"

    def __repr__(self) -> str:
        about = "recommended: " if self.is_recommended else ""
        note = f"  ; {about}{self.purpose}" if self.purpose else ""
        return f"<Record {self}{note}>"

    @property
    def answer(self) -> str:
        """What a resolver gives; of an MX record, the priority too."""
        return self.value if self.priority is None else f"{self.priority} {self.value}"

    @property
    def _data(self) -> str:
        if self.type == "TXT":
            text = self.value
            pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
            return " ".join(f'"{_ESCAPED.sub(_BACKSLASHED, piece)}"' for piece in pieces)
        return self.answer if self.type == "SOA" else f"{self.answer}."


def record(type_: str, name: str, value: str, priority: int | None = None) -> Record:
    """A record as DNS would take it; a TypeError or ValueError that says how to mend it."""
    for what, text in {"type": type_, "name": name, "value": value}.items():
        if not isinstance(text, str):
            raise TypeError(f"the {what} of a record is a text, not {text!r}.")
    type_ = known_type(type_)
    given, name = name, plain(name)
    if not _NAME.match(name):
        raise ValueError(
            f"{given!r} is no name in DNS; write it in full, as in '_dmarc.example.com'."
        )
    if type_ == "MX":
        return _mx(name, value, priority)
    if priority is not None:
        raise ValueError(f"only MX records have a priority, {type_} records have none.")
    check = {"TXT": _text, "CNAME": _host, "SOA": _authority}[type_]
    return Record(type_, name, check(value))


def known_type(type_: str) -> str:
    """A type in capitals; a TypeError or ValueError for one that there is not."""
    if not isinstance(type_, str):
        raise TypeError(f"the type of a record is a text, not {type_!r}.")
    type_ = type_.upper()
    if type_ not in TYPES:
        instead = "; SPF is published as TXT" if type_ == "SPF" else ""
        raise ValueError(f"ses.dns holds {', '.join(TYPES)}, not {type_}{instead}.")
    return type_


def plain(name: str) -> str:
    """A name as it is compared."""
    return name.strip().lower().removesuffix(".")


def _mx(name: str, value: str, priority: int | None) -> Record:
    written = _MX.match(value.strip())
    if written and priority is None:
        priority, value = int(written[1]), written[2]
    priority = 10 if priority is None else priority
    is_number = isinstance(priority, int) and not isinstance(priority, bool)
    if not is_number or not 0 <= priority <= MAX_PRIORITY:
        raise ValueError(f"the priority of an MX record is a number up to 65535, not {priority!r}.")
    return Record("MX", name, _host(value), priority)


def _host(value: str) -> str:
    name = plain(value)
    if not _NAME.match(name) or _ADDRESS.match(name):
        raise ValueError(
            f"{value!r} is no name of a host; CNAME and MX records lead to one, such as "
            "'feedback-smtp.us-east-1.amazonses.com'."
        )
    return name


def _text(value: str) -> str:
    if not value or not value.isascii() or not value.isprintable() or len(value) > LONGEST_TEXT:
        raise ValueError(
            f"a TXT record holds 1 to {LONGEST_TEXT} printable ASCII characters, not {value!r}."
        )
    if value[0] == value[-1] == '"':
        raise ValueError(f"leave out the quotation marks of {value}: they are the zone file's.")
    return value


def _authority(value: str) -> str:
    fields = value.split()
    numbers = fields[2:]
    if len(fields) != _SOA_FIELDS or not all(n.isascii() and n.isdigit() for n in numbers):
        raise ValueError(
            f"{value!r} is no SOA record; write 'ns.example.com hostmaster.example.com 1 7200 900 "
            "1209600 86400'."
        )
    return " ".join([_host(fields[0]), _host(fields[1]), *numbers])
