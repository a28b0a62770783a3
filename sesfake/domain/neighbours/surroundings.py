"""What is around SES: the neighbours, and what the tester says exists beside them.

A neighbour that answers for a service knows what there is. Where none does, everything well-formed
exists, unless `mock_ses(neighbours="strict")` says that nothing does. What was declared exists in
any case.
"""

from __future__ import annotations

from collections.abc import Callable

from sesfake.domain.configuration_sets.event_targets import FirehoseTarget
from sesfake.domain.neighbours.parcels import (
    FirehoseRecord,
    Neighbours,
    Parcel,
    SnsMessage,
    Undeliverable,
)
from sesfake.domain.neighbours.targets import Question, Trouble, What


class Surroundings:
    """Seen by one fake; `declared` are ARNs."""

    def __init__(self, neighbours: Neighbours, declared: set[str], *, is_strict: bool) -> None:
        self._neighbours = neighbours
        self._declared = declared
        self._is_strict = is_strict

    def is_there(self, service: str) -> bool:
        return self._neighbours.is_there(service)

    def deliver(self, parcel: Parcel, account_id: str, region: str) -> None:
        """Hand a parcel over; what was declared takes it even where no neighbour does."""
        try:
            self._neighbours.deliver(parcel, account_id, region)
        except Undeliverable:
            if _addressee(parcel) not in self._declared:
                raise

    def answer(self, question: Question) -> Trouble | None:
        """What stands against using a target; None if nothing does."""
        target = question.target
        if isinstance(target, FirehoseTarget):
            return self._ask_about_stream(target)
        return self._ask(
            What.TOPIC,
            target.topic_arn,
            f"sns in {question.region}",
            lambda: self.deliver(target, question.account_id, question.region),
            f"ses.add_topic({target.topic_arn!r})",
        )

    def _ask_about_stream(self, target: FirehoseTarget) -> Trouble | None:
        stream, role, neighbours = target.stream_arn, target.role_arn, self._neighbours
        declaration = f"ses.add_delivery_stream({stream!r}, role_arn={role!r})"
        # The role first: it is with the role that SES would look for the stream.
        return self._ask(
            What.ROLE, role, "iam", lambda: neighbours.check_role(role), declaration
        ) or self._ask(
            What.STREAM, stream, "firehose", lambda: neighbours.check_stream(stream), declaration
        )

    def _ask(
        self, what: What, arn: str, whom: str, check: Callable[[], None], declaration: str
    ) -> Trouble | None:
        if self.is_there(what.service):
            try:
                check()
            except Undeliverable as reason:
                hint = (
                    f"The active fake of {whom} says: {str(reason).rstrip('.')}. Make the "
                    f"{what.value} there, or say that it exists: {declaration}"
                )
            else:
                return None
        elif self._is_strict:
            hint = f'With neighbours="strict" the {what.value} must be declared: {declaration}'
        else:
            return None
        return None if arn in self._declared else Trouble(what, hint)


def _addressee(parcel: Parcel) -> str | None:
    if isinstance(parcel, SnsMessage):
        return parcel.topic_arn
    return parcel.stream_arn if isinstance(parcel, FirehoseRecord) else None
