"""moto's S3 and Lambda as neighbours: objects are kept and read, functions are invoked."""

from __future__ import annotations

import io
import zipfile

import pytest

pytest.importorskip("moto")

import moto

from sesfake.adapters.neighbours import Moto
from sesfake.domain.neighbours.parcels import Invocation, S3Object, Undeliverable
from tests.domain.event_destination_doors import ACCOUNT

from .at_moto import aws, role

EVENT = {"Records": []}


def packed():
    """The code of a function, which moto does not run without docker."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("inbound.py", "def handler(event, context): ...")
    return file.getvalue()


@pytest.fixture
def neighbours():
    with moto.mock_aws(config={"lambda": {"use_docker": False}}):
        yield Moto()


@pytest.fixture
def function(neighbours):
    made = aws("lambda").create_function(
        FunctionName="inbound",
        Runtime="python3.12",
        Role=role(),
        Handler="inbound.handler",
        Code={"ZipFile": packed()},
    )
    return made["FunctionArn"]


class TestS3:
    def test_an_object_is_put_and_read(self, neighbours):
        aws("s3").create_bucket(Bucket="mail")

        neighbours.deliver(S3Object("mail", "in/1", b"\x00\r\n"), ACCOUNT, "us-east-1")

        neighbours.check_bucket("mail", ACCOUNT, "us-east-1")
        assert aws("s3").get_object(Bucket="mail", Key="in/1")["Body"].read() == b"\x00\r\n"
        assert neighbours.read_object("mail", "in/1", ACCOUNT, "us-east-1") == b"\x00\r\n"

    def test_a_missing_bucket_takes_nothing(self, neighbours):
        with pytest.raises(Undeliverable, match="NoSuchBucket"):
            neighbours.deliver(S3Object("mail", "in/1", b""), ACCOUNT, "us-east-1")
        with pytest.raises(Undeliverable, match="404"):
            neighbours.check_bucket("mail", ACCOUNT, "us-east-1")

    def test_a_missing_object_cannot_be_read(self, neighbours):
        aws("s3").create_bucket(Bucket="mail")

        with pytest.raises(Undeliverable, match="NoSuchKey"):
            neighbours.read_object("mail", "in/1", ACCOUNT, "us-east-1")


class TestLambda:
    def test_a_function_answers_who_waits(self, neighbours, function):
        answer = neighbours.invoke(Invocation(function, EVENT, is_synchronous=True))

        neighbours.check_function(function)
        assert answer == EVENT  # without docker moto gives back what it gets

    def test_who_does_not_wait_gets_no_answer(self, neighbours, function):
        assert neighbours.invoke(Invocation(function, EVENT)) is None

    def test_a_missing_function_is_not_invoked(self, neighbours):
        missing = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:inbound"

        with pytest.raises(Undeliverable, match="ResourceNotFoundException"):
            neighbours.check_function(missing)
        with pytest.raises(Undeliverable, match="ResourceNotFoundException"):
            neighbours.invoke(Invocation(missing, EVENT, is_synchronous=True))
