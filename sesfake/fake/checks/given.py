"""What several hands are given: names, messages, reasons, lists of texts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from sesfake.access_keys import is_account_id
from sesfake.domain.identities.syntax import check_name
from sesfake.domain.messages.message import Message
from sesfake.errors import InvalidParameter
from sesfake.protocol.model import APIS, operations

_REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-[1-9]", re.ASCII)


def check_region(name: str) -> None:
    if not isinstance(name, str):
        raise TypeError(f"a region is a text, as in ses.region('eu-west-1'), not {name!r}.")
    if not _REGION.fullmatch(name):
        raise ValueError(f"{name!r} is no region; write it as in ses.region('eu-west-1').")


def check_account(account_id: str) -> None:
    if not isinstance(account_id, str):
        raise TypeError(f"an account is a text of 12 digits, not {account_id!r}.")
    if not is_account_id(account_id):
        raise ValueError(f"an account is a text of 12 digits, not {account_id!r}.")


def check_address(address: str, example: str) -> None:
    if not isinstance(address, str):
        raise TypeError(f"an address is a text, such as {example!r}, not {address!r}.")


def check_identity(name: str) -> None:
    if not isinstance(name, str):
        raise TypeError(f"an identity is a text, as in ses.verify('a@b.c', 'd.org'), not {name!r}.")
    try:
        check_name(name)
    except InvalidParameter as error:
        raise ValueError(
            f"{name!r} cannot be an identity; give an address such as 'shop@example.com' or a "
            "domain such as 'example.com'."
        ) from error


def check_operation(operation: str) -> None:
    known = [name for api in APIS for name in operations(api)]
    if operation not in known:
        near = difflib.get_close_matches(operation, known, n=1)
        raise ValueError(
            f"SES has no operation {operation!r}"
            + (f"; did you mean {near[0]!r}?" if near else ".")
        )


def check_messages(given: Iterable[object]) -> None:
    for one in given:
        if not isinstance(one, Message):
            raise TypeError(f"give a message, such as ses.outbox.last, not {one!r}.")


def check_reason(reason: str) -> None:
    if not isinstance(reason, str):
        raise TypeError(f"a reason is a text, such as 'bounces', not {reason!r}.")
    if not reason.strip():
        raise ValueError("a reason is a text, such as 'bounces'; this one is blank.")


def texts(name: str, given: Iterable[str]) -> tuple[str, ...]:
    if not isinstance(given, Iterable) or isinstance(given, (bytes, Mapping)):
        raise TypeError(f"{name}= is a list of texts, not {given!r}.")
    if isinstance(given, str):
        raise TypeError(f"{name}= is a list of texts: [{given!r}], not {given!r}.")
    found = tuple(given)
    if not all(isinstance(text, str) for text in found):
        raise TypeError(f"{name}= is a list of texts, not {given!r}.")
    return found
