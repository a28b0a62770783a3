"""What a caller may do by their own policies, those of IAM; only limited callers are asked.

A send needs its permission on everything that it is made with, one after the other: the sender's
identity, identities that ARNs name, recipients that are identities of the account themselves, the
configuration set, the stored template. The first that is not allowed is named (facts: sending 7;
their order is a guess). All other calls are judged by their action and, in v2, by what they name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.authorization.attempts import (
    call_context,
    recipients,
    send_attempt,
    senders,
    stored_template,
)
from sesfake.domain.authorization.evaluation import Attempt, Decision, evaluate_own, unmet_own
from sesfake.domain.drafts.draft import Draft
from sesfake.errors import CallNotAuthorized, NotAuthorized
from sesfake.mail.addresses import split

SENDS = frozenset({
    "SendEmail", "SendRawEmail", "SendTemplatedEmail", "SendBulkTemplatedEmail", "SendBulkEmail",
    "SendBounce",
})  # fmt: skip

# The members of v2 that name what a call is about, by the first that it has; v1's other calls are
# about nothing. https://docs.aws.amazon.com/service-authorization/latest/reference/
# list_amazonsimpleemailservicev2.html (facts: resources 0.5)
_RESOURCES = {
    "EmailIdentity": "identity",
    "TemplateName": "template",
    "ConfigurationSetName": "configuration-set",
    "ContactListName": "contact-list",
    "EndpointName": "multi-region-endpoint",
    "PoolName": "dedicated-ip-pool",
    "DestinationPoolName": "dedicated-ip-pool",
    "ReportId": "deliverability-test-report",
    "JobId": "job",
    "TenantName": "tenant",
    "ResourceArn": "arn",
}
# What a kind is in operations whose names have a certain part.
_SPECIAL = {
    ("template", "CustomVerificationEmail"): "custom-verification-email-template",
    ("job", "ImportJob"): "import-job",
    ("job", "ExportJob"): "export-job",
}


def check_call(account: Account, operation: str, parameters: Mapping[str, Any], api: str) -> None:
    """Raise CallNotAuthorized unless the caller may make a call that is no send."""
    caller = account.caller
    if caller.policies is None or operation in SENDS:
        return
    resource = "*" if api == "ses" else _resource(account, operation, parameters)
    attempt = Attempt(caller, f"ses:{operation}", resource, call_context(account))
    decision = evaluate_own(caller.policies, attempt)
    if decision is not Decision.ALLOWED:
        raise CallNotAuthorized(
            caller.arn,
            attempt.action,
            None if api == "ses" else resource,
            is_forbidden=decision is Decision.FORBIDDEN,
            hint=_how_to_allow(attempt, decision),
        )


def check_send(account: Account, draft: Draft) -> None:
    """Raise NotAuthorized unless the caller may send with all that a draft names."""
    caller = account.caller
    if caller.policies is None:
        return
    attempt = send_attempt(account, draft)
    for resource in dict.fromkeys(_used(account, draft)):
        one = attempt.on(resource)
        decision = evaluate_own(caller.policies, one)
        if decision is not Decision.ALLOWED:
            raise NotAuthorized(caller.arn, one.action, resource, hint=_how_to_allow(one, decision))


def _how_to_allow(attempt: Attempt, decision: Decision) -> str:
    said = f"By the policies of the access key it is {decision.value}."
    said += unmet_own(attempt.caller.policies or (), attempt)
    if decision is Decision.FORBIDDEN:
        mend = "take the action from `deny=`, or the statement that denies it from `policies=`, of "
        return f"{said} To mend the test: {mend}the AccessKey in `mock_ses(credentials=...)`."
    allow = f"`AccessKey(..., allow=[{attempt.action!r}])` in `mock_ses(credentials=...)`"
    return f"{said} To mend the test: {allow}."


def _used(account: Account, draft: Draft) -> Iterator[str]:
    arns = [arn for arn in (draft.source_arn, draft.from_arn, draft.return_path_arn) if arn]
    yield from arns
    if draft.source_arn is None:
        for box in senders(draft):
            identity = next(iter(account.identities.answering_for(box.address)), None)
            name = split(box.address)[1].lower() if identity is None else identity.name
            yield account.arn(f"identity/{name}")
    for box in recipients(draft):
        recipient = account.identities.covering(box.address)
        if recipient is not None:
            yield account.arn(f"identity/{recipient.name}")
    if draft.configuration_set:
        yield account.arn(f"configuration-set/{draft.configuration_set}")
    template = stored_template(draft)
    if template is not None:
        yield account.arn(f"template/{template}")


def _resource(account: Account, operation: str, parameters: Mapping[str, Any]) -> str:
    for member, kind in _RESOURCES.items():
        name = parameters.get(member)
        if isinstance(name, str):
            return name if name.startswith("arn:") else _arn(account, operation, kind, name)
    return "*"


def _arn(account: Account, operation: str, kind: str, name: str) -> str:
    if kind == "tenant" and "Tenant" in operation:  # others name one to choose its list
        tenant = account.tenants.find(name)
        return account.arn(f"tenant/{name}/{'*' if tenant is None else tenant.id}")
    if kind in ("tenant", "arn"):
        return "*"
    special = (found for (of, part), found in _SPECIAL.items() if of == kind and part in operation)
    return account.arn(f"{next(special, kind)}/{name}")
