"""Event destinations through either API, so that one test can say what holds for both.

Types are written as in v2 (`RENDERING_FAILURE`); a target is the kind and what belongs to it.
"""

from __future__ import annotations

import boto3
from botocore.config import Config

ACCOUNT = "123456789012"
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:mail-events"
STREAM = f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream/mail.events"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/service/ses-firehose"
BUS = f"arn:aws:events:us-east-1:{ACCOUNT}:event-bus/default"
APPLICATION = f"arn:aws:mobiletargeting:us-east-1:{ACCOUNT}:apps/0123456789abcdef0123456789abcdef"

SNS = ("sns", TOPIC)
FIREHOSE = ("firehose", STREAM, ROLE)
CLOUDWATCH = ("cloudwatch", ("campaign", "MESSAGE_TAG", "none"))
EVENTBRIDGE = ("eventbridge", BUS)
PINPOINT = ("pinpoint", APPLICATION)

UNCHECKED = Config(parameter_validation=False)


def camel(spelling: str) -> str:
    """`RENDERING_FAILURE` -> `renderingFailure`"""
    first, *others = spelling.lower().split("_")
    return first + "".join(map(str.capitalize, others))


def upper(spelling: str) -> str:
    """`renderingFailure` -> `RENDERING_FAILURE`"""
    return "".join(f"_{c}" if c.isupper() else c for c in spelling).upper()


V1_SHAPES = {
    "sns": lambda topic: {"SNSDestination": {"TopicARN": topic}},
    "firehose": lambda stream, role: {
        "KinesisFirehoseDestination": {"DeliveryStreamARN": stream, "IAMRoleARN": role}
    },
    "cloudwatch": lambda *dimensions: {
        "CloudWatchDestination": {
            "DimensionConfigurations": [
                {
                    "DimensionName": name,
                    "DimensionValueSource": camel(source),
                    "DefaultDimensionValue": default,
                }
                for name, source, default in dimensions
            ]
        }
    },
}


class V1:
    """The operations of `ses`, by what they do."""

    missing_set = ("ConfigurationSetDoesNotExist", 400)
    missing = ("EventDestinationDoesNotExist", 400)
    existing = ("EventDestinationAlreadyExists", 400)
    limit = ("LimitExceeded", 400)
    invalid = ("InvalidParameterValue", 400)
    invalid_sns = ("InvalidSNSDestination", 400)
    invalid_firehose = ("InvalidFirehoseDestination", 400)
    invalid_cloudwatch = ("InvalidCloudWatchDestination", 400)

    def __init__(self, region: str = "us-east-1") -> None:
        self.client = boto3.client("ses", region_name=region, config=UNCHECKED)

    def create_set(self, name):
        self.client.create_configuration_set(ConfigurationSet={"Name": name})

    def create(self, name="all", types=("SEND",), *targets, to="news", **given):
        self.client.create_configuration_set_event_destination(
            ConfigurationSetName=to, EventDestination=self._definition(name, types, targets, given)
        )

    def update(self, name="all", types=("SEND",), *targets, to="news", **given):
        self.client.update_configuration_set_event_destination(
            ConfigurationSetName=to, EventDestination=self._definition(name, types, targets, given)
        )

    def delete(self, name="all", to="news"):
        self.client.delete_configuration_set_event_destination(
            ConfigurationSetName=to, EventDestinationName=name
        )

    def read(self, of="news"):
        """Each as (name, enabled, types, target)."""
        answer = self.client.describe_configuration_set(
            ConfigurationSetName=of, ConfigurationSetAttributeNames=["eventDestinations"]
        )
        return [
            (
                item["Name"],
                item["Enabled"],
                [upper(type_) for type_ in item["MatchingEventTypes"]],
                self._target(item),
            )
            for item in answer["EventDestinations"]
        ]

    def _definition(self, name, types, targets, given):
        definition = {"Name": name, "MatchingEventTypes": [camel(type_) for type_ in types]}
        if "enabled" in given:
            definition["Enabled"] = given["enabled"]
        for kind, *parts in targets:
            definition.update(V1_SHAPES[kind](*parts))
        return definition

    def _target(self, item):
        if "SNSDestination" in item:
            return ("sns", item["SNSDestination"]["TopicARN"])
        if "KinesisFirehoseDestination" in item:
            stream = item["KinesisFirehoseDestination"]
            return ("firehose", stream["DeliveryStreamARN"], stream["IAMRoleARN"])
        if "CloudWatchDestination" in item:
            dimensions = item["CloudWatchDestination"]["DimensionConfigurations"]
            return ("cloudwatch", *(_dimension(dimension) for dimension in dimensions))
        return None


