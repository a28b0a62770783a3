"""One message on the page: who, what became of it, and views to choose from."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from sesfake.mail.encoded_words import decode_words
from sesfake.mail.header_section import read_header_section
from sesfake.report.delivery import delivery
from sesfake.report.details import details
from sesfake.report.frames import asks_for_more, data_url, frame
from sesfake.report.listing import summary, title
from sesfake.report.pieces import code, facts, note, size

if TYPE_CHECKING:
    from sesfake.domain.drafts.draft import Attachment
    from sesfake.domain.messages.message import Message

_LARGEST_FILE = 5_000_000  # bytes to be had from the page
_PEOPLE = (("From", "from_"), ("To", "to"), ("Cc", "cc"), ("Bcc", "bcc"), ("Reply to", "reply_to"))


def article(number: int, message: Message, eml: str | None) -> str:
    """The whole of it; `eml` is the name of the file that was saved beside the page."""
    views = _views(message, eml)
    tabs = "".join(
        f'<label><input type="radio" name="v{number}"{" checked" if at == 0 else ""}>{name}</label>'
        for at, name in enumerate(views)
    )
    shown = "\n".join(
        f'<section aria-label="{name}" tabindex="0">{content}</section>'
        for name, content in views.items()
    )
    return (
        f'<article id="m{number}" aria-labelledby="s{number}">{_head(number, message, eml)}'
        f'<fieldset class="views"><legend class="unseen">View</legend><div class="tabs">{tabs}'
        f"</div>\n{shown}</fieldset>"
        "</article>"
    )


def _head(number: int, message: Message, eml: str | None) -> str:
    people = {name: _people(getattr(message, attribute)) for name, attribute in _PEOPLE}
    at = message.sent_at
    people["Sent"] = f'<time datetime="{at.isoformat()}">{at:%Y-%m-%d %H:%M:%S} UTC</time>'
    people["Template"] = escape(message.template_name or "")
    why = message.undelivered
    lost = f'<p class="lost"><b>Not delivered:</b> {escape(why)}</p>' if why else ""
    file = (
        f'<a class="file" href="{quote(eml)}">{escape(eml)}</a>'
        if eml
        else '<span class="file">There is no mail, so there is no .eml file.</span>'
    )
    return (
        f'<header><div class="title"><h2 id="s{number}">'
        f"{title(message)}</h2>{summary(message.outcome)}</div>"
        f"{lost}{facts(people)}<p>{file}</p></header>"
    )


def _people(addresses: str | list[str]) -> str:
    if isinstance(addresses, str):
        addresses = [addresses]
    return ", ".join(f"<bdi>{escape(address)}</bdi>" for address in addresses)


def _views(message: Message, eml: str | None) -> dict[str, str]:
    html, text, files = message.html, message.text, message.attachments
    views: dict[str, str] = {}
    if html is not None:
        views["Mail"] = _mail(html, files)
    if text is not None:
        views["Text"] = f'<div class="text">{code(text)}</div>'
    if html is not None:
        views["HTML"] = code(html)
    views["Delivery"] = delivery(message)
    if files:
        views["Files"] = _files(files, eml)
    views["Details"] = details(message)
    if message.raw:
        views["Headers"] = _headers(message.raw)
        views["Source"] = code(message.raw.decode("utf-8", "replace"))
    return views


def _mail(html: str, files: list[Attachment]) -> str:
    warning = note("What is not in the mail itself, such as remote images, is not loaded.")
    return (warning if asks_for_more(html) else "") + frame(html, files, "The mail as html")


def _headers(raw: bytes) -> str:
    fields = read_header_section(raw, 0, len(raw), limit=len(raw)).fields
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(decode_words(value))}</td></tr>'
        for name, value in fields
    )
    return f'<table class="headers">{rows}</table>'


def _files(files: list[Attachment], eml: str | None) -> str:
    rows = "".join(_file(file, eml) for file in files)
    return (
        '<table><thead><tr><th scope="col">Name<th scope="col">Type<th scope="col">Size'
        f'<th scope="col">How</tr></thead><tbody>{rows}</tbody></table>'
    )


def _file(file: Attachment, eml: str | None) -> str:
    name = escape(file.filename or "(no name)")
    if len(file.content) <= _LARGEST_FILE:
        # As bytes, whatever it says it is: it is kept, never opened in the page's place.
        saved = escape("".join(c if c.isalnum() or c in "._- " else "_" for c in file.filename))
        name = f'<a href="{data_url(file.content)}" download="{saved or "file"}">{name}</a>'
    else:
        name += f" (in {escape(eml)})" if eml else ""
    how = file.disposition + (f", cid:{file.content_id}" if file.content_id else "")
    return (
        f"<tr><td><bdi>{name}</bdi></td><td>{escape(file.content_type)}</td>"
        f"<td>{size(len(file.content))}</td><td>{escape(how)}</td></tr>"
    )
