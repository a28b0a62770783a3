"""The page of a list that a call of v2 asks for; each list has words of its own for a bad token."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sesfake.domain.account import Account
from sesfake.domain.paging import BadToken, Page, Pager
from sesfake.errors import InvalidParameter

_Item = TypeVar("_Item")


def checked_size(request: Mapping[str, Any], default: int, maximum: int) -> int:
    """How many a call wants, in the words of most lists; raises InvalidParameter."""
    size: int = request.get("PageSize", default)
    if not 1 <= size <= maximum:
        raise InvalidParameter(f"The page size must be between 1 and {maximum}")
    return size


def size_violations(size: int, maximum: int) -> list[str]:
    """What is wrong with a size, in the words of constraints that the model does not tell."""
    if 1 <= size <= maximum:
        return []
    bound = "greater than or equal to 1" if size < 1 else f"less than or equal to {maximum}"
    return [
        f"Value '{size}' at 'pageSize' failed to satisfy constraint: Member must have value {bound}"
    ]


def page_of(  # noqa: PLR0913, PLR0917  # what a page is of, and what it is not
    account: Account,
    pager: Pager[_Item],
    found: Iterable[_Item],
    size: int,
    token: str | None,
    bad_token: str,
) -> Page[_Item]:
    """At most `size` items after the token; raises InvalidParameter with the text `bad_token`."""
    try:
        return pager.page(found, account.region, size, token)
    except BadToken:
        raise InvalidParameter(bad_token) from None
