"""E-mail templates: subject, text and html with blanks, kept under a name and filled in by sends.

One store for both APIs. A template is compiled before it is stored, so what is stored compiles; the
data are looked at only when it is rendered. An update replaces all parts, and a part that is left
out is gone; the record of a template never changes, so a message may hold on to the one it was made
from. https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from sesfake.clock import Clock
from sesfake.domain.paging import Pager, place_from_newest
from sesfake.domain.templates.language import (
    CompiledTemplate,
    InvalidTemplateSyntax,
    RenderingTooLarge,
    compile_inline,
    compile_template,
)
from sesfake.errors import (
    InvalidParameter,
    InvalidTemplate,
    TemplateAlreadyExists,
    TemplateLimitExceeded,
    TemplateNotFound,
)
from sesfake.guesses.templates import NO_TEMPLATE_BODY, TEMPLATE_NAME, TEMPLATE_TOO_LARGE

# https://docs.aws.amazon.com/ses/latest/dg/quotas.html
MAX_TEMPLATES = 20_000
MAX_BYTES = 500 * 1024  # of text and html together
MAX_NAME = 64
# The pages of both APIs' lists.
DEFAULT_PAGE, MAX_PAGE = 10, 100
_NAME = re.compile(rf"[A-Za-z0-9_-]{{1,{MAX_NAME}}}")


class Parts(NamedTuple):
    """What a template is made of, verbatim, or what a rendering of it gives."""

    subject: str
    text: str | None = None
    html: str | None = None


# Subject, text and html; an empty text or html is none.
Compiled = tuple[CompiledTemplate, CompiledTemplate | None, CompiledTemplate | None]


@dataclass(frozen=True)
class EmailTemplate:
    """One version of a template. The tags are those of all versions."""

    number: int
    name: str
    parts: Parts
    created_at: datetime
    tags: dict[str, str] = field(default_factory=dict)

    @cached_property
    def compiled(self) -> Compiled:
        return _compiled(self.parts, compile_template)


@dataclass(frozen=True)
class InlineTemplate:
    """A template that comes with a mail; it has no name and only plain blanks to fill in."""

    parts: Parts
    name: None = None

    @cached_property
    def compiled(self) -> Compiled:
        """Raises UnsupportedOperation."""
        return _compiled(self.parts, compile_inline)


def render(template: EmailTemplate | InlineTemplate, data: Mapping[str, Any]) -> Parts:
    """Fill in subject, text, html, in that order; raises MissingAttribute, RenderingTooLarge."""
    subject, text, html = template.compiled
    title = subject.render(data)
    if len(title) > MAX_BYTES:  # a limit of ours: to encode a long header takes long
        raise RenderingTooLarge(f"The subject has more than {MAX_BYTES} characters.")
    return Parts(
        title,
        None if text is None else text.render(data),
        None if html is None else html.render(data),
    )


# Newest first.
TEMPLATE_PAGES: Pager[EmailTemplate] = Pager(
    "email-templates", position=lambda template: place_from_newest(template.number)
)


class Templates:
    """The templates of one account in one region, newest first."""

    def __init__(self, account_id: str, clock: Clock, hand: str = "ses") -> None:
        self._account_id = account_id
        self._hand = hand
        self._clock = clock
        self._by_name: dict[str, EmailTemplate] = {}
        self._numbers = itertools.count(1)

    def __iter__(self) -> Iterator[EmailTemplate]:
        return reversed(list(self._by_name.values()))

    def __len__(self) -> int:
        return len(self._by_name)

    def find(self, name: str) -> EmailTemplate | None:
        return self._by_name.get(name)

    def get(self, name: str) -> EmailTemplate:
        """The template of a name; raises TemplateNotFound."""
        found = self.find(name)
        if found is None:
            raise TemplateNotFound(name, hand=self._hand)
        return found

    def add(self, name: str, parts: Parts, tags: dict[str, str] | None = None) -> None:
        """Keep a new template; raises what `check_template` raises, TemplateAlreadyExists, or
        TemplateLimitExceeded.
        """
        check_template(name, parts)
        if name in self._by_name:
            raise TemplateAlreadyExists(name, self._account_id)
        if len(self) >= MAX_TEMPLATES:
            raise TemplateLimitExceeded(MAX_TEMPLATES)
        self._keep_new(name, parts, tags or {})

    def update(self, name: str, parts: Parts) -> None:
        """Replace all parts; raises what `check_template` raises, or TemplateNotFound."""
        check_template(name, parts)
        self._by_name[name] = replace(self.get(name), parts=parts)

    def put(self, name: str, parts: Parts) -> None:
        """Keep a template that has been checked, in place of the one of its name if there is."""
        found = self.find(name)
        if found is None:
            self._keep_new(name, parts, {})
        else:
            self._by_name[name] = replace(found, parts=parts)

    def delete(self, name: str) -> None:
        """Forget a template; raises TemplateNotFound."""
        del self._by_name[self.get(name).name]

    def _keep_new(self, name: str, parts: Parts, tags: dict[str, str]) -> None:
        number = next(self._numbers)
        self._by_name[name] = EmailTemplate(number, name, parts, self._clock.now(), tags)


def check_template(name: str, parts: Parts) -> None:
    """Raise InvalidParameter or InvalidTemplate for what cannot be a template."""
    check_template_name(name)
    check_parts(parts)
    try:
        for part in filter(None, parts):
            compile_template(part)
    except InvalidTemplateSyntax as error:
        raise InvalidTemplate(name, str(error)) from None


def check_parts(parts: Parts) -> None:
    """Raise InvalidParameter where a part that is needed is missing, or all are too large."""
    subject, text, html = parts
    if not subject:
        raise InvalidParameter("The subject must be specified.")
    if not (text or html):
        raise InvalidParameter(NO_TEMPLATE_BODY)
    # The guide's limit is one on text and html; a subject alone must not be longer either.
    size = max(_size(subject), _size(text or "") + _size(html or ""))
    if size > MAX_BYTES:
        raise InvalidParameter(TEMPLATE_TOO_LARGE.format(maximum=MAX_BYTES, size=size))


def check_template_name(name: str) -> None:
    """Raise InvalidParameter for what cannot be the name of a template."""
    if not _NAME.fullmatch(name):
        raise InvalidParameter(TEMPLATE_NAME.format(maximum=MAX_NAME))


def _compiled(parts: Parts, compile_part: Callable[[str], CompiledTemplate]) -> Compiled:
    subject, text, html = parts
    return (
        compile_part(subject),
        compile_part(text) if text else None,
        compile_part(html) if html else None,
    )


def _size(part: str) -> int:
    return len(part.encode("utf-8", "surrogatepass"))
