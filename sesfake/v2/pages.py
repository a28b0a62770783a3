"""The page of a list that a call of v2 asks for; each list has words of its own for a bad token."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sesfake.domain.account import Account
from sesfake.domain.paging import BadToken, Page, Pager
from sesfake.errors import InvalidParameter

_Item = TypeVar("_Item")


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
