"""Real clients, given valid and spoilt parameters, checked by botocore or not."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from sesfake import mock_ses
from sesfake.app import SERVICES
from sesfake.protocol.model import operations
from tests.conformance import kinds
from tests.conformance.hostile import spoilt
from tests.conformance.judging import check_output, possible_codes
from tests.conformance.world import EVERY_OPERATION, World
from tests.effort import TIMES, drawing, how_to_repeat

INPUTS = 50 * TIMES  # a client takes its time, and then meets the same code


@pytest.fixture(scope="module")
def clients():
    config = Config(parameter_validation=False, retries={"max_attempts": 0})
    with mock_ses():
        return {
            (service, is_checked): boto3.client(service, config=None if is_checked else config)
            for service in SERVICES
            for is_checked in (True, False)
        }


@pytest.mark.parametrize(("service", "name"), EVERY_OPERATION)
def test_a_client_gets_an_answer_of_the_model(clients, service, name):
    random = drawing("client", service, name)
    operation = operations(service)[name]
    with mock_ses(verified=kinds.DOMAINS, production=True, max_24_hour_send=-1) as fake:
        world = World(random, fake)
        world.fill(40)

        for number in range(INPUTS):
            if number % 5 == 0:
                world.live(name, service)
            parameters = world.sensible.input_of(operation)
            if number % 4 and operation.input_shape is not None:
                parameters = spoilt(random, operation.input_shape, parameters)
            is_checked = number % 2 == 0
            try:
                call(clients[service, is_checked], service, name, parameters, is_checked=is_checked)
            except Exception as error:
                told = f"input {number} of {service} {name}: {parameters}; {how_to_repeat()}"
                raise AssertionError(told) from error


def call(client, service, name, parameters, *, is_checked):
    try:
        answer = client._make_api_call(name, parameters)
    except ClientError as error:
        assert error.response["Error"]["Code"] in possible_codes(service, name), error
        assert error.response["ResponseMetadata"]["RequestId"]
    except BotoCoreError:
        pass  # refused by the client itself, before anything was sent
    except (AttributeError, TypeError, ValueError, KeyError, OverflowError) as error:
        # botocore's serializers meet what its validator would have stopped; ours are not there
        assert not is_checked or "surrogates" in str(error), error
        assert not comes_from_sesfake(error)
    else:
        if not lacks_a_name(operations(service)[name], parameters):
            check_output(operations(service)[name].output_shape, answer)


def lacks_a_name(operation, parameters):
    """Whether nothing stands where the path has a name: that is the path of another operation."""
    shape = operation.input_shape
    members = shape.members.items() if shape is not None else ()
    in_path = [name for name, member in members if member.serialization.get("location") == "uri"]
    return any(parameters.get(name) == "" for name in in_path)


def comes_from_sesfake(error: BaseException) -> bool:
    frame = error.__traceback__
    while frame.tb_next is not None:
        frame = frame.tb_next
    return "/sesfake/" in frame.tb_frame.f_code.co_filename.replace("\\", "/")
