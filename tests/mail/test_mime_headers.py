"""Content-Type and Content-Disposition take time by their length, and no more."""

from __future__ import annotations

import time

import pytest

from sesfake.errors import InvalidParameter
from sesfake.mail.mime_headers import read_content_type, read_disposition

MANY = " " * 60_000


@pytest.mark.parametrize(
    "after",
    [f"{MANY}x", f"{MANY};{MANY}x", f";{MANY}x{MANY}", f";{MANY}=x", f"; a=b{MANY}x"],
    ids=["blanks", "blanks on both sides", "a name", "no name", "a parameter"],
)
@pytest.mark.parametrize(
    ("read", "before"), [(read_content_type, "text/plain"), (read_disposition, "attachment")]
)
def test_a_long_row_of_blanks_is_soon_found_wrong(read, before, after):
    began = time.process_time()
    with pytest.raises(InvalidParameter):
        read(before + after)

    assert time.process_time() - began < 5  # what grows by squares takes half a minute
