"""Names of files and folders: readable, in order, and safe, whatever they stand for."""

from __future__ import annotations

import hashlib
import re
import unicodedata

EML = re.compile(r"[0-9]{3,}(-[^/\\]+)?\.eml")
_READ = 200  # characters of what a name is made from
_LONGEST = 50
_LONGEST_FOLDER = 120
_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


def eml_name(number: int, subject: str, count: int) -> str:
    """The name of the message of this number among so many: `007-your-order.eml`."""
    stem = f"{number:0{max(3, len(str(count)))}}"
    slug = _slug(subject)
    return f"{stem}-{slug}.eml" if slug else f"{stem}.eml"


def folder_name(test: str) -> str:
    """A name for a test, by its id in pytest; what cannot stand in it is told apart by a hash."""
    name = test.replace("::", ".").replace("/", ".")
    if len(name) <= _LONGEST_FOLDER and _SAFE.fullmatch(name):
        return name
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name[:_LONGEST_FOLDER]).strip(".-")
    return f"{safe}-{hashlib.sha256(test.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _slug(text: str) -> str:
    """Letters and digits of any script, and hyphens between them."""
    plain = unicodedata.normalize("NFKC", text[:_READ]).lower()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return "-".join(words)[:_LONGEST].strip("-")
