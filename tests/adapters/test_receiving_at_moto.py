"""Received mail reaches moto's S3, SNS and Lambda."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("moto")

import moto

from tests.domain.receiving.mailing import FUNCTION, INVOKE, MAIL, S3, SNS, activate_actions, header

from .at_moto import aws, received, role, subscribed, topic
from .test_stores_and_functions import packed

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


@pytest.fixture(autouse=True)
def neighbours():
    with moto.mock_aws(config={"lambda": {"use_docker": False}}):
        yield


def bucket():
    aws("s3").create_bucket(Bucket="mail")


def make_function():
    aws("lambda").create_function(
        FunctionName="inbound",
        Runtime="python3.12",
        Role=role(),
        Handler="inbound.handler",
        Code={"ZipFile": packed()},
    )


def keys():
    return [item["Key"] for item in aws("s3").list_objects_v2(Bucket="mail").get("Contents", [])]


def test_a_mail_is_in_its_bucket(ses):
    bucket()
    activate_actions(S3)

    [stored] = ses.receive(MAIL).actions

    found = aws("s3").get_object(Bucket="mail", Key=stored.object_key)["Body"].read()
    assert found == stored.raw == ses.received.last.raw
    assert stored.object_key in keys()


def test_and_in_a_queue(ses):
    bucket()
    arn = topic("inbound")
    s3 = {"S3Action": {**S3["S3Action"], "TopicArn": arn}}
    activate_actions(s3, SNS)
    queue = subscribed(arn)

    mail = ses.receive(MAIL)

    bodies = [json.loads(body) for body in received(queue)]
    assert {body["Subject"] for body in bodies} == {"Amazon SES Email Receipt Notification"}
    found = [json.loads(body["Message"]) for body in bodies]
    assert sorted(one["receipt"]["action"]["type"] for one in found) == ["S3", "SNS"]
    assert {one["mail"]["messageId"] for one in found} == {mail.message_id}


def test_what_is_gone_fails_and_stops_nothing(ses):
    bucket()
    topic("inbound")
    make_function()
    activate_actions(S3, SNS, INVOKE, header("X-After"))
    for key in keys():
        aws("s3").delete_object(Bucket="mail", Key=key)
    aws("s3").delete_bucket(Bucket="mail")
    aws("sns").delete_topic(TopicArn=SNS["SNSAction"]["TopicArn"])
    aws("lambda").delete_function(FunctionName="inbound")

    outcomes = ses.receive(MAIL).actions

    assert [bool(one.failure) for one in outcomes] == [True, True, True, False]
    assert outcomes[0].failure.startswith("NoSuchBucket: ")


def test_a_topic_that_is_gone_is_told_apart_from_the_action(ses):
    bucket()
    arn = topic("inbound")
    activate_actions({"S3Action": {**S3["S3Action"], "TopicArn": arn}})
    aws("sns").delete_topic(TopicArn=arn)

    [stored] = ses.receive(MAIL).actions

    assert stored.object_key in keys()
    assert stored.failure.startswith("done, but its topic is not told: NotFound")


def test_what_was_declared_takes_everything(ses):
    make_function()
    ses.add_bucket("mail")
    ses.add_topic(SNS["SNSAction"]["TopicArn"])
    ses.add_function(FUNCTION)
    aws("lambda").delete_function(FunctionName="inbound")
    activate_actions(S3, SNS, INVOKE)

    ses.receive(MAIL).assert_no_failures()


def test_a_function_of_the_test_goes_before_motos(ses):
    seen = []
    make_function()
    ses.add_function(FUNCTION, lambda event, context: seen.append(event))
    activate_actions(INVOKE)

    ses.receive(MAIL)

    assert len(seen) == 1


def test_a_function_of_moto_is_invoked(ses):
    make_function()
    activate_actions(INVOKE)

    [invoked] = ses.receive(MAIL).actions

    assert invoked.failure is None
    assert invoked.answer is not None


def test_a_function_reads_the_mail_from_the_bucket_and_sends(ses, ses_client):
    def handler(event, context):
        message_id = event["Records"][0]["ses"]["mail"]["messageId"]
        body = aws("s3").get_object(Bucket="mail", Key=f"in/{message_id}")["Body"].read()
        ses_client.send_email(
            Source="help@example.com",
            Destination={"ToAddresses": ["desk@example.net"]},
            Message={"Subject": {"Data": "Fwd"}, "Body": {"Text": {"Data": body.decode()}}},
        )

    bucket()
    ses.add_function(FUNCTION, handler)
    activate_actions(S3, INVOKE)

    ses.receive(MAIL).assert_no_failures()

    assert "It is closed." in ses.outbox.one(to="desk@example.net").text
