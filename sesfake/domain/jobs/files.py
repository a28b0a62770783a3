"""The file that a job leaves: its bytes, its name, the address it could be fetched from.

The layout of the real files is not documented; here the columns have the names of AWS's members.
Nobody answers at the address: a test reads the file with `ses.exported(job_id)`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import NamedTuple
from urllib.parse import urlencode

from sesfake.domain.jobs.job import DataFormat

Value = str | int | float | None


class Extract(NamedTuple):
    """What an export found: rows, and how many records were looked at for them."""

    columns: Sequence[str]
    rows: Sequence[Mapping[str, Value]]
    processed: int


def written(extract: Extract, data_format: DataFormat) -> bytes:
    """Rows as a file: CSV with a header line, or a JSON array of objects."""
    if data_format is DataFormat.JSON:
        shown = [{name: row[name] for name in extract.columns} for row in extract.rows]
        text = json.dumps(shown, ensure_ascii=False)
    else:
        lines = io.StringIO()
        writer = csv.DictWriter(lines, extract.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(extract.rows)
        text = lines.getvalue()
    return text.encode("utf-8", "replace")  # a subject may hold half a character


def stamp(at: datetime) -> str:
    """`20260302_120000`, as names of objects have it."""
    return f"{at.astimezone(timezone.utc):%Y%m%d_%H%M%S}"


def digest(text: str) -> str:
    """Hexadecimal digits that follow from a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def presigned(bucket: str, name: str, region: str, now: datetime, expires: int) -> str:
    """An address as S3 signs them, for some seconds; `bucket` is without the region."""
    day = f"{now.astimezone(timezone.utc):%Y%m%d}"
    query = {
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Date": f"{now.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}",
        "X-Amz-SignedHeaders": "host",
        "X-Amz-Expires": str(expires),
        "X-Amz-Credential": f"AKIAIOSFODNN7EXAMPLE/{day}/{region}/s3/aws4_request",
        "X-Amz-Signature": digest(f"{name} {now.isoformat()}"),
    }
    host = f"{bucket}-{region}.s3.{region}.amazonaws.com"
    return f"https://{host}/{name}?{urlencode(query)}"
