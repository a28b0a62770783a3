"""What a test says of SES's insights: what it thinks of an address; and what it has exported."""

from __future__ import annotations

from sesfake.domain.account import Account
from sesfake.domain.insights.verdicts import QUESTIONS, Confidence
from sesfake.fake.checks.given import check_address
from sesfake.fake.view import View

Answer = bool | str | None


class Insights(View):
    """The part of a fake that knows of insights."""

    __slots__ = ()

    def set_address_insights(  # noqa: PLR0913  # all by name
        self,
        address: str,
        *,
        is_valid: Answer = None,
        has_valid_syntax: Answer = None,
        has_valid_dns_records: Answer = None,
        mailbox_exists: Answer = None,
        is_role_address: Answer = None,
        is_disposable: Answer = None,
        is_random_input: Answer = None,
    ) -> None:
        """Say what SES thinks of an address, in place of what it would find.

            ses.set_address_insights("ann@example.com", mailbox_exists=False)

        An answer is True or `"HIGH"`, False or `"LOW"`, or `"MEDIUM"`; what is not answered is
        found as before. GetEmailAddressInsights shows it, and Auto Validation goes by it. Whether a
        mail bounces that was sent all the same is another matter: `ses.bounce`.
        """
        check_address(address, "ann@example.com")
        given = (
            is_valid,
            has_valid_syntax,
            has_valid_dns_records,
            mailbox_exists,
            is_role_address,
            is_disposable,
            is_random_input,
        )
        words = {
            question: _confidence(question, answer)
            for question, answer in zip(QUESTIONS, given, strict=True)
            if answer is not None
        }
        if not words:
            raise TypeError(
                "say something of the address, as in ses.set_address_insights('ann@example.com', "
                f"mailbox_exists=False); there are {', '.join(QUESTIONS)}."
            )

        def say(account: Account) -> None:
            account.address_opinions.say(address, words)

        self._everywhere(say)

    def exported(self, job_id: str) -> bytes:
        """The file that an export job has written.

            rows = json.loads(ses.exported(job_id))

        A ValueError if there is no such job in view, or it is not COMPLETED.
        """
        self.accounts.catch_up()
        for account in self.accounts.existing(self._scope):
            with account.lock:
                job = account.export_jobs.find(job_id)
                if job is None:
                    continue
                if job.file is None:
                    raise ValueError(
                        f"the job {job_id!r} has no file: it is {job.status.value}. A job is done "
                        "a second after it was made: ses.clock.advance(seconds=1)."
                    )
                return job.file
        raise ValueError(
            f"there is no export job {job_id!r} in view of {self!r}; create_export_job(...) of a "
            "sesv2 client gives the JobId."
        )


def _confidence(question: str, answer: bool | str) -> Confidence:
    if isinstance(answer, bool):
        return Confidence.HIGH if answer else Confidence.LOW
    if not isinstance(answer, str):
        raise TypeError(f"{question}= is True, False, 'LOW', 'MEDIUM' or 'HIGH', not {answer!r}.")
    if answer not in Confidence.__members__:
        raise ValueError(f"{question}= is True, False, 'LOW', 'MEDIUM' or 'HIGH', not {answer!r}.")
    return Confidence[answer]
