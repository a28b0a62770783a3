"""Identifiers in the forms of Amazon's."""

from __future__ import annotations

import re

import pytest

from sesfake.domain.ids import REGION_PREFIXES, Ids
from sesfake.mail.amazons_keys import LONG_ENDINGS, SHORT_ENDINGS

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}"


def test_a_uuid_has_the_form_of_a_random_one():
    ids = Ids(0)

    assert all(re.fullmatch(UUID, ids.uuid()) for _ in range(100))


@pytest.mark.parametrize(("region", "prefix"), [*REGION_PREFIXES.items(), ("me-south-1", "01ff")])
def test_a_message_id_tells_region_and_time(region, prefix):
    # events 1
    found = Ids(0).message_id(region, 1_700_000_000.123)

    assert re.fullmatch(f"{prefix}018bcfe5687b-{UUID}-000000", found)
    assert len(found) == 60


def test_the_id_of_a_received_mail_has_forty_characters_and_ends_in_a_number():
    assert re.fullmatch("[0-9a-v]{38}01", Ids(0).inbound_message_id())


@pytest.mark.parametrize(("bits", "endings"), [(1024, SHORT_ENDINGS), (2048, LONG_ENDINGS)])
def test_the_last_letter_of_a_dkim_token_tells_how_long_the_key_is(bits, endings):
    ids = Ids(0)
    found = [token for _ in range(20) for token in ids.dkim_tokens(bits)]

    assert len(set(found)) == 60
    assert all(re.fullmatch(f"[a-z2-7]{{31}}[{endings}]", token) for token in found)


def test_the_same_seed_gives_the_same_ids_in_the_same_order():
    one, other, third = Ids(1), Ids(1), Ids(2)

    assert one.bytes(4) == other.bytes(4) != third.bytes(4)
    assert one.uuid() == other.uuid() != third.uuid() != one.uuid()
