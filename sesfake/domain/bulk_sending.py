"""Bulk sends: one template to up to 50 destinations, each a message of its own.

What all destinations share is checked first, and fails the whole call. Then every destination is a
send like any other; one that is refused gets its error in its place, and the others go on. So the
daily quota and the rate may end in the middle of a call (facts: sending 10).
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendBulkEmail.html
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sesfake.domain import sending
from sesfake.domain.account import Account
from sesfake.domain.drafts.draft import Draft, TemplatedContent
from sesfake.domain.messages.message import Message
from sesfake.domain.refusals import Refusal
from sesfake.domain.templates.data import parse_template_data
from sesfake.domain.templates.templated import check_rendering, merged
from sesfake.errors import InvalidParameter, SESError
from sesfake.guesses.sending import NO_DESTINATIONS, TOO_MANY_DESTINATIONS

MAX_DESTINATIONS = 50

Pairs = tuple[tuple[str, str], ...]


class Entry(NamedTuple):
    """One destination: who gets the message, and what is different for them."""

    to: tuple[str, ...]
    cc: tuple[str, ...]
    bcc: tuple[str, ...]
    data: str | None  # JSON
    tags: Pairs = ()
    headers: Pairs = ()


def send_bulk(account: Account, draft: Draft, entries: Sequence[Entry]) -> list[Message | SESError]:
    """What became of each entry, in order. `draft` is what they share, with the default data.

    Raises what fails the whole call.
    """
    if not entries:
        raise InvalidParameter(NO_DESTINATIONS)
    if len(entries) > MAX_DESTINATIONS:
        raise InvalidParameter(TOO_MANY_DESTINATIONS.format(maximum=MAX_DESTINATIONS))
    everybody = tuple(text for entry in entries for text in entry.to + entry.cc + entry.bcc)
    draft, content = sending.check_shared(account, draft, everybody)
    drafts = [_draft(draft, content, entry) for entry in entries]
    if account.has_strict_templates:  # nothing is sent if one of them would fail
        for each in drafts:
            if isinstance(each, Draft) and isinstance(each.content, TemplatedContent):
                check_rendering(each.content)
    return [
        _sent(account, each, f"{draft.operation}, destination {number},")
        for number, each in enumerate(drafts, 1)
    ]


def _draft(draft: Draft, content: TemplatedContent, entry: Entry) -> Draft | SESError:
    draft = draft._replace(to=entry.to, cc=entry.cc, bcc=entry.bcc)
    try:
        data = {} if entry.data is None else parse_template_data(entry.data)
    except SESError as error:
        return _first(draft, error)
    return draft._replace(
        tags=_replaced(draft.tags, entry.tags, str),
        content=content._replace(
            data=merged(content.data, data),
            headers=_replaced(content.headers, entry.headers, str.lower),
        ),
    )


def _first(draft: Draft, error: SESError) -> SESError:
    # A send looks at its recipients before its data (facts: sending 8).
    try:
        sending.check_recipients(draft)
    except SESError as earlier:
        return earlier
    return error


def _sent(account: Account, draft: Draft | SESError, what: str) -> Message | SESError:
    try:
        if isinstance(draft, SESError):
            raise draft
        return sending.send(account, draft)
    except SESError as error:
        # No exception reaches the program, so a tester should hear of it.
        account.mailbag.note(
            Refusal(what, error.message or "", error.hint, account.id, account.region)
        )
        return error


def _replaced(default: Pairs, replacement: Pairs, key: Callable[[str], str]) -> Pairs:
    """The default ones but those that are given anew; names of one key are the same name."""
    names = {key(name) for name, _ in replacement}
    return tuple(pair for pair in default if key(pair[0]) not in names) + replacement
