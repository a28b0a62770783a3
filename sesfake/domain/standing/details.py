"""What the owner of an account tells Amazon about it, and so asks for production access with."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from sesfake.errors import InvalidParameter


@dataclass(frozen=True)
class AccountDetails:
    """The details of an account in one region; see PutAccountDetails."""

    mail_type: str  # MARKETING or TRANSACTIONAL
    website: str
    contact_language: str | None = None
    use_case: str | None = None
    additional_contacts: tuple[str, ...] = ()


def check_website(url: str) -> None:
    """Raise for what is no URL of a website.

    The text is Amazon's (facts: resources 9.1), what it takes for a URL a guess: one of the web,
    with a host.
    """
    if any(character <= " " for character in url) or not _host(url):
        raise InvalidParameter("Url contains invalid format")


def domain_of(url: str) -> str:
    """The domain that a website is on, without the `www.` before it."""
    return _host(url).removeprefix("www.")


def place_of(url: str) -> str:
    """Where a website is, the same for all ways to write its URL."""
    rest = url.strip().partition("://")[2] or url.strip()
    host, slash, path = rest.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host if parts.scheme in ("http", "https") else ""
