"""From a request to an answer: service, protocol, operation, response.

`handle` is pure: bytes in, bytes out, no I/O and no globals. It is the one place where an error of
SES becomes a response; any other exception is a fault of sesfake and is left to be seen. Other
services are met through the accounts' port only: asked about targets while no lock is held, told of
events after `handle` by whoever called it (`Accounts.deliver_post`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.utils import formatdate
from functools import lru_cache
from typing import Any

from sesfake import v1, v2
from sesfake.admission import admit
from sesfake.domain.account import Account
from sesfake.domain.accounts import Accounts
from sesfake.domain.authorization.permissions import check_call
from sesfake.domain.multi_region.routing import SentElsewhere
from sesfake.domain.neighbours.targets import Question, TargetUnknown, Trouble
from sesfake.domain.refusals import Refusal
from sesfake.errors import NotModelled, SESError
from sesfake.protocol.credentials import read_credential
from sesfake.protocol.query import QUERY, Query
from sesfake.protocol.restjson import REST_JSON, RestJSON
from sesfake.protocol.validation import validate
from sesfake.wire import Request, Response

Protocol = Query | RestJSON
Operation = Callable[[Account, Mapping[str, Any]], Mapping[str, Any]]

SERVICES: dict[str, tuple[Protocol, Mapping[str, Operation]]] = {
    "ses": (QUERY, v1.OPERATIONS),
    "sesv2": (REST_JSON, v2.OPERATIONS),
}


def handle(accounts: Accounts, service: str, request: Request) -> Response:
    """The answer of `service` (`"ses"` or `"sesv2"`) to a request."""
    protocol, operations = SERVICES[service]
    request_id = accounts.ids.uuid()
    name = "A request"
    account = None
    try:
        credential = read_credential(request)
        caller = admit(accounts, credential, request)
        account = accounts.find(credential.access_key, request.region)
        accounts.agenda.catch_up()
        routed = protocol.route(request)
        name = routed.operation.name
        accounts.faults.meet(service, name, account.id, account.region)
        parameters = protocol.parse(routed)
        validate(routed.operation.input_shape, parameters)
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
        refusal = Refusal(name, text, error.hint, account_id, region)
        accounts.note(refusal, request_id)
    response.headers["Date"] = _http_date(int(accounts.clock.timestamp()))
    return response


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
