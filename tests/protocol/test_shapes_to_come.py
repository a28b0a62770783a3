"""What today's models do not have and a newer botocore may bring is read and checked likewise."""

from __future__ import annotations

import json

import pytest
from botocore.model import ServiceModel

from sesfake import errors
from sesfake.protocol import json_reader
from sesfake.protocol.form import read_form
from sesfake.protocol.form_reader import read_members, read_valid_members
from sesfake.protocol.validation import validate
from sesfake.wire import Headers, Request

from .botocore_side import ENDPOINT, PROTOCOLS


@pytest.fixture
def put():
    """The input of an operation that SES does not have."""
    model = ServiceModel(
        {
            "metadata": {"protocol": "query"},
            "shapes": {
                "Put": {
                    "type": "structure",
                    "members": {
                        "Weights": {"shape": "Weights"},
                        "Colour": {"shape": "Text", "locationName": "Tint"},
                        "Rooms": {"shape": "Rooms"},
                        "Doors": {"shape": "Doors"},
                    },
                },
                "Doors": {"type": "list", "member": {"shape": "Text"}, "max": 2},
                "Weights": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Number"}},
                "Rooms": {
                    "type": "map",
                    "key": {"shape": "Text"},
                    "value": {"shape": "Room"},
                    "min": 1,
                    "max": 2,
                },
                "Room": {
                    "type": "structure",
                    "required": ["Door"],
                    "members": {"Door": {"shape": "Text"}},
                },
                "Text": {"type": "string"},
                "Number": {"type": "integer"},
            },
        }
    )
    return model.shape_for("Put")


def form(body):
    return read_form(Request("POST", f"{ENDPOINT}/", Headers(), body.encode(), "us-east-1"))


def read(shape, body):
    return read_members(shape, form(body))


@pytest.mark.parametrize(
    ("body", "weights"),
    [
        (
            "Weights.entry.2.key=b&Weights.entry.2.value=2"
            "&Weights.entry.1.key=a&Weights.entry.1.value=1",
            {"a": 1, "b": 2},
        ),
        ("Weights=", {}),
        ("Weights.entry.1.key=a", {}),
        ("Weights.entry.1.value=1", {}),
        ("Weights.entry.1=a", {}),
        ("Weights.entry.1.key.x=a&Weights.entry.1.value=1", {}),
        ("Weights.1.key=a&Weights.1.value=1", {}),
    ],
)
def test_a_map_in_a_form_is_read_by_its_entries(put, body, weights):
    assert read(put, body) == {"Weights": weights}


def test_a_text_in_a_form_is_no_map(put):
    with pytest.raises(errors.MalformedInput):
        read(put, "Weights=a")


def test_a_member_may_have_another_name_on_the_wire(put):
    assert read(put, "Tint=red&Colour=blue") == {"Colour": "red"}
    assert json_reader.reader(put)({"Tint": "red", "Colour": "blue"}) == {"Colour": "red"}
    for protocol in PROTOCOLS.values():
        assert protocol._output.writer(put)({"Colour": "red"}) == {"Tint": "red"}


def violations(shape, parameters):
    try:
        validate(shape, parameters)
    except errors.ConstraintViolated as error:
        return error.message
    return ""


ROOM = {"Door": "oak"}


@pytest.mark.parametrize(
    ("rooms", "told"),
    [
        ({"a": ROOM}, []),
        ({"a": ROOM, "b": ROOM}, []),
        ({}, ["'rooms' failed to satisfy constraint: Member must have length greater than"]),
        (
            {"a": ROOM, "b": ROOM, "c": ROOM},
            ["'rooms' failed to satisfy constraint: Member must have length less than or equal to"],
        ),
        ({"a": {}}, ["'rooms.a.member.door' failed to satisfy constraint: Member must not be"]),
        ({"a": ROOM, "b": {}}, ["'rooms.b.member.door' failed"]),
    ],
)  # fmt: skip
def test_a_map_of_structures_is_checked_inside_and_by_its_size(put, rooms, told):
    text = violations(put, {"Rooms": rooms})

    assert text.count("failed to satisfy") == len(told)
    for each in told:
        assert each in text


def test_a_list_in_a_form_is_checked_by_its_size(put):
    doors = "Doors.member.1=oak&Doors.member.2=elm"

    assert read_valid_members(put, form(doors)) == {"Doors": ["oak", "elm"]}
    with pytest.raises(errors.ConstraintViolated, match="length less than or equal to 2"):
        read_valid_members(put, form(f"{doors}&Doors.member.3=ash"))


def test_a_map_in_a_form_is_checked_inside(put):
    assert read_valid_members(put, form("Weights.entry.1.key=a&Weights.entry.1.value=1"))
    with pytest.raises(errors.ConstraintViolated, match=r"'rooms.a.member.door'"):
        read_valid_members(
            put, form("Rooms.entry.1.key=a&Rooms.entry.1.value.Window=1&Rooms.entry.1.value.x=1")
        )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x", "Expected map or null"),
        (1, "Expected map or null"),
        ([], "Start of list found where not expected"),
    ],
)
def test_what_is_no_map_in_json_is_refused(put, value, text):
    with pytest.raises(errors.SerializationFailed) as caught:
        json_reader.reader(put)({"Weights": value})

    assert caught.value.message == text


def test_json_maps_are_read_value_by_value(put):
    given = json.loads('{"Rooms": {"a": {"Door": "oak", "x": 1}, "b": null}}')

    assert json_reader.reader(put)(given) == {"Rooms": {"a": {"Door": "oak"}}}
