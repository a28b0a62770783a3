"""What a test lets happen to a region: multi-region endpoints fail over from it, and back."""

from __future__ import annotations

from sesfake.domain.account import Account
from sesfake.fake.view import View


class FailingOver(View):
    """The part of a fake that has outages, as far as multi-region endpoints feel them."""

    __slots__ = ()

    def fail_over(self) -> None:
        """Let multi-region endpoints send around a region, as when it is down.

            ses.region("us-east-1").fail_over()

        Calls to the region itself go on; `fail_next` is for those. A ValueError if the view is not
        of one region.
        """
        self._route(is_failed_over=True)

    def fail_back(self) -> None:
        """Let them use the region again."""
        self._route(is_failed_over=False)

    def _route(self, *, is_failed_over: bool) -> None:
        if self._scope.region is None:
            word = "fail_over" if is_failed_over else "fail_back"
            raise ValueError(f"say of which region, as in ses.region('us-east-1').{word}().")

        def route(account: Account) -> None:
            account.is_failed_over = is_failed_over

        self._everywhere(route)
