"""What a test says of inbox placement tests: where their mail is at each provider."""

from __future__ import annotations

from sesfake.domain.deliverability.placement_tests import Placement, PlacementTest
from sesfake.domain.deliverability.seeds import PROVIDERS
from sesfake.fake.view import View

_ALL = 100


class Placing(View):
    """The part of a fake that acts on placement tests."""

    __slots__ = ()

    def place_test_mail(
        self,
        report_id: str,
        *,
        isp: str | None = None,
        inbox: float | None = None,
        spam: float = 0,
    ) -> None:
        """Let the mail of an inbox placement test be in the inbox or in spam, in percent.

            ses.place_test_mail(report_id, isp="Gmail", inbox=25, spam=50)

        At one provider, or at all; the rest is missing. Without `inbox=` what is not spam is in the
        inbox. A ValueError for a report or provider that there is not, and for more than 100.
        """
        test = self._placement_test(report_id)
        if isp is not None and isp not in PROVIDERS:
            raise ValueError(f"isp= is one of {', '.join(PROVIDERS)}, not {isp!r}.")
        _check_percent("spam", spam)
        in_inbox = _ALL - spam if inbox is None else inbox
        _check_percent("inbox", in_inbox)
        if round(in_inbox + spam, 6) > _ALL:
            raise ValueError(f"inbox= and spam= are together at most 100, not {in_inbox + spam}.")
        placement = Placement(float(in_inbox), float(spam))
        for provider in PROVIDERS if isp is None else [isp]:
            test.said[provider] = placement

    def _placement_test(self, report_id: str) -> PlacementTest:
        if not isinstance(report_id, str):
            raise TypeError(
                "a report is named by its id, the ReportId of CreateDeliverabilityTestReport, not "
                f"by {report_id!r}."
            )
        for account in self.accounts.existing(self._scope):
            test = account.placement_tests.find(report_id)
            if test is not None:
                return test
        raise ValueError(
            f"there is no report {report_id!r}; the program makes one, with "
            "`create_deliverability_test_report(...)` of a `sesv2` client."
        )


def _check_percent(name: str, given: float) -> None:
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        raise TypeError(f"{name}= is a number of percent, not {given!r}.")
    if not 0 <= given <= _ALL:
        raise ValueError(f"{name}= is from 0 to 100, not {given!r}.")