V2_SHAPES = {
    "sns": lambda topic: {"SnsDestination": {"TopicArn": topic}},
    "firehose": lambda stream, role: {
        "KinesisFirehoseDestination": {"DeliveryStreamArn": stream, "IamRoleArn": role}
    },
    "cloudwatch": lambda *dimensions: {
        "CloudWatchDestination": {
            "DimensionConfigurations": [
                {
                    "DimensionName": name,
                    "DimensionValueSource": source,
                    "DefaultDimensionValue": default,
                }
                for name, source, default in dimensions
            ]
        }
    },
    "eventbridge": lambda bus: {"EventBridgeDestination": {"EventBusArn": bus}},
    "pinpoint": lambda application: {"PinpointDestination": {"ApplicationArn": application}},
}


class V2:
    """The operations of `sesv2`, by what they do."""

    missing_set = ("NotFoundException", 404)
    missing = ("NotFoundException", 404)
    existing = ("AlreadyExistsException", 400)
    limit = ("LimitExceededException", 400)
    invalid = invalid_sns = invalid_firehose = invalid_cloudwatch = ("BadRequestException", 400)

    def __init__(self, region: str = "us-east-1") -> None:
        self.client = boto3.client("sesv2", region_name=region, config=UNCHECKED)

    def create_set(self, name):
        self.client.create_configuration_set(ConfigurationSetName=name)

    def create(self, name="all", types=("SEND",), *targets, to="news", **given):
        self.client.create_configuration_set_event_destination(
            ConfigurationSetName=to,
            EventDestinationName=name,
            EventDestination=self._definition(types, targets, given),
        )

    def update(self, name="all", types=("SEND",), *targets, to="news", **given):
        self.client.update_configuration_set_event_destination(
            ConfigurationSetName=to,
            EventDestinationName=name,
            EventDestination=self._definition(types, targets, given),
        )

    def delete(self, name="all", to="news"):
        self.client.delete_configuration_set_event_destination(
            ConfigurationSetName=to, EventDestinationName=name
        )

    def read(self, of="news"):
        """Each as (name, enabled, types, target)."""
        answer = self.client.get_configuration_set_event_destinations(ConfigurationSetName=of)
        return [
            (item["Name"], item["Enabled"], item["MatchingEventTypes"], self._target(item))
            for item in answer["EventDestinations"]
        ]

    def _definition(self, types, targets, given):
        definition = {"MatchingEventTypes": list(types)}
        if "enabled" in given:
            definition["Enabled"] = given["enabled"]
        for kind, *parts in targets:
            definition.update(V2_SHAPES[kind](*parts))
        return definition

    def _target(self, item):
        if "SnsDestination" in item:
            return ("sns", item["SnsDestination"]["TopicArn"])
        if "KinesisFirehoseDestination" in item:
            stream = item["KinesisFirehoseDestination"]
            return ("firehose", stream["DeliveryStreamArn"], stream["IamRoleArn"])
        if "CloudWatchDestination" in item:
            dimensions = item["CloudWatchDestination"]["DimensionConfigurations"]
            return ("cloudwatch", *(_dimension(dimension) for dimension in dimensions))
        if "EventBridgeDestination" in item:
            return ("eventbridge", item["EventBridgeDestination"]["EventBusArn"])
        return ("pinpoint", item["PinpointDestination"]["ApplicationArn"])


def _dimension(item):
    source = item["DimensionValueSource"]
    return (
        item["DimensionName"],
        source if "_" in source else upper(source),
        item["DefaultDimensionValue"],
    )
