"""Import jobs on the clock: begun by a call, run when they are due.

A job reads its file outside of the account's lock, for S3 may be a neighbour; then it changes what
it is to change under the lock, by the rules that the calls for single records have. A job fails as
a whole only where its file cannot be used; records that cannot be imported are counted.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from sesfake.domain.account import Account
from sesfake.domain.contacts.contact_lists import ContactList
from sesfake.domain.contacts.syntax import check_address, check_attributes
from sesfake.domain.jobs.contact_records import read_contact
from sesfake.domain.jobs.import_files import ADDRESS, Record, UnusableFile, read
from sesfake.domain.jobs.imports import Action, Destination, FailedRecord, ImportJob
from sesfake.domain.jobs.job import LASTS, DataFormat
from sesfake.domain.neighbours.parcels import Undeliverable
from sesfake.domain.refusals import Refusal
from sesfake.domain.suppression.suppression_list import REASONS, check_destination
from sesfake.errors import InvalidParameter, ListToImportNotFound, SESError
from sesfake.guesses.import_jobs import BAD_VALUE, OBJECT_UNREADABLE, TOO_MANY_RECORDS

MAX_CONTACTS = 1_000_000
MAX_SUPPRESSED = {Action.PUT: 100_000, Action.DELETE: 10_000}  # facts: events 7.3
_SUPPRESSION_COLUMNS = (ADDRESS, "reason")

Import = Callable[[Record, datetime], None]  # raises SESError for what cannot be imported


def begin(
    account: Account, destination: Destination, url: str, data_format: DataFormat
) -> ImportJob:
    """Begin a job; raises ListToImportNotFound, ImportJobLimitExceeded."""
    _importer(account, destination)
    account.import_jobs.check_room()
    job = ImportJob(
        id=account.ids.uuid(),
        created_at=account.clock.now(),
        destination=destination,
        url=url,
        data_format=data_format,
    )
    account.import_jobs.add(job)
    account.agenda.plan(job.created_at + LASTS, account.scope, partial(_run, account, job))
    return job


def _run(account: Account, job: ImportJob, at: datetime) -> None:
    """Let a job that is due happen; not to be done under an account's lock."""
    try:
        data = _file(account, job.url)
        columns = None if job.destination.contact_list is not None else _SUPPRESSION_COLUMNS
        if _most_records(data) > _maximum(job.destination):
            _check_length(job.destination, read(data, job.data_format, columns))
        with account.lock:
            if account.import_jobs.find(job.id) is not job:
                return  # the account has begun anew
            _apply(account, job, read(data, job.data_format, columns), at)
            job.complete(at)
    except (SESError, UnusableFile) as error:
        _fail(account, job, at, error)


def _file(account: Account, url: str) -> bytes:
    bucket, _, key = url.removeprefix("s3://").partition("/")
    try:
        return account.read_object(bucket, key)
    except Undeliverable as reason:
        text = OBJECT_UNREADABLE.format(url=url)
        raise InvalidParameter(
            text, hint=f"{reason} To mend the test: `ses.add_object({url!r}, data)`."
        ) from None


def _most_records(data: bytes) -> int:
    """As many as there are lines, and quickly counted: most files need no other count."""
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n") + 1


def _maximum(destination: Destination) -> int:
    on_list = destination.contact_list is not None
    return MAX_CONTACTS if on_list else MAX_SUPPRESSED[destination.action]


def _check_length(destination: Destination, records: Iterable[Record]) -> None:
    maximum = _maximum(destination)
    if sum(1 for _ in itertools.islice(records, maximum + 1)) > maximum:
        raise UnusableFile(TOO_MANY_RECORDS.format(maximum=maximum))


def _apply(account: Account, job: ImportJob, records: Iterable[Record], at: datetime) -> None:
    import_ = _importer(account, job.destination)
    for record in records:
        job.processed += 1
        try:
            if record.trouble is not None:
                raise InvalidParameter(record.trouble)
            import_(record, at)
        except SESError as error:
            job.failed.append(FailedRecord(record.line, record.text, str(error)))


def _fail(account: Account, job: ImportJob, at: datetime, error: Exception) -> None:
    with account.lock:
        if account.import_jobs.find(job.id) is not job:
            return
        job.fail(at, str(error))
        hint = error.hint if isinstance(error, SESError) else None
        name = f"The import job of {job.url}"
        account.mailbag.note(
            Refusal(name, str(error), hint, account.id, account.region, "has failed")
        )


def _importer(account: Account, destination: Destination) -> Import:
    """How single records are imported; raises ListToImportNotFound."""
    action, name = destination
    if name is None:
        return partial(_put_suppressed if action is Action.PUT else _delete_suppressed, account)
    found = account.contact_lists.find(name)
    if found is None:
        raise ListToImportNotFound(name)
    return partial(_put_contact if action is Action.PUT else _delete_contact, found)


def _put_suppressed(account: Account, record: Record, at: datetime) -> None:
    address = _address(record)
    check_destination(address)
    reason = record.values.get("reason")
    if reason not in REASONS:
        raise InvalidParameter(BAD_VALUE.format(member="reason"))
    account.suppression.put(address, reason, at=at)


def _delete_suppressed(account: Account, record: Record, at: datetime) -> None:  # noqa: ARG001
    address = _address(record)
    check_destination(address)
    account.suppression.delete(address)


def _put_contact(found: ContactList, record: Record, at: datetime) -> None:
    address = _address(record)
    check_address(address)
    contact = read_contact(record.values)
    check_attributes(contact.attributes)
    found.put(
        address,
        contact.preferences,
        is_unsubscribed=contact.is_unsubscribed,
        attributes=contact.attributes,
        at=at,
    )


def _delete_contact(found: ContactList, record: Record, at: datetime) -> None:  # noqa: ARG001
    address = _address(record)
    check_address(address)
    found.delete(address)


def _address(record: Record) -> str:
    address = record.values.get(ADDRESS, "")
    if not isinstance(address, str):
        raise InvalidParameter(BAD_VALUE.format(member=ADDRESS))
    return address
