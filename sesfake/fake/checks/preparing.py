"""What a test sets up: suppressed addresses, templates and their data, ARNs, buckets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sesfake.domain.receiving.rule_checks import is_bucket
from sesfake.domain.suppression import suppression_list as suppression
from sesfake.domain.templates import templates
from sesfake.domain.templates.data import parse_template_data
from sesfake.domain.templates.templates import Parts
from sesfake.errors import InvalidParameter, InvalidTemplate


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


def template_data(data: Mapping[str, Any] | str) -> Mapping[str, Any]:
    if isinstance(data, str):
        try:
            return parse_template_data(data)
        except InvalidParameter as error:
            raise ValueError(f"template data are a JSON object, not {data!r}.") from error
    if not isinstance(data, Mapping):
        raise TypeError(f"template data are a mapping or JSON, not {data!r}.")
    return data
