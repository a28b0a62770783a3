"""What is around SES: the neighbours, and what the tester says exists beside them.

A neighbour that answers for a service knows what there is. Where none does, everything well-formed
exists, unless `mock_ses(neighbours="strict")` says that nothing does. What was declared exists in
any case.
"""

from __future__ import annotations

from collections.abc import Callable

from sesfake.domain.configuration_sets.event_targets import FirehoseTarget
from sesfake.domain.neighbours.declared import Declared
from sesfake.domain.neighbours.parcels import (
    FirehoseRecord,
    Invocation,
    Neighbours,
    Parcel,
    S3Object,
    SnsMessage,
    Undeliverable,
)
from sesfake.domain.neighbours.targets import (
    FunctionToInvoke,
    Question,
    RoleToAssume,
    Trouble,
    What,
)


class Surroundings:
    """Seen by one fake: what there is, and what a test says there is."""

    def __init__(self, neighbours: Neighbours, declared: Declared, *, is_strict: bool) -> None:
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
            if _addressee(parcel) not in self._declared.arns:
                raise

    def read_object(self, bucket: str, key: str, account_id: str, region: str) -> bytes:
        """An object of S3, the test's own first; raises Undeliverable."""
        given = self._declared.objects.get((bucket, key))
        if given is not None:
            return given
        if not self.is_there("s3"):
            raise Undeliverable(f"Nobody here has the object {key!r} of a bucket {bucket!r}.")
        try:
            return self._neighbours.read_object(bucket, key, account_id, region)
        except Undeliverable as reason:
            said = str(reason).rstrip(".")
            raise Undeliverable(f"The active fake of s3 in {region} says: {said}.") from reason

    def answer(self, question: Question) -> Trouble | None:
        """What stands against using a target; None if nothing does."""
        target = question.target
        if isinstance(target, FirehoseTarget):
            return self._ask_about_stream(target)
        if isinstance(target, S3Object):
            return self._ask_about_bucket(target, question)
        if isinstance(target, FunctionToInvoke):
            return self._ask_about_function(target.arn, question.region)
        if isinstance(target, RoleToAssume):
            return self._ask_about_role(target.arn, f"ses.add_role({target.arn!r})")
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
        return self._ask_about_role(role, declaration) or self._ask(
            What.STREAM, stream, "firehose", lambda: neighbours.check_stream(stream), declaration
        )

    def _ask_about_role(self, role: str, declaration: str) -> Trouble | None:
        check_role = self._neighbours.check_role
        return self._ask(What.ROLE, role, "iam", lambda: check_role(role), declaration)

    def _ask_about_bucket(self, setup: S3Object, question: Question) -> Trouble | None:
        bucket, (account_id, region) = setup.bucket, (question.account_id, question.region)
        check_bucket = self._neighbours.check_bucket
        missing = self._ask(
            What.BUCKET,
            bucket_arn(bucket),
            "s3",
            lambda: check_bucket(bucket, account_id, region),
            f"ses.add_bucket({bucket!r})",
        )
        if missing is not None or not self.is_there("s3"):
            return missing
        try:
            self.deliver(setup, account_id, region)
        except Undeliverable as reason:
            return Trouble(What.OBJECT, f"The active fake of s3 says: {str(reason).rstrip('.')}.")
        return None

    def _ask_about_function(self, arn: str, region: str) -> Trouble | None:
        check_function = self._neighbours.check_function
        declaration = f"ses.add_function({arn!r})"
        whom = f"lambda in {region}"
        return self._ask(What.FUNCTION, arn, whom, lambda: check_function(arn), declaration)

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
        return None if arn in self._declared.arns else Trouble(what, hint)


def bucket_arn(name: str) -> str:
    """What a bucket is declared by."""
    return f"arn:aws:s3:::{name}"


def _addressee(parcel: Parcel) -> str | None:
    if isinstance(parcel, SnsMessage):
        return parcel.topic_arn
    if isinstance(parcel, S3Object):
        return bucket_arn(parcel.bucket)
    if isinstance(parcel, Invocation):
        return parcel.function_arn
    return parcel.stream_arn if isinstance(parcel, FirehoseRecord) else None
