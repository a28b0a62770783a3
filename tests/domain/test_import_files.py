"""The files of import jobs, read without a job: whatever is in them, records come out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sesfake.domain.jobs.contact_records import read_contact
from sesfake.domain.jobs.import_files import Record, UnusableFile, read
from sesfake.domain.jobs.job import DataFormat
from sesfake.errors import InvalidParameter

PLAIN = ("emailAddress", "reason")
BAD = "The record is not valid CSV."


def csv(data, columns=PLAIN):
    return list(read(data, DataFormat.CSV, columns))


def test_lines_are_counted_where_records_begin():
    data = b'emailAddress,attributesData\r\n\r\na@b.c,"{\r\n}"\r\nd@e.f,\r\n'

    assert csv(data, None) == [
        Record(3, 'a@b.c,"{\r\n}"', {"emailAddress": "a@b.c", "attributesData": "{\r\n}"}),
        Record(5, "d@e.f,", {"emailAddress": "d@e.f"}),
    ]


def test_a_byte_order_mark_belongs_to_no_record():
    # as spreadsheets write it
    assert csv(b"\xef\xbb\xbfa@b.c,BOUNCE") == [
        Record(1, "a@b.c,BOUNCE", {"emailAddress": "a@b.c", "reason": "BOUNCE"})
    ]


def test_reading_goes_on_behind_what_is_no_csv():
    long = b'"' + b"x" * 200_000 + b"\n"

    [bad, *rest] = csv(long + b"a@b.c\n")

    assert (bad.line, bad.trouble) == (1, BAD)
    assert rest == [Record(2, "a@b.c", {"emailAddress": "a@b.c"})]


def test_an_empty_file_has_no_records():
    assert csv(b"") == csv(b" \n\n") == csv(b"", None) == []
    assert list(read(b"\n", DataFormat.JSON)) == []


@pytest.mark.parametrize("data", [b"a@b.c\n", b"EmailAddress\na@b.c"])
def test_a_header_has_the_addresses(data):
    with pytest.raises(UnusableFile, match="must have the column emailAddress"):
        csv(data, None)


@given(st.binary(max_size=200), st.sampled_from(DataFormat), st.sampled_from([None, PLAIN]))
def test_any_bytes_are_read(data, data_format, columns):
    try:
        records = list(read(data, data_format, columns))
    except UnusableFile:
        return
    assert [record.line for record in records] == sorted({record.line for record in records})


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "unsubscribeAll": _JSON,
            "attributesData": _JSON,
            "topicPreferences": _JSON
            | st.lists(
                st.fixed_dictionaries({"topicName": _JSON, "subscriptionStatus": _JSON}),
            ),
            "topicPreferences.Sports": _JSON,
        },
    )
)
def test_any_json_is_a_contact_or_refused(values):
    try:
        preferences, is_unsubscribed, attributes = read_contact(values)
    except InvalidParameter:
        return
    assert all(isinstance(topic, str) for topic in preferences)
    assert set(preferences.values()) <= {"OPT_IN", "OPT_OUT"}
    assert isinstance(is_unsubscribed, bool)
    assert attributes is None or isinstance(attributes, str)


@pytest.mark.parametrize("data", [b'"\n' * 100_000, b'"' * 600_000, b"[" * 600_000, b"," * 600_000])
def test_a_hostile_file_takes_no_long_time(data):
    started = time.process_time()

    for data_format in DataFormat:
        list(read(data, data_format, PLAIN))

    assert time.process_time() - started < 5
