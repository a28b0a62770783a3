"""The neighbours: fakes of other services in the same process, which so far are moto's.

moto is never imported here. Once the program has imported it, it is asked whether it is active,
and then it is called like any other service: by a botocore client, whose requests it answers before
they are sent. Nothing else answers them, and they are never sent: where moto does not answer, the
parcel cannot be delivered. What the user has configured, endpoints above all, does not count.

moto has accounts; it is told by a header of its own in whose name a call is made.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NoReturn

import botocore.session
from botocore.config import Config
from botocore.configprovider import (
    BOTOCORE_DEFAUT_SESSION_VARIABLES,
    ConfigValueStore,
    ConstantProvider,
)
from botocore.exceptions import BotoCoreError, ClientError

from sesfake.adapters.cloudwatch import put_metrics
from sesfake.adapters.credentials import DUMMY
from sesfake.domain.authorization.trust_policies import SES, may_be_assumed
from sesfake.domain.neighbours.parcels import (
    BusEvent,
    FirehoseRecord,
    Metric,
    Parcel,
    SnsMessage,
    Undeliverable,
)

# All that SES tells and asks; they have the same names at botocore and at moto.
_SERVICES = frozenset({"sns", "firehose", "events", "cloudwatch", "iam"})
_ACCOUNT_HEADER = "x-moto-account-id"
_ANY_REGION = "us-east-1"  # of IAM, which has none

Call = Callable[..., dict[str, Any]]  # takes an operation's name, and its parameters


class Moto:
    """moto, if it is active."""

    def is_there(self, service: str) -> bool:
        """Whether moto answers for a service now; it may have been told to leave one out."""
        if service not in _SERVICES or not getattr(_stubber(), "enabled", False):
            return False
        config = sys.modules["moto.core.config"]
        return bool(config.service_whitelisted(service) and not config.passthrough_service(service))

    def deliver(self, parcel: Parcel, account_id: str, region: str) -> None:
        """Hand a parcel over in the name of an account; raises Undeliverable."""
        if isinstance(parcel, SnsMessage):
            _publish(_calling("sns", account_id, region), parcel)
        elif isinstance(parcel, FirehoseRecord):
            _put_record(parcel)
        elif isinstance(parcel, BusEvent):
            _put_event(_calling("events", account_id, region), parcel)
        elif isinstance(parcel, Metric):
            self.put_metrics([parcel], account_id, region)
        else:
            raise Undeliverable(f"Nobody here takes what is for {parcel.service}.")

    def put_metrics(self, metrics: Iterable[Metric], account_id: str, region: str) -> None:
        """Hand over metrics, however many, in the name of an account; raises Undeliverable."""
        put_metrics(_calling("cloudwatch", account_id, region), metrics)

    def check_role(self, role_arn: str) -> None:
        """Raise Undeliverable if there is no such role, or if SES may not assume it."""
        iam = _calling("iam", role_arn.split(":")[4], _ANY_REGION)
        role = iam("get_role", RoleName=role_arn.rpartition("/")[2])["Role"]
        if role["Arn"] != role_arn:
            raise Undeliverable(f"NoSuchEntity: The role of that name is {role['Arn']}.")
        if not may_be_assumed(role["AssumeRolePolicyDocument"]):
            raise Undeliverable(f"The trust policy of the role does not let {SES} assume it.")

    def check_stream(self, stream_arn: str) -> None:
        """Raise Undeliverable if there is no such stream."""
        firehose, name = _stream(stream_arn)
        firehose("describe_delivery_stream", DeliveryStreamName=name)


def is_ours(endpoint: Any) -> bool:
    """Whether it is here that a call comes from, and not from the program."""
    return isinstance(endpoint.http_session, _NoNetwork)


def _publish(sns: Call, message: SnsMessage) -> None:
    subject = {} if message.subject is None else {"Subject": message.subject}
    sns("publish", TopicArn=message.topic_arn, Message=message.message, **subject)


def _put_record(record: FirehoseRecord) -> None:
    firehose, name = _stream(record.stream_arn)
    records = [{"Data": record.data.encode()}]
    answer = firehose("put_record_batch", DeliveryStreamName=name, Records=records)
    _check_results(answer["RequestResponses"])


def _stream(arn: str) -> tuple[Call, str]:
    """Firehose as it is where a stream is, since its calls know streams only by name."""
    _, _, _, region, account_id, resource = arn.split(":")
    return _calling("firehose", account_id, region), resource.partition("/")[2]


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


def _calling(service: str, account_id: str, region: str) -> Call:
    return partial(_call, _CLIENTS.get(service, account_id, region))


def _call(client: Any, operation: str, **parameters: Any) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = getattr(client, operation)(**parameters)
    except ClientError as error:
        said = error.response["Error"]
        raise Undeliverable(f"{said.get('Code')}: {said.get('Message')}") from error
    except (BotoCoreError, NotImplementedError, ImportError) as error:
        # What moto cannot do, or not without another library.
        raise Undeliverable(f"{type(error).__name__}: {error}") from error
    return answer


class _Clients:
    """Clients that live as long as the moto they were made for; to make one takes milliseconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stubber: object = None
        self._session: Any = None
        self._clients: dict[tuple[str, str, str], Any] = {}

    def get(self, service: str, account_id: str, region: str) -> Any:
        with self._lock:
            stubber = _stubber()
            if stubber is not self._stubber:
                # moto was imported anew; a session has the moto of when it was made.
                self._stubber, self._session, self._clients = stubber, _session(), {}
            key = (service, account_id, region)
            client = self._clients.get(key)
            if client is None:
                client = self._clients[key] = _client(self._session, *key)
            return client


_CLIENTS = _Clients()


def _stubber() -> Any:
    """What answers for moto in botocore; None if the program does not use moto."""
    return getattr(sys.modules.get("moto.core.models"), "botocore_stubber", None)


def _session() -> Any:
    """A session that knows botocore's defaults, and nothing of environment and config files."""
    variables = {
        name: ConstantProvider(default)
        for name, (_, _, default, _) in BOTOCORE_DEFAUT_SESSION_VARIABLES.items()
    }
    for name in ("config_file", "credentials_file"):
        variables[name] = ConstantProvider(os.devnull)
    session = botocore.session.Session()
    session.register_component("config_store", ConfigValueStore(mapping=variables))
    return session


def _client(session: Any, service: str, account_id: str, region: str) -> Any:
    config = Config(
        ignore_configured_endpoint_urls=True,  # type: ignore[call-arg]  # the stubs err
        retries={"total_max_attempts": 1},
    )
    client = session.create_client(
        service,
        region,
        aws_access_key_id=DUMMY.access_key,
        aws_secret_access_key=DUMMY.secret_key,
        config=config,
    )
    client._endpoint.http_session = _NoNetwork()

    def name_account(params: dict[str, Any], **_: Any) -> None:
        params["headers"][_ACCOUNT_HEADER] = account_id

    client.meta.events.register("before-call", name_account)
    return client


class _NoNetwork:
    """Where a client has its HTTP session."""

    def send(self, request: Any) -> NoReturn:
        raise Undeliverable(f"Nobody here answers {request.method} {request.url}.")

    def close(self) -> None:
        """Have nothing to close."""
