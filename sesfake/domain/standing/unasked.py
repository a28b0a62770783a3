"""Signs in a use case description of mail that nobody asked for, looked for as words.

"customers and subscribers who have explicitly opted in" are whom the article wants mailed; whoever
writes of others is denied. What a description rules out ("we never buy lists") is no sign.
"""

from __future__ import annotations

import re

_KINDS = r"(?:(?:e-?mail|mailing|marketing|contact|customer|address|third-party)\s){0,3}"
_PEOPLE = r"(?:lists?|addresses|contacts|leads|databases?|e-?mails)\b"
_GOT = r"(?:bought|purchased|rented|scraped|harvested)"
_SIGNS = re.compile(
    rf"\b(?:{_GOT}|buy|purchase|rent|scrape|harvest)[ -](?:(?:an?|the|our|this|some|these)\s)?"
    rf"{_KINDS}{_PEOPLE}"
    rf"|\b{_PEOPLE}\s(?:(?:that|which)\s)?(?:(?:is|are|was|were|(?:has|have)\sbeen|we(?:\shave)?)\s)"
    rf"{_GOT}\b"
    r"|(?:\b(?:not|never)|\b\w{1,8}n['\u2019]t)\s(?:\w+\s){0,2}"
    r"(?:opt(?:ed|ing)?[- ]in|consent(?:ed)?)\b"
    r"|\bwithout\s(?:\w+\s){0,2}(?:consent|permission|opt(?:ing)?[- ]in)\b"
    r"|\bcold\s(?:e-?mail(?:s|ing)?|outreach)\b|\bunsolicited\s(?:\w+\s)?(?:e-?mails?|mail|messages)\b",
    re.IGNORECASE,
)
_RULED_OUT = (
    r"(?:\b(?:no|not|never|nor|none|nobody|neither|avoid|without|forbid|prohibit(?:ed)?|forbidden"
    r"|excluded?|removed?|deleted?|rejected?|suppress(?:ed)?)\b|n['\u2019]t\b)"
)
_BEFORE = re.compile(_RULED_OUT, re.IGNORECASE)
_AFTER = re.compile(rf"(?:\W+\w+){{0,2}}\W+{_RULED_OUT}", re.IGNORECASE)
_CLAUSES = re.compile(r"[^.;!?]+")
_BUT = re.compile(r"\bbut\b", re.IGNORECASE)


def signs(description: str) -> list[str]:
    """The words that say so, each once."""
    return list(dict.fromkeys(found for found, _ in _found(" ".join(description.split()))))


def without_signs(text: str) -> str:
    """The rest: who has not opted in has not opted in."""
    for _, (start, end) in reversed(list(_found(text))):
        text = text[:start] + text[end:]
    return text


def _found(text: str) -> list[tuple[str, tuple[int, int]]]:
    found = []
    for sentence in _CLAUSES.finditer(text):
        start = sentence.start()
        for clause in _BUT.split(sentence.group()):
            for sign in _SIGNS.finditer(clause):
                before, after = clause[: sign.start()], clause[sign.end() :]
                if not (_BEFORE.search(before) or _AFTER.match(after)):
                    found.append((sign.group(), (start + sign.start(), start + sign.end())))
            start += len(clause) + len("but")
    return found
