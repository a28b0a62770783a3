"""What a test makes and reads at moto, by clients as the tester has them."""

from __future__ import annotations

import json

import boto3

from tests.domain.event_destination_doors import ACCOUNT

OTHER_ACCOUNT = "999999999999"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "ses.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}


def aws(service, region="us-east-1", account=ACCOUNT):
    """A client as the tester has it."""
    client = boto3.Session().client(
        service, region_name=region, aws_access_key_id="test", aws_secret_access_key="test"
    )
    client.meta.events.register(
        "before-call", lambda params, **_: params["headers"].update({"x-moto-account-id": account})
    )
    return client


def topic(name="mail", **where):
    return aws("sns", **where).create_topic(Name=name)["TopicArn"]


def queue(name="mail", region="us-east-1"):
    """The URL and the ARN of a new queue."""
    sqs = aws("sqs", region)
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return url, answer["Attributes"]["QueueArn"]


def received(url, region="us-east-1"):
    answer = aws("sqs", region).receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    return [message["Body"] for message in answer.get("Messages", [])]


def subscribed(topic_arn, region="us-east-1", **attributes):
    """The URL of a new queue that gets what a topic gets."""
    url, arn = queue(region=region)
    aws("sns", region).subscribe(
        TopicArn=topic_arn, Protocol="sqs", Endpoint=arn, Attributes=attributes
    )
    return url


def stream(name="mail", region="us-east-1"):
    """The ARN of a new stream that writes to the bucket `mail`."""
    s3 = aws("s3")
    s3.create_bucket(Bucket="mail")
    answer = aws("firehose", region).create_delivery_stream(
        DeliveryStreamName=name,
        ExtendedS3DestinationConfiguration={
            "RoleARN": f"arn:aws:iam::{ACCOUNT}:role/firehose",
            "BucketARN": "arn:aws:s3:::mail",
        },
    )
    return answer["DeliveryStreamARN"]


def in_bucket():
    s3 = aws("s3")
    listed = s3.list_objects_v2(Bucket="mail").get("Contents", [])
    return [s3.get_object(Bucket="mail", Key=item["Key"])["Body"].read() for item in listed]


def role(policy=TRUST, name="ses", **path):
    answer = aws("iam").create_role(
        RoleName=name, AssumeRolePolicyDocument=json.dumps(policy), **path
    )
    return answer["Role"]["Arn"]
