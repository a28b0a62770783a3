"""Messages as files in a folder: `index.html`, and an .eml file for each that there is mail of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sesfake.report.names import EML, eml_name
from sesfake.report.page import GENERATOR, page

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

_HEAD = 2000  # bytes of a page that say who has written it


def save(messages: Sequence[Message], folder: str | Path) -> Path:
    """Write them, in place of what was saved there before; gives the path of the page.

    A FileExistsError if a page is there that was not written here.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    index = target / "index.html"
    _forget_earlier(index)
    entries: list[tuple[Message, str | None]] = []
    for number, message in enumerate(messages, 1):
        name = None
        if message.raw:
            name = eml_name(number, message.subject, len(messages))
            _write(target / name, message.raw)
        entries.append((message, name))
    _write(index, page(entries).encode("utf-8", "replace"))
    return index


def _write(path: Path, content: bytes) -> None:
    """Write a new file, in place of what has the name: a link is replaced, not followed."""
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(content)


def _forget_earlier(index: Path) -> None:
    """Only where the page is ours, and only files of our names."""
    if index.is_symlink() or not index.is_file():  # reading a pipe would never end
        return
    with index.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        return
    if GENERATOR.encode() not in head:
        raise FileExistsError(
            f"{index} is a page that sesfake has not written: save to another folder, or move it "
            "away."
        )
    for earlier in index.parent.iterdir():
        if EML.fullmatch(earlier.name):
            earlier.unlink(missing_ok=True)
