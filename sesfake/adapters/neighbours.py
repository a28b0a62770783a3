"""The neighbours: fakes of other services in the same process, which so far are moto's.

moto is never imported here. Once the program has imported it, it is asked whether it is active,
and then it is called like any other service.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from sesfake.adapters.calling import Call, calling, stubber
from sesfake.adapters.cloudwatch import put_metrics
from sesfake.domain.authorization.trust_policies import SES, may_be_assumed
from sesfake.domain.neighbours.parcels import (
    BusEvent,
    FirehoseRecord,
    Invocation,
    Metric,
    Parcel,
    S3Object,
    SnsMessage,
    Undeliverable,
)

# All that SES tells and asks; they have the same names at botocore and at moto.
_SERVICES = frozenset({"sns", "firehose", "events", "cloudwatch", "iam", "s3", "lambda"})
_ANY_REGION = "us-east-1"  # of IAM, which has none


class Moto:
    """moto, if it is active."""

    def is_there(self, service: str) -> bool:
        """Whether moto answers for a service now; it may have been told to leave one out."""
        if service not in _SERVICES or not getattr(stubber(), "enabled", False):
            return False
        config = sys.modules["moto.core.config"]
        return bool(config.service_whitelisted(service) and not config.passthrough_service(service))

    def deliver(self, parcel: Parcel, account_id: str, region: str) -> None:
        """Hand a parcel over in the name of an account; raises Undeliverable."""
        if isinstance(parcel, SnsMessage):
            _publish(calling("sns", account_id, region), parcel)
        elif isinstance(parcel, FirehoseRecord):
            _put_record(parcel)
        elif isinstance(parcel, BusEvent):
            _put_event(calling("events", account_id, region), parcel)
        elif isinstance(parcel, S3Object):
            s3 = calling("s3", account_id, region)
            s3("put_object", Bucket=parcel.bucket, Key=parcel.key, Body=parcel.data)
        elif isinstance(parcel, Invocation):
            self.invoke(parcel)
        elif isinstance(parcel, Metric):
            self.put_metrics([parcel], account_id, region)
        else:
            raise Undeliverable(f"Nobody here takes what is for {parcel.service}.")

    def put_metrics(self, metrics: Iterable[Metric], account_id: str, region: str) -> None:
        """Hand over metrics, however many, in the name of an account; raises Undeliverable."""
        put_metrics(calling("cloudwatch", account_id, region), metrics)

    def check_role(self, role_arn: str) -> None:
        """Raise Undeliverable if there is no such role, or if SES may not assume it."""
        iam = calling("iam", role_arn.split(":")[4], _ANY_REGION)
        role = iam("get_role", RoleName=role_arn.rpartition("/")[2])["Role"]
        if role["Arn"] != role_arn:
            raise Undeliverable(f"NoSuchEntity: The role of that name is {role['Arn']}.")
        if not may_be_assumed(role["AssumeRolePolicyDocument"]):
            raise Undeliverable(f"The trust policy of the role does not let {SES} assume it.")

    def check_stream(self, stream_arn: str) -> None:
        """Raise Undeliverable if there is no such stream."""
        firehose, name = _stream(stream_arn)
        firehose("describe_delivery_stream", DeliveryStreamName=name)

    def check_bucket(self, bucket: str, account_id: str, region: str) -> None:
        """Raise Undeliverable if there is no such bucket."""
        calling("s3", account_id, region)("head_bucket", Bucket=bucket)

    def check_function(self, function_arn: str) -> None:
        """Raise Undeliverable if there is no such function."""
        _lambda(function_arn)("get_function", FunctionName=function_arn)

    def read_object(self, bucket: str, key: str, account_id: str, region: str) -> bytes:
        """An object of a bucket; raises Undeliverable."""
        found = calling("s3", account_id, region)("get_object", Bucket=bucket, Key=key)
        data: bytes = found["Body"].read()
        return data

    def invoke(self, invocation: Invocation) -> Any:
        """Have a function called; gives what it returned, if it was waited for.

        Raises Undeliverable, also where it fails.
        """
        self.check_function(invocation.function_arn)  # moto does not look for itself
        answer = _lambda(invocation.function_arn)(
            "invoke",
            FunctionName=invocation.function_arn,
            InvocationType="RequestResponse" if invocation.is_synchronous else "Event",
            Payload=json.dumps(invocation.event).encode(),
        )
        payload = answer["Payload"].read()
        if "FunctionError" in answer:
            raise Undeliverable(f"{answer['FunctionError']}: {payload.decode(errors='replace')}")
        try:
            return json.loads(payload) if invocation.is_synchronous else None
        except ValueError:
            return payload.decode(errors="replace")


def _publish(sns: Call, message: SnsMessage) -> None:
    subject = {} if message.subject is None else {"Subject": message.subject}
    sns("publish", TopicArn=message.topic_arn, Message=message.message, **subject)


def _put_record(record: FirehoseRecord) -> None:
    firehose, name = _stream(record.stream_arn)
    records = [{"Data": record.data.encode()}]
    answer = firehose("put_record_batch", DeliveryStreamName=name, Records=records)
    _check_results(answer["RequestResponses"])


def _lambda(arn: str) -> Call:
    """Lambda as it is where a function is."""
    _, _, _, region, account_id, *_ = arn.split(":")
    return calling("lambda", account_id, region)


def _stream(arn: str) -> tuple[Call, str]:
    """Firehose as it is where a stream is, since its calls know streams only by name."""
    _, _, _, region, account_id, resource = arn.split(":")
    return calling("firehose", account_id, region), resource.partition("/")[2]


def _put_event(events: Call, parcel: BusEvent) -> None:
    # The id is given by the bus. AWS keeps sources that begin with "aws." to itself; moto does not.
    event = parcel.event
    entry = {
        "Time": event["time"],
        "Source": event["source"],
        "Resources": event["resources"],
        "DetailType": event["detail-type"],
        "Detail": json.dumps(event["detail"]),
        "EventBusName": parcel.bus_arn,
    }
    _check_results(events("put_events", Entries=[entry])["Entries"])


def _check_results(results: list[dict[str, str]]) -> None:
    for result in results:
        if "ErrorCode" in result:
            raise Undeliverable(f"{result['ErrorCode']}: {result.get('ErrorMessage', '')}")
