"""What docs/comparison.md says of moto, tried at the version that it names."""

from __future__ import annotations

import json
import re
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError

from sesfake.protocol.model import operations
from tests.protocol.botocore_side import of_today

moto = pytest.importorskip("moto")
PAGE = (Path(__file__).parent.parent / "docs" / "comparison.md").read_text()
NAMED = re.search(r"^\| \[moto\]\(\S+\) \| (\S+) \|", PAGE, re.MULTILINE)[1]
of_that_moto = pytest.mark.skipif(
    moto.__version__ != NAMED, reason=f"the page tells of moto {NAMED}"
)
HI = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}


def said_of_moto(row):
    [line] = re.findall(rf"^\| {re.escape(row)} \|.*\|$", PAGE, re.MULTILINE)
    return line.split("|")[3].strip()


@pytest.fixture
def verified():
    with moto.mock_aws():
        client = boto3.client("ses", region_name="us-east-1")
        client.verify_email_identity(EmailAddress="shop@example.com")
        yield client


def send(client, *to, **more):
    return client.send_email(
        Source="shop@example.com", Destination={"ToAddresses": list(to)}, Message=HI, **more
    )


@of_today
@of_that_moto
def test_how_many_operations_moto_has():
    from moto.core.utils import camelcase_to_underscores
    from moto.ses.responses import EmailResponse
    from moto.sesv2.responses import SESV2Response

    for service, responses in (("ses", EmailResponse), ("sesv2", SESV2Response)):
        known = operations(service)
        of_moto = [name for name in known if camelcase_to_underscores(name) in vars(responses)]

        said = said_of_moto(f"operations of `{service}`, {len(known)} in all")

        assert said == str(len(of_moto))


@of_that_moto
def test_what_moto_refuses(verified):
    with pytest.raises(ClientError, match="Email address not verified"):
        send(boto3.client("ses", region_name="eu-west-1"), "ann@example.com")
    with pytest.raises(ClientError, match="Too many recipients"):
        send(verified, *(f"customer-{n}@example.com" for n in range(51)))
    with pytest.raises(ClientError, match="Missing domain"):
        send(verified, "nonsense")


@of_that_moto
def test_what_moto_lets_pass(verified):
    send(verified, "stranger@example.org", ConfigurationSetName="nowhere")
    send(verified, "ann@example.com", Tags=[{"Name": "not a name", "Value": "ä"}])
    for _ in range(199):
        send(verified, "ann@example.com")

    quota = verified.get_send_quota()
    assert (quota["Max24HourSend"], quota["SentLast24Hours"]) == (200, 201)


@of_that_moto
def test_templates_of_moto(verified):
    verified.create_template(
        Template={"TemplateName": "t", "SubjectPart": "Hi {{name}}", "TextPart": "Hi"}
    )
    message = {
        "Source": "shop@example.com",
        "Destination": {"ToAddresses": ["ann@example.com"]},
        "Template": "t",
    }

    verified.send_templated_email(**message, TemplateData="{}")

    with pytest.raises(ClientError, match="Attribute 'name' is not present"):
        verified.test_render_template(TemplateName="t", TemplateData="{}")


@of_that_moto
def test_the_feedback_of_moto_is_a_sample():
    with moto.mock_aws():
        ses, sns, sqs = (
            boto3.client(name, region_name="us-east-1") for name in ("ses", "sns", "sqs")
        )
        topic = sns.create_topic(Name="feedback")["TopicArn"]
        queue = sqs.create_queue(QueueName="feedback")["QueueUrl"]
        arn = "arn:aws:sqs:us-east-1:123456789012:feedback"
        sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
        ses.verify_domain_identity(Domain="example.com")
        ses.set_identity_notification_topic(
            Identity="example.com", NotificationType="Bounce", SnsTopic=topic
        )

        sent = send(ses, "bounce@simulator.amazonses.com")["MessageId"]

        [told] = sqs.receive_message(QueueUrl=queue)["Messages"]
        mail = json.loads(told["Body"])["Message"]["mail"]
        assert mail["destination"] == ["recipient@example.com"]
        assert mail["messageId"] != sent
