"""Single values, read and written."""

import time
from datetime import datetime, timedelta, timezone

import pytest
from botocore.serialize import create_serializer
from hypothesis import given, settings
from hypothesis import strategies as st

from sesfake import errors
from sesfake.protocol import timestamps
from sesfake.protocol.scalars import (
    JSON_READERS,
    JSON_WRITERS,
    QUERY_READERS,
    QUERY_WRITERS,
)

UTC = timezone.utc
MOMENT = datetime(2016, 7, 15, 16, 25, 59, 607000, UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2016-07-15T16:25:59.607Z", MOMENT),
        ("2016-07-15T16:25:59.607000Z", MOMENT),
        ("2016-07-15T16:25:59Z", MOMENT.replace(microsecond=0)),
        ("2016-07-15T18:25:59.607+02:00", MOMENT),
        ("2016-07-15T10:55:59.607-0530", MOMENT),
        ("2016-07-15T16:25:59.607", MOMENT),
        ("2016-07-15", datetime(2016, 7, 15, tzinfo=UTC)),
        ("1468599959", MOMENT.replace(microsecond=0)),
        ("1468599959.607", MOMENT),
        ("1.468599959607E9", MOMENT),
        ("1-01-01T00:00:00Z", datetime(1, 1, 1, tzinfo=UTC)),
        ("-1", datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_timestamps_are_read_in_every_form(text, moment):
    assert timestamps.from_text(text) == moment
    assert timestamps.from_text(text).tzinfo is UTC


@settings(derandomize=True)
@given(st.datetimes(timezones=st.just(UTC)))
def test_timestamps_are_read_as_botocores_serializer_writes_them(moment):
    serializer = create_serializer("query", include_validation=False)
    text = serializer._convert_timestamp_to_str(moment, "iso8601")
    assert timestamps.from_text(text) == moment
    number = serializer._convert_timestamp_to_str(moment, "unixtimestamp")
    # Some releases of botocore drop the fraction, and a double has no room for all digits.
    assert abs(timestamps.from_number(number) - moment) < timedelta(seconds=1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2016-13-01",
        "2016-07-15T25:00:00Z",
        "nan",
        "inf",
        "1e999",
        "\N{FULLWIDTH DIGIT NINE}",
    ],
)
def test_what_is_no_timestamp_is_refused(text):
    with pytest.raises(errors.MalformedInput):
        QUERY_READERS["timestamp"](text)
    with pytest.raises(errors.SerializationFailed):
        JSON_READERS["timestamp"](text)


def test_timestamps_are_written_in_utc_with_milliseconds():
    cairo = MOMENT.astimezone(timezone(timedelta(hours=2)))
    assert QUERY_WRITERS["timestamp"](cairo) == "2016-07-15T16:25:59.607Z"
    assert JSON_WRITERS["timestamp"](cairo) == 1468599959.607
    finer = MOMENT.replace(microsecond=607999)
    assert QUERY_WRITERS["timestamp"](finer) == "2016-07-15T16:25:59.607Z"
    assert JSON_WRITERS["timestamp"](finer) == 1468599959.607


@pytest.mark.parametrize(
    ("type_name", "text", "value"),
    [
        ("integer", "2147483647", 2**31 - 1),
        ("integer", "-2147483648", -(2**31)),
        ("integer", "+5", 5),
        ("long", "9223372036854775807", 2**63 - 1),
        ("double", "1.5e3", 1500.0),
        ("double", ".5", 0.5),
        ("boolean", "TRUE", True),
        ("boolean", "false", False),
        ("blob", "", b""),
        ("string", " x ", " x "),
    ],
)
def test_values_of_v1_are_typed(type_name, text, value):
    assert QUERY_READERS[type_name](text) == value


@pytest.mark.parametrize(
    ("type_name", "text"),
    [
        ("integer", "2147483648"),
        ("integer", "-2147483649"),
        ("integer", "1.0"),
        ("integer", "1_000"),
        ("integer", " 1"),
        ("integer", "٣"),
        ("integer", "9" * 5000),
        ("long", "9223372036854775808"),
        ("double", "nan"),
        ("double", "1e999"),
        ("double", "1_0"),
        ("boolean", "1"),
        ("boolean", ""),
        ("blob", "a"),
        ("blob", "a b="),
        ("blob", "é"),
    ],
)
def test_values_of_v1_that_are_none_are_refused_without_a_text(type_name, text):
    with pytest.raises(errors.MalformedInput) as raised:
        QUERY_READERS[type_name](text)
    assert raised.value.message is None


@pytest.mark.parametrize("type_name", ["integer", "long", "double"])
def test_an_empty_number_of_v1_has_its_own_text(type_name):
    with pytest.raises(errors.MalformedInput) as raised:
        QUERY_READERS[type_name]("")
    assert raised.value.message == "missing value for decimal type"  # resources 0.3


@pytest.mark.parametrize(
    ("type_name", "value", "read"),
    [
        ("integer", 5.0, 5),
        ("integer", "5", 5),
        ("double", 5, 5.0),
        ("timestamp", 1468599959.607, MOMENT),
        ("timestamp", "2016-07-15T16:25:59.607Z", MOMENT),
        ("blob", "SGVsbG8=", b"Hello"),
    ],
)
def test_values_of_v2_are_typed(type_name, value, read):
    assert JSON_READERS[type_name](value) == read


@pytest.mark.parametrize(
    ("type_name", "value", "message"),
    [
        ("integer", 5.5, "NUMBER_VALUE can not be converted to an Integer"),
        ("integer", 2**31, "NUMBER_VALUE can not be converted to an Integer"),
        ("integer", "x", "STRING_VALUE can not be converted to an Integer"),
        ("integer", True, "TRUE_VALUE can not be converted to an Integer"),
        ("long", [], "Start of list found where not expected"),
        ("double", {}, "Start of structure or map found where not expected."),
        ("double", float("inf"), "NUMBER_VALUE can not be converted to a Double"),
        ("timestamp", 1e30, "NUMBER_VALUE can not be converted to milliseconds since epoch"),
        ("blob", 1, "NUMBER_VALUE can not be converted to a Blob"),
        ("blob", "%", None),
    ],
)
def test_values_of_v2_that_are_none_are_refused(type_name, value, message):
    with pytest.raises(errors.SerializationFailed) as raised:
        JSON_READERS[type_name](value)
    assert raised.value.message == message


@pytest.mark.parametrize("type_name", ["double", "timestamp"])
def test_a_long_row_of_digits_is_soon_refused(type_name):
    start = time.process_time()

    with pytest.raises(errors.MalformedInput):
        QUERY_READERS[type_name]("0" * 100_000 + "x")

    assert time.process_time() - start < 5  # what grows by squares takes minutes
