"""The pages of what v2 lists of tenants: their size and tokens, which the model does not bound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sesfake.domain.account import Account
from sesfake.domain.paging import Page, Pager
from sesfake.domain.tenants.tenants import DEFAULT_PAGE, MAX_PAGE
from sesfake.errors import ConstraintViolated
from sesfake.v2 import pages

_Item = TypeVar("_Item")


def asked_for(filters: Mapping[str, str]) -> str:
    return str(sorted(filters.items()))


def paging(request: Mapping[str, Any]) -> tuple[int, str | None]:
    """Size and token of a page, which the model does not bound; raises ConstraintViolated."""
    size, token = request.get("PageSize", DEFAULT_PAGE), request.get("NextToken")
    broken = []
    if token == "":
        broken.append(("", "nextToken", "length greater than or equal to 1"))
    if size < 1:
        broken.append((size, "pageSize", "value greater than or equal to 1"))
    if size > MAX_PAGE:
        broken.append((size, "pageSize", f"value less than or equal to {MAX_PAGE}"))
    if broken:
        raise ConstraintViolated(
            [
                f"Value '{value}' at '{member}' failed to satisfy constraint: Member must have "
                f"{bound}"
                for value, member, bound in broken
            ]
        )
    return size, token


def page_of(
    account: Account, pager: Pager[_Item], found: Iterable[_Item], size: int, token: str | None
) -> Page[_Item]:
    """At most `size` items after the token; raises InvalidParameter."""
    return pages.page_of(account, pager, found, size, token, "Invalid Next Token")
