"""The delivered form of a message that SES composes itself.

Amazon publishes no byte-exact transcript, so the layout follows what is seen in delivered mail
(facts: sending, section 13): the caller's headers, then Date, Message-ID, Feedback-ID and
X-SES-Outgoing; text before html in multipart/alternative; boundaries as JavaMail makes them. Two
things are missing on purpose: Bcc, which SES removes, and Received lines. DKIM signatures come last
(`signing`).

Composing never fails: by the time somebody reads the message, it has been accepted.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import quopri
import re
from datetime import datetime
from email.header import Header

from sesfake.domain.drafts.addressing import Addressing
from sesfake.domain.drafts.draft import DEFAULT_CHARSET, Attachment, SimpleContent, Text
from sesfake.mail.charsets import codec, has_codec
from sesfake.mail.mailboxes import Mailbox
from sesfake.mail.ses_headers import is_ses_header
from sesfake.mail.stamps import Stamp, stamps

Headers = list[tuple[str, str]]
Part = tuple[Headers, bytes]

_LINE_BREAKS = re.compile(r"[\r\n]+")
_MOSTLY_ASCII = 0.8
_LAST_ASCII = 0x7F
_QUOTABLE = re.compile(r'["\\]')
_LONGEST_LINE = 998  # RFC 5322, 2.1.1
_FOLDED_LINE = 76
_WORD_BYTES = 42
_WORDS = re.compile(r"[ \t]*[^ \t]+|[ \t]+\Z")


def compose(addressing: Addressing, content: SimpleContent, stamp: Stamp) -> Part:
    """Headers in order, and the body with CRLF line ends."""
    content_headers, body = body_of(content, stamp.message_id, stamp.sent_at)
    headers: Headers = [stamp.return_path]
    for name, addresses in (
        ("From", addressing.from_),
        ("To", addressing.to),
        ("Cc", addressing.cc),
        ("Reply-To", addressing.reply_to),
    ):
        if addresses:
            line = ", ".join(map(_address, addresses)).replace("\r\n", "")
            headers.append((name, _folded(line, name)))
    headers.append(("Subject", encoded(content.subject.data, "Subject", content.subject.charset)))
    headers.append(("MIME-Version", "1.0"))
    headers += content_headers
    last = stamps(stamp)
    written = {name.lower() for name, _ in headers + last}
    headers += [
        (name, encoded(value, name))
        for name, value in content.headers
        if not is_ses_header(name) and name.lower() not in written
    ]
    headers += last
    return headers, body


def as_bytes(headers: Headers, body: bytes) -> bytes:
    """One message or body part, ready for the wire."""
    lines = [f"{name}: {value}\r\n" for name, value in headers]
    return "".join([*lines, "\r\n"]).encode("ascii", "replace") + body


def encoded(value: str, name: str, charset: str = "UTF-8") -> str:
    """A header value in ASCII: as it is, or as RFC 2047 encoded-words; folded where it is long."""
    line = _LINE_BREAKS.sub(" ", value)
    if not line.isascii():
        charset = codec(charset)
        line = line.encode(charset, "replace").decode(charset, "replace")
    if not line.isascii():
        return _encoded_words(line, name, charset)
    folded = _folded(line, name)
    longest = max(map(len, folded.split("\r\n")))
    return folded if longest + len(name) + 2 <= _LONGEST_LINE else _in_words(line.encode())


def _encoded_words(line: str, name: str, charset: str) -> str:
    try:
        return Header(line, charset, header_name=name).encode(linesep="\r\n")
    except UnicodeError:  # Python writes EUC-JP as ISO-2022-JP, which holds less
        return Header(line, "UTF-8", header_name=name).encode(linesep="\r\n")


def encoded_fields(fields: Headers) -> Headers:
    """In ASCII, and each on lines of its own, whatever is in them."""
    return [(name, encoded(value, name)) for name, value in fields]


def _in_words(text: bytes) -> str:
    """Encoded-words, one a line: for a word that is longer than a line may be."""
    pieces = (text[at : at + _WORD_BYTES] for at in range(0, len(text), _WORD_BYTES))
    return "\r\n ".join(f"=?UTF-8?B?{base64.b64encode(piece).decode()}?=" for piece in pieces)


def _folded(value: str, name: str) -> str:
    """The same with a line break before some of its spaces, where it is longer than a line."""
    width = len(name) + len(": ")
    if width + len(value) <= _FOLDED_LINE:
        return value
    pieces: list[str] = []
    for word in _WORDS.findall(value):
        is_foldable = word[0] in " \t" and not word.isspace()
        if pieces and is_foldable and width + len(word) > _FOLDED_LINE:
            pieces.append("\r\n")
            width = 0
        pieces.append(word)
        width += len(word)
    return "".join(pieces)


def _address(mailbox: Mailbox) -> str:
    if mailbox.text.isascii():
        return mailbox.text
    name = f"{encoded(mailbox.name, 'To')} " if mailbox.name else ""
    return f"{name}<{mailbox.address}>"


def body_of(content: SimpleContent, message_id: str, sent_at: datetime) -> Part:
    """The texts and files in their MIME parts, and the headers that say so."""
    boundaries = Boundaries(message_id, sent_at)
    part = _texts(content, boundaries)
    inline = [file for file in content.attachments if file.disposition == "inline"]
    attached = [file for file in content.attachments if file.disposition != "inline"]
    for subtype, files in (("related", inline), ("mixed", attached)):
        if files:
            part = multipart(subtype, [part, *map(_file, files)], boundaries)
    return part


def _texts(content: SimpleContent, boundaries: Boundaries) -> Part:
    parts = [
        _text(text, subtype)
        for text, subtype in ((content.text, "plain"), (content.html, "html"))
        if text is not None
    ]
    return parts[0] if len(parts) == 1 else multipart("alternative", parts, boundaries)


def _text(text: Text, subtype: str) -> Part:
    lines = re.sub(r"\r\n|\r|\n", "\r\n", text.data)
    # Python lacks a few that Java knows; those go out in the one that has everything.
    charset = text.charset if has_codec(text.charset) else DEFAULT_CHARSET
    content = lines.encode(codec(charset), "replace")
    # Where a line does not end with CRLF's own two bytes, as in UTF-16, no line is to be touched.
    has_lines = "\r\n".encode(codec(charset)) == b"\r\n"
    encoding = _transfer_encoding(content) if has_lines else "base64"
    return [
        ("Content-Type", f"text/{subtype}; charset={charset}"),
        ("Content-Transfer-Encoding", encoding),
    ], _transfer(content, encoding)


def _transfer_encoding(content: bytes) -> str:
    if _fits_seven_bits(content):
        return "7bit"
    ascii_share = sum(byte <= _LAST_ASCII for byte in content) / len(content)
    return "quoted-printable" if ascii_share > _MOSTLY_ASCII else "base64"


def _fits_seven_bits(content: bytes) -> bool:
    lines = content.split(b"\r\n")
    bare_breaks = any(b"\r" in line or b"\n" in line or b"\0" in line for line in lines)
    return content.isascii() and not bare_breaks and max(map(len, lines)) <= _LONGEST_LINE


def _transfer(content: bytes, encoding: str) -> bytes:
    if encoding == "quoted-printable":
        lines = content.split(b"\r\n")
        return b"\r\n".join(quopri.encodestring(line).replace(b"\n", b"\r\n") for line in lines)
    if encoding == "base64":
        return base64.encodebytes(content).replace(b"\n", b"\r\n")
    return content


def _file(file: Attachment) -> Part:
    encoding = file.transfer_encoding
    if encoding == "7bit" and not _fits_seven_bits(file.content):
        encoding = "base64"
    filename = _QUOTABLE.sub(r"\\\g<0>", encoded(file.filename, "filename"))
    headers = [
        ("Content-Type", f'{_LINE_BREAKS.sub(" ", file.content_type)}; name="{filename}"'),
        ("Content-Transfer-Encoding", encoding),
        ("Content-Disposition", f'{file.disposition}; filename="{filename}"'),
    ]
    if file.content_id is not None:
        content_id = encoded(file.content_id, "Content-ID").strip("<>")
        headers.append(("Content-ID", f"<{content_id}>"))
    if file.description is not None:
        headers.append(("Content-Description", encoded(file.description, "Content-Description")))
    if encoding == "quoted-printable":  # every byte counts, line ends too
        printable = binascii.b2a_qp(file.content, quotetabs=True, istext=False)
        return headers, printable.replace(b"\n", b"\r\n")
    return headers, _transfer(file.content, encoding)


def multipart(subtype: str, parts: list[Part], boundaries: Boundaries) -> Part:
    """Several parts in one; the subtype may have parameters, as in `report; report-type=x`."""
    boundary = boundaries.next()
    while any(boundary.encode() in body for _, body in parts):  # a part may quote such a mail
        boundary = boundaries.next()
    delimiter = f"--{boundary}\r\n".encode()
    body = b"".join(delimiter + as_bytes(*part) + b"\r\n" for part in parts)
    content_type = f'multipart/{subtype};  boundary="{boundary}"'  # two spaces: JavaMail's fold
    return [("Content-Type", content_type)], body + f"--{boundary}--\r\n".encode()


class Boundaries:
    """`----=_Part_<n>_<n>.<epoch milliseconds>`, from the message id."""

    def __init__(self, message_id: str, sent_at: datetime) -> None:
        digest = hashlib.sha256(message_id.encode()).digest()
        self._first = int.from_bytes(digest[:3], "big")
        self._second = int.from_bytes(digest[3:7], "big")
        self._milliseconds = int(sent_at.timestamp() * 1000)

    def next(self) -> str:
        self._first += 1
        return f"----=_Part_{self._first}_{self._second}.{self._milliseconds}"
