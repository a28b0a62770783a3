"""From a request to an answer: service, protocol, operation, response.

`handle` is pure: bytes in, bytes out, no I/O and no globals. It is the one place where an error of
SES becomes a response; any other exception is a fault of sesfake and is left to be seen. Other
services are met through the accounts' port only: asked about targets while no lock is held, told of
events after `handle` by whoever called it (`Accounts.deliver_post`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.utils import formatdate
from functools import lru_cache, partial
from typing import Any

from sesfake import v1, v2
from sesfake.admission import admit
from sesfake.domain.account import Account
from sesfake.domain.accounts import Accounts
from sesfake.domain.authorization.permissions import check_call
from sesfake.domain.faults.call import Call, Named
from sesfake.domain.faults.mishap import Mishap
from sesfake.domain.multi_region.routing import SentElsewhere
from sesfake.domain.neighbours.targets import Question, TargetUnknown, Trouble
from sesfake.domain.refusals import Refusal
from sesfake.errors import MessageRejected, NotModelled, SESError
from sesfake.protocol.credentials import read_credential
from sesfake.protocol.query import QUERY, Query
from sesfake.protocol.restjson import REST_JSON, RestJSON
from sesfake.v1.naming import named as named_in_v1
from sesfake.v2.naming import named as named_in_v2
from sesfake.wire import NoAnswer, Request, Response

Protocol = Query | RestJSON
Operation = Callable[[Account, Mapping[str, Any]], Mapping[str, Any]]

SERVICES: dict[str, tuple[Protocol, Mapping[str, Operation]]] = {
    "ses": (QUERY, v1.OPERATIONS),
    "sesv2": (REST_JSON, v2.OPERATIONS),
}
_NAMED: dict[str, Callable[[Mapping[str, Any]], Named]] = {
    "ses": named_in_v1,
    "sesv2": named_in_v2,
}


def handle(accounts: Accounts, service: str, request: Request) -> Response:
    """The answer of `service` (`"ses"` or `"sesv2"`) to a request.

    NoAnswer if a test has asked that none comes.
    """
    protocol, operations = SERVICES[service]
    request_id = accounts.ids.uuid()
    name = "A request"
    account = None
    mishap = None
    try:
        credential = read_credential(request)
        caller = admit(accounts, credential, request)
        account = accounts.find(credential.access_key, request.region)
        accounts.agenda.catch_up()
        routed = protocol.route(request)
        name = routed.operation.name
        if accounts.faults.active:
            parse = partial(protocol.parse, routed)
            mishap = accounts.faults.meet(
                Call(service, name, account.id, account.region, parse, _NAMED[service])
            )
            if mishap is not None and mishap.prevents:
                raise mishap.error(service)
        parameters = protocol.parse_valid(routed)
        operation = operations.get(name)
        if operation is None:
            raise NotModelled(f"{service} {name}")
        try:
            with account.lock:
                account.called_by(caller, request)
                if caller is not None:
                    check_call(account, name, parameters, service)
                account.request_rate.spend(name)
                result = operation(account, parameters)
        except SentElsewhere as sent:
            account = accounts.open(account.id, sent.region)
            with account.lock, account.sending_for(sent.endpoint_id):
                account.called_by(caller, request)
                result = operation(account, parameters)
        except TargetUnknown as unknown:
            result = _run_with_answers(accounts, account, operation, parameters, unknown.question)
        response = protocol.respond(routed.operation, result, request_id)
    except SESError as error:
        response = protocol.refuse(error, request_id)
        text = error.message or type(error).__name__
        account_id = None if account is None else account.id
        region = request.region if account is None else account.region
        is_rejection = isinstance(error, MessageRejected)
        refusal = Refusal(name, text, error.hint, account_id, region, is_rejection=is_rejection)
        accounts.note(refusal, request_id)
    if mishap is not None:
        response = _spoilt(response, mishap, protocol, service)
    response.headers["Date"] = _http_date(int(accounts.clock.timestamp()))
    return response


def _spoilt(response: Response, mishap: Mishap, protocol: Protocol, service: str) -> Response:
    """What the client gets instead of an answer; NoAnswer if it is none."""
    if mishap.no_answer is not None:
        raise NoAnswer(mishap.no_answer, mishap.delay)
    if mishap.status is not None:
        response = Response(mishap.status, {"Content-Length": "0"}, b"", response.request_id)
    elif mishap.is_error and mishap.is_lost:
        response = protocol.refuse(mishap.error(service), response.request_id)
    return response._replace(delay=mishap.delay)


def _run_with_answers(
    accounts: Accounts,
    account: Account,
    operation: Operation,
    parameters: Mapping[str, Any],
    question: Question,
) -> Mapping[str, Any]:
    """The result of an operation that has to know of targets in other services."""
    answers: dict[Question, Trouble | None] = {}
    while True:
        answers[question] = accounts.answer(question)
        with account.lock, account.targets.told(answers):
            try:
                return operation(account, parameters)
            except TargetUnknown as unknown:
                question = unknown.question


@lru_cache(maxsize=1)
def _http_date(second: int) -> str:
    return formatdate(second, usegmt=True)
