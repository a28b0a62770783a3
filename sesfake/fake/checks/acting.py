"""To whom of a message something happens, and whether it can be opened and clicked in."""

from __future__ import annotations

from collections.abc import Iterable

from sesfake.domain.messages.message import Message
from sesfake.domain.tracking import TrackedLink
from sesfake.mail.addresses import bare, folded

Recipient = str | Iterable[str] | None


def named(message: Message, recipient: Recipient) -> list[str] | None:
    if recipient is None:
        return None
    known: dict[str, list[str]] = {}
    for address in dict.fromkeys(message.recipients):
        known.setdefault(folded(address), []).append(address)
    is_several = isinstance(recipient, Iterable) and not isinstance(recipient, str)
    given: list[object] = list(recipient) if is_several else [recipient]
    asked = [one for one in given if isinstance(one, str)]
    if len(asked) < len(given):
        raise TypeError(f"recipient= is an address, or a list of them, not {recipient!r}.")
    strangers = [one for one in asked if folded(one) not in known]
    if strangers or not asked:
        raise ValueError(
            f"{message!r} does not go to {', '.join(map(repr, strangers)) or 'nobody'}; "
            f"recipient= is one of {', '.join(message.recipients)}."
        )
    # Two spellings of one mailbox may both be there: then each is meant by itself.
    spelled = ((bare(one), known[folded(one)]) for one in asked)
    return [each for one, all_ in spelled for each in ([one] if one in all_ else all_)]


def check_tracks_opens(message: Message) -> None:
    if message.tracking is None or not message.tracking.opens or message.html is None:
        raise ValueError(
            f"{message!r} has no pixel to tell of its opening. It needs html, and a configuration "
            "set with an enabled event destination for OPEN events."
        )


def tracked_link(message: Message, link: str | None) -> TrackedLink:
    delivered = message.delivered
    known = delivered.tracked_links
    if not known:
        raise ValueError(
            f"{message!r} has no tracked links. It needs links in its html, and a configuration "
            "set with an enabled event destination for CLICK events."
        )
    found = known[0] if link is None else delivered.tracked_link(link)
    if found is None:
        tracked = ", ".join(dict.fromkeys(one.url for one in known))
        raise ValueError(f"{link!r} is not tracked in {message!r}; link= is one of {tracked}.")
    return found
