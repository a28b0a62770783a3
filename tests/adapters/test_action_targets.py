"""Receipt rules whose buckets, topics, functions and roles are moto's."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("moto")

import moto

from tests.domain.event_destination_doors import ACCOUNT
from tests.installed import needs_member
from tests.refusing import refusal
from tests.v1.test_receipt_rules import INSTANCE, create, read

from .at_moto import aws, received, role, subscribed, topic
from .test_stores_and_functions import packed

MISSING = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:missing"


@pytest.fixture
def client(ses, ses_client):
    with moto.mock_aws(config={"lambda": {"use_docker": False}}):
        ses_client.create_receipt_rule_set(RuleSetName="inbound")
        yield ses_client


def test_a_bucket_gets_the_setup_object(client):
    # events 11
    s3 = aws("s3")
    s3.create_bucket(Bucket="mail")

    create(client, "rule", {"S3Action": {"BucketName": "mail", "ObjectKeyPrefix": "in/"}})

    [kept] = s3.list_objects_v2(Bucket="mail")["Contents"]
    assert kept["Key"] == "in/AMAZON_SES_SETUP_NOTIFICATION"


def test_a_missing_bucket_is_refused(client):
    # resources 5.3
    assert refusal(create, client, "rule", {"S3Action": {"BucketName": "mail"}}) == (
        "InvalidS3Configuration",
        "No such bucket: mail",
    )


def test_a_bucket_may_be_of_another_region(client):
    aws("s3", "eu-west-1").create_bucket(
        Bucket="mail", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )

    create(client, "rule", {"S3Action": {"BucketName": "mail"}})

    assert read(client)["Actions"] == [{"S3Action": {"BucketName": "mail"}}]


def test_a_bucket_that_does_not_take_the_object_is_refused(client):
    # resources 5.3
    s3 = aws("s3")
    s3.create_bucket(Bucket="mail")
    deny = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": "arn:aws:s3:::mail/*",
    }
    policy = {"Version": "2012-10-17", "Statement": [deny]}
    s3.put_bucket_policy(Bucket="mail", Policy=json.dumps(policy))

    assert refusal(create, client, "rule", {"S3Action": {"BucketName": "mail"}}) == (
        "InvalidS3Configuration",
        "Could not write to bucket: mail",
    )


@pytest.mark.parametrize("name", ["...", "-_-", "a" * 255, "a..b"])
def test_buckets_of_odd_names_are_missing_too(client, name):
    assert refusal(create, client, "rule", {"S3Action": {"BucketName": name}}) == (
        "InvalidS3Configuration",
        f"No such bucket: {name}",
    )


@pytest.mark.parametrize("prefix", ["", "/", "../", "a b?&#%", "é\U0001f600", "x" * 5000])
def test_prefixes_of_any_kind_have_an_answer(client, prefix):
    aws("s3").create_bucket(Bucket="mail")

    create(client, "rule", {"S3Action": {"BucketName": "mail", "ObjectKeyPrefix": prefix}})

    assert read(client)["Actions"][0]["S3Action"].get("ObjectKeyPrefix") == prefix


def test_a_topic_gets_a_message(client):
    arn = topic()
    queue = subscribed(arn)

    create(client, "rule", {"SNSAction": {"TopicArn": arn}})

    [body] = received(queue)
    notification = json.loads(json.loads(body)["Message"])
    assert notification["notificationType"] == "AmazonSnsSubscriptionSucceeded"


def test_a_missing_topic_is_refused(client):
    # resources 5.3
    arn = f"arn:aws:sns:us-east-1:{ACCOUNT}:missing"

    refused = refusal(create, client, "rule", {"StopAction": {"Scope": "RuleSet", "TopicArn": arn}})

    assert refused == ("InvalidSnsTopic", f"Could not publish to SNS topic: {arn}")


def test_a_function_must_be_there(client):
    # resources 5.3
    made = aws("lambda").create_function(
        FunctionName="inbound",
        Runtime="python3.12",
        Role=role(),
        Handler="inbound.handler",
        Code={"ZipFile": packed()},
    )

    create(client, "rule", {"LambdaAction": {"FunctionArn": made["FunctionArn"]}})
    refused = refusal(create, client, "other", {"LambdaAction": {"FunctionArn": MISSING}})

    assert refused == (
        "InvalidLambdaFunction",
        f"Could not invoke Lambda function: {MISSING}",
    )


def test_a_role_must_be_one_that_ses_may_assume(client):
    # resources 5.3
    needs_member("ses", "CreateReceiptRule", "Rule.Actions.ConnectAction")
    connect = {"InstanceARN": INSTANCE, "IAMRoleARN": role()}

    create(client, "rule", {"ConnectAction": connect})
    missing = f"arn:aws:iam::{ACCOUNT}:role/missing"
    refused = refusal(create, client, "other", {"ConnectAction": connect | {"IAMRoleARN": missing}})

    assert refused == ("InvalidParameterValue", f"Could not assume role: {missing}")


def test_roles_of_odd_forms_are_refused_too(client):
    # The pattern of the model lets pass what is no account.
    needs_member("ses", "CreateReceiptRule", "Rule.Actions.ConnectAction")
    odd = "arn:x:iam::0:role/!!!/a"
    connect = {"InstanceARN": INSTANCE, "IAMRoleARN": odd}

    assert refusal(create, client, "rule", {"ConnectAction": connect}) == (
        "InvalidParameterValue",
        f"Could not assume role: {odd}",
    )
