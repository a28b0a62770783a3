"""The file of an import job, read record by record: CSV, or a JSON object in each line.

For a suppression list CSV has no header line, for contacts it has one. A record that cannot be read
is told as such, and reading goes on behind it (facts: resources 6.4).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sesfake.domain.jobs.job import DataFormat
from sesfake.guesses.import_jobs import BAD_CSV, BAD_JSON, NO_ADDRESS_COLUMN

ADDRESS = "emailAddress"


class Record(NamedTuple):
    """One record; `trouble` says why it cannot be read, if it cannot."""

    line: int  # the first of it, counted from 1
    text: str
    values: Mapping[str, Any] = {}
    trouble: str | None = None


class UnusableFile(ValueError):
    """A file of which no record can be read; the text says why."""


def read(
    data: bytes, data_format: DataFormat, columns: Sequence[str] | None = None
) -> Iterator[Record]:
    """The records of a file, blank lines left out; raises UnusableFile.

    `columns` are those of CSV without a header line. Values of CSV are texts, empty ones left out.
    """
    text = data.decode("utf-8-sig", "replace")
    return _json_lines(text) if data_format is DataFormat.JSON else _csv(text, columns)


def _json_lines(text: str) -> Iterator[Record]:
    for number, line in enumerate(map(str.strip, io.StringIO(text)), 1):
        if not line:
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            values = None
        if isinstance(values, dict):
            yield Record(number, line, values)
        else:
            yield Record(number, line, trouble=BAD_JSON)


def _csv(text: str, columns: Sequence[str] | None) -> Iterator[Record]:
    for number, line, row in _rows(text):
        if row is None:
            yield Record(number, line, trouble=BAD_CSV)
        elif columns is None:
            columns = row
            if ADDRESS not in columns:
                raise UnusableFile(NO_ADDRESS_COLUMN)
        elif any(row[len(columns) :]):
            yield Record(number, line, trouble=BAD_CSV)
        else:
            yield Record(number, line, {c: v for c, v in zip(columns, row, strict=False) if v})
    if columns is None and text.strip():
        raise UnusableFile(NO_ADDRESS_COLUMN)


def _rows(text: str) -> Iterator[tuple[int, str, list[str] | None]]:
    """Rows with their place and text; None for one that is no CSV."""
    taken: list[str] = []  # a row may go over several lines

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    reader = csv.reader(lines())
    while True:
        number = reader.line_num + 1
        taken.clear()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, "".join(taken).strip(), None
            continue
        row = [value.strip() for value in row]
        if any(row):
            yield number, "".join(taken).strip(), row
