"""Pages whose size and token are refused as if the model bounded them, which it does not.

Those of tenants, of reputation entities and of import jobs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sesfake.domain.account import Account
from sesfake.domain.paging import Page, Pager
from sesfake.domain.tenants.tenants import DEFAULT_PAGE, MAX_PAGE
from sesfake.errors import ConstraintViolated
from sesfake.v2 import pages

_Item = TypeVar("_Item")
_NOTHING_TO_GO_ON = (
    "Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or "
    "equal to 1"
)


def asked_for(filters: Mapping[str, str]) -> str:
    """Filters as a text, which a list's tokens are bound to."""
    return str(sorted(filters.items()))


def paging(request: Mapping[str, Any]) -> tuple[int, str | None]:
    """Size and token of a page; raises ConstraintViolated with all that is wrong with them."""
    size, token = request.get("PageSize", DEFAULT_PAGE), request.get("NextToken")
    violations = [_NOTHING_TO_GO_ON] if token == "" else []
    violations += pages.size_violations(size, MAX_PAGE)
    if violations:
        raise ConstraintViolated(violations)
    return size, token


def page_of(
    account: Account, pager: Pager[_Item], found: Iterable[_Item], size: int, token: str | None
) -> Page[_Item]:
    """At most `size` items after the token; raises InvalidParameter."""
    return pages.page_of(account, pager, found, size, token, "Invalid Next Token")
