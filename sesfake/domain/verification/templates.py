"""Custom verification templates: the account's own words for asking the owner of an address.

One store for both APIs. Amazon puts a link and a closing sentence under the content, and does not
look at its HTML here (facts: resources 4). The sender is a bare address that the account may send
from; both redirection pages are web pages. The record of a template never changes, so a mail may
hold on to the one it was made from.
https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sesfake.domain.identities.identities import Identities
from sesfake.domain.identities.syntax import check_email_address
from sesfake.domain.paging import Pager, place_from_newest
from sesfake.errors import (
    FromEmailAddressNotVerified,
    InvalidParameter,
    InvalidVerificationContent,
    VerificationTemplateAlreadyExists,
    VerificationTemplateLimitExceeded,
    VerificationTemplateNotFound,
)
from sesfake.guesses.templates import VERIFICATION_CONTENT_TOO_LARGE, VERIFICATION_TEMPLATE_NAME

MAX_TEMPLATES = 50
MAX_BYTES = 10 * 1024 * 1024  # of the content
MAX_NAME = 64  # as CloudFormation's AWS::SES::CustomVerificationEmailTemplate has it
# The pages of both APIs' lists.
MAX_PAGE = DEFAULT_PAGE = 50
_URL = re.compile(r"https?://[^\s\x00-\x1f/?#@:][^\s\x00-\x1f]*", re.IGNORECASE)


@dataclass(frozen=True)
class VerificationTemplate:
    """One version of a template. The pages are where the browser lands; versions share the tags."""

    name: str
    sender: str
    subject: str
    content: str
    success_page: str
    failure_page: str
    tags: dict[str, str] = field(default_factory=dict)
    number: int = 0


# Newest first, as e-mail templates are.
VERIFICATION_TEMPLATE_PAGES: Pager[VerificationTemplate] = Pager(
    "custom-verification-email-templates",
    position=lambda template: place_from_newest(template.number),
)


class VerificationTemplates:
    """The custom verification templates of one account in one region, newest first."""

    def __init__(self, identities: Identities, hand: str = "ses") -> None:
        self._identities = identities
        self._hand = hand
        self._by_name: dict[str, VerificationTemplate] = {}
        self._numbers = itertools.count(1)

    def __iter__(self) -> Iterator[VerificationTemplate]:
        return reversed(list(self._by_name.values()))

    def __len__(self) -> int:
        return len(self._by_name)

    def find(self, name: str) -> VerificationTemplate | None:
        """The template of a name, if there is one."""
        return self._by_name.get(name)

    def get(self, name: str) -> VerificationTemplate:
        """The template of a name; raises VerificationTemplateNotFound."""
        found = self.find(name)
        if found is None:
            raise VerificationTemplateNotFound(name)
        return found

    def add(self, new: VerificationTemplate) -> None:
        """Keep a new template; raises InvalidParameter, InvalidVerificationContent,
        FromEmailAddressNotVerified, VerificationTemplateAlreadyExists, or
        VerificationTemplateLimitExceeded.
        """
        _check(vars(new))
        self.check_sender(new)
        if new.name in self._by_name:
            raise VerificationTemplateAlreadyExists(new.name)
        if len(self) >= MAX_TEMPLATES:
            raise VerificationTemplateLimitExceeded(MAX_TEMPLATES)
        self._by_name[new.name] = replace(new, number=next(self._numbers))

    def update(self, name: str, changes: Mapping[str, str]) -> None:
        """Replace some parts of a template; what is not named stays. Raises as `add` does, or
        VerificationTemplateNotFound.
        """
        _check(changes)
        changed = replace(self.get(name), **changes)  # type: ignore[arg-type]  # parts are texts
        if "sender" in changes:
            self.check_sender(changed)
        self._by_name[name] = changed

    def delete(self, name: str) -> None:
        """Forget a template; that there is none is an error in both APIs."""
        del self._by_name[self.get(name).name]

    def check_sender(self, template: VerificationTemplate) -> None:
        """Raise FromEmailAddressNotVerified unless the account may send from its address."""
        if self._identities.covering(template.sender) is None:
            raise FromEmailAddressNotVerified(template.sender, self._hand)


def check_template_name(name: str) -> None:
    """Raise InvalidParameter for what cannot be the name of a template."""
    if not 1 <= len(name) <= MAX_NAME:
        raise InvalidParameter(VERIFICATION_TEMPLATE_NAME.format(maximum=MAX_NAME))


def _check_content(content: str) -> None:
    size = len(content.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise InvalidVerificationContent(
            VERIFICATION_CONTENT_TOO_LARGE.format(maximum=MAX_BYTES, size=size)
        )


def _page_check(outcome: str) -> Callable[[str], None]:
    def check_page(url: str) -> None:
        if not _URL.fullmatch(url):
            raise InvalidParameter(f"The {outcome} redirection URL is invalid")

    return check_page


# What each part has to be, in the order in which faults are found.
_CHECKS: Mapping[str, Callable[[str], None]] = {
    "name": check_template_name,
    "sender": check_email_address,
    "content": _check_content,
    "success_page": _page_check("success"),
    "failure_page": _page_check("failure"),
}


def _check(parts: Mapping[str, str]) -> None:
    for part, check in _CHECKS.items():
        if part in parts:
            check(parts[part])
