"""Requests as bytes, valid and spoilt, to the pure `handle`, in an account full of things."""

from __future__ import annotations

import pytest

from sesfake.protocol.model import operations
from tests.conformance.hostile import mangled, spoilt
from tests.conformance.judging import judged
from tests.conformance.world import EVERY_OPERATION, World, signed
from tests.effort import TIMES, drawing, how_to_repeat

INPUTS = 200 * TIMES
PATIENCE = 400  # more tries for one call that succeeds


@pytest.mark.parametrize(("service", "name"), EVERY_OPERATION)
def test_a_request_gets_an_answer_of_the_model(service, name):
    world = World(drawing("raw", service, name))
    world.fill()
    successes = 0

    for number in range(INPUTS):
        request = None
        try:
            world.live(name, service)
            if number % 3 == 0:
                successes += world.call(service, name)
                continue
            request = hostile_request(world, service, name, is_mangled=number % 3 == 1)
            if request is not None:
                response = world.post(service, request)
                judged(service, None if is_another(request, service, name) else name, response)
        except Exception as error:
            told = f"input {number} of {service} {name}: {request}; {how_to_repeat()}"
            raise AssertionError(told) from error

    for _ in range(PATIENCE):
        if successes:
            break
        world.live(name, service)
        successes += world.call(service, name)
    assert successes, f"{service} {name} was only ever refused; {how_to_repeat()}"


def hostile_request(world: World, service: str, name: str, *, is_mangled: bool):
    """None for input that botocore cannot write down."""
    operation = operations(service)[name]
    parameters = world.sensible.input_of(operation)
    if is_mangled or operation.input_shape is None:
        return mangled(world.random, signed(service, name, parameters))
    try:
        return signed(service, name, spoilt(world.random, operation.input_shape, parameters))
    except (ValueError, OverflowError, TypeError, AttributeError, KeyError):
        return None


def is_another(request, service: str, name: str) -> bool:
    """Whether what was spoilt is the operation's name itself, or its path."""
    from sesfake.app import SERVICES
    from sesfake.errors import SESError

    try:
        return SERVICES[service][0].route(request).operation.name != name
    except SESError:
        return True
