"""What a use case description tells, read for words as a hurried reviewer reads it.

The points are those of the template in "AWS SES production access: how to get approved in under 24
hours" (April 2026). What stands in square brackets is a template that nobody has filled in.
"""

from __future__ import annotations

import re
from enum import Enum

from sesfake.domain.standing.unasked import without_signs


class Point(Enum):
    """What a reviewer wants to know; the value completes "Please tell us"."""

    BUSINESS = "what your business does"
    MAIL = "what you send"
    OPT_IN = "how your recipients have opted in"
    LIST = "how many recipients you have"
    FREQUENCY = "how often you send"
    UNSUBSCRIBE = "how recipients unsubscribe"
    FEEDBACK = "what you do about bounces and complaints"
    VOLUME = "how much mail you expect to send"


# Of mail that follows from what a recipient has just done, nobody asks for lists and opt-ins.
NEEDED = {
    "MARKETING": tuple(Point),
    "TRANSACTIONAL": (Point.BUSINESS, Point.MAIL, Point.FEEDBACK, Point.VOLUME),
}

_SENTENCES = {
    # "We operate [describe business]"
    Point.BUSINESS: r"\b(?:we|our (?:company|shop|store|team))\s(?:are|is|operate|run|sell|sells"
    r"|offer|offers|provide|provides|make|makes|build|builds|develop|develops|publish|publishes|host"
    r"|hosts|organi[sz]e)\s(?!and\b)\w|\b(?:shop|store|marketplace|platform|saas|school|clinic"
    r"|charity|nonprofit|non-profit|agency|association|magazine|newspaper)\b|運営|販売|提供",
    # "use AWS SES to send [marketing newsletters / transactional emails / both]"
    Point.MAIL: r"newsletter|marketing|promotion|announcement|receipt|invoice|password|reset"
    r"|notification|confirmation|verification|\balerts?\b|\borders?\b|transactional|\blog-?in\b"
    r"|\bsign-?in\b|welcome|digest|reminder|ニュースレター|通知|確認|領収",
    # "customers and subscribers who have explicitly opted in via [describe opt-in method]"
    Point.OPT_IN: r"\bopt(?:ed|s|ing)?[- ]in\b|\bsubscribed?\b|\bsign(?:ed|s)?[- ]up\b|\bconsent"
    r"|オプトイン|同意",
    # "Our list currently has approximately [X] subscribers."
    Point.LIST: r"\dk?\s(?:\w+\s){0,3}(?:subscribers|recipients|customers|users|members|contacts"
    r"|people|addresses)\b|\d\s?(?:人|名)",
    # "We send [frequency - e.g. "one newsletter per week"]."
    Point.FREQUENCY: r"\b(?:hourly|daily|weekly|monthly|quarterly|yearly)\b(?!\s(?:send|sending)?"
    r"\s?volume)|\b(?:per|an?|each|every)\s(?:\w+\s)?(?:hour|day|week|month|quarter|year)\b"
    r"|毎(?:日|週|月)|[週月]に?\d",
    # "We manage unsubscribes using [describe method]."
    Point.UNSUBSCRIBE: r"\bunsubscri|\bopt(?:s|ed|ing)?[- ]out\b|配信停止|購読解除|登録解除",
    # "We suppress hard bounces and spam complaints immediately."
    Point.FEEDBACK: r"\bbounce|\bcomplaint|バウンス|不達|苦情",
    # "Expected monthly send volume: [X] emails."
    Point.VOLUME: r"\bvolume\b\D{0,30}\d|\d[^.]{0,30}\b(?:emails|messages|mails)\b|\d\s?通",
}
_PATTERNS = {point: re.compile(words, re.IGNORECASE) for point, words in _SENTENCES.items()}
_PLACEHOLDER = re.compile(r"\[[^\[\]]*\]")


def told(description: str) -> set[Point]:
    """The points that a description tells of, in English or Japanese."""
    text = without_signs(_PLACEHOLDER.sub("", " ".join(description.split())))
    return {point for point, pattern in _PATTERNS.items() if pattern.search(text)}


def untold(mail_type: str, description: str | None) -> list[Point]:
    """What a reviewer of such mail still wants to know."""
    known = told(description or "")
    return [point for point in NEEDED[mail_type] if point not in known]
