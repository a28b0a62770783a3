"""Whether what a test gives can be taken: a TypeError or ValueError that says how to mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sesfake.access_keys import is_account_id
from sesfake.domain.identities.syntax import check_name
from sesfake.domain.messages.message import Message
from sesfake.domain.receiving.rule_checks import is_bucket
from sesfake.domain.suppression import suppression_list as suppression
from sesfake.domain.templates import templates
from sesfake.domain.templates.data import parse_template_data
from sesfake.domain.templates.templates import Parts
from sesfake.errors import InvalidParameter, InvalidTemplate
from sesfake.protocol.model import APIS, operations

_REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-[1-9]", re.ASCII)


def template_data(data: Mapping[str, Any] | str) -> Mapping[str, Any]:
    if isinstance(data, str):
        try:
            return parse_template_data(data)
        except InvalidParameter as error:
            raise ValueError(f"template data are a JSON object, not {data!r}.") from error
    if not isinstance(data, Mapping):
        raise TypeError(f"template data are a mapping or JSON, not {data!r}.")
    return data


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


def check_destination(address: str) -> None:
    if not isinstance(address, str):
        raise TypeError(
            f"an address is a text, as in ses.suppress('ann@example.com'), not {address!r}."
        )
    try:
        suppression.check_destination(address)
    except InvalidParameter as error:
        raise ValueError(
            f"{address!r} cannot be suppressed; give a bare address such as 'ann@example.com'."
        ) from error


def check_level(level: str, reason: str, tenant: str | None) -> None:
    if tenant is not None and not isinstance(tenant, str):
        raise TypeError(f"tenant= is the name of a tenant, not {tenant!r}.")
    if level not in ("account", "global"):
        raise ValueError(f"level= is 'account' or 'global', not {level!r}.")
    if level == "global" and tenant is not None:
        raise ValueError("a tenant's list is not the global one: leave out level= or tenant=.")
    if level == "global" and reason != "BOUNCE":
        raise ValueError("the global list is of bounces: leave out reason=.")


def check_template(name: str, parts: Parts) -> None:
    for what, given in {"name": name, **parts._asdict()}.items():
        if not (isinstance(given, str) or (given is None and what in ("text", "html"))):
            raise TypeError(
                f"the {what} of a template is a text, as in ses.add_template('welcome', "
                f"subject='Hello, {{{{name}}}}!', text='...'), not {given!r}."
            )
    try:
        templates.check_template(name, parts)
    except (InvalidParameter, InvalidTemplate) as error:
        raise ValueError(f"{name!r} cannot be a template: {error.message}") from error


def check_arn(is_right: Callable[[str], bool], arn: str, what: str, example: str) -> None:
    if not isinstance(arn, str):
        raise TypeError(f"an ARN is a text, such as 'arn:aws:{example}', not {arn!r}.")
    if not is_right(arn):
        raise ValueError(f"{arn!r} is no ARN of {what}; write it as in 'arn:aws:{example}'.")


def check_bucket(name: str) -> None:
    if not isinstance(name, str):
        raise TypeError(f"a bucket is a text, as in ses.add_bucket('inbound'), not {name!r}.")
    if not is_bucket(name):
        raise ValueError(f"{name!r} cannot be the name of a bucket.")


def check_messages(given: Iterable[object]) -> None:
    for one in given:
        if not isinstance(one, Message):
            raise TypeError(f"give a message, such as ses.outbox.last, not {one!r}.")


def check_operation(operation: str) -> None:
    known = [name for api in APIS for name in operations(api)]
    if operation not in known:
        near = difflib.get_close_matches(operation, known, n=1)
        raise ValueError(
            f"SES has no operation {operation!r}"
            + (f"; did you mean {near[0]!r}?" if near else ".")
        )
