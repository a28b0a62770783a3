"""Sending in v2, one message a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.alike.contents import Pairs, addressees, tags
from sesfake.domain import sending
from sesfake.domain.account import Account
from sesfake.domain.drafts.draft import (
    Draft,
    ListManagement,
    SimpleContent,
    TemplateReference,
    TrackingOverrides,
)
from sesfake.domain.multi_region.routing import check_region
from sesfake.errors import InvalidParameter
from sesfake.mail.raw_mail import RawMail
from sesfake.v2.contents import read_content


def send_email(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    choose_region(account, request)
    content = read_content(account, request["Content"])
    if isinstance(content, SimpleContent) and not request.get("FromEmailAddress"):
        raise InvalidParameter(None)  # Amazon sends no text here (facts: sending, section 5)
    draft = shared_draft("SendEmail", request, content, tags(request.get("EmailTags", ())))
    return {"MessageId": sending.send(account, draft).id}


def choose_region(account: Account, request: Mapping[str, Any]) -> None:
    """Go on only in the region that is to do it; see `domain.multi_region.routing`."""
    endpoint_id = request.get("EndpointId")
    if endpoint_id:
        check_region(account, endpoint_id)


def shared_draft(
    operation: str,
    request: Mapping[str, Any],
    content: SimpleContent | RawMail | TemplateReference,
    all_tags: Pairs = (),
) -> Draft:
    """What calls that send have in common; a bulk send has no Destination."""
    is_raw = isinstance(content, RawMail)
    source = request.get("FromEmailAddress")
    if isinstance(content, TemplateReference) and not source:
        raise InvalidParameter("Source cannot be empty")  # facts: sending, section 5
    to, cc, bcc = addressees(request.get("Destination", {}))
    return Draft(
        api="sesv2",
        operation=operation,
        request=request,
        source=source,
        content=content,
        to=to,
        cc=cc,
        bcc=bcc,
        # Of a raw mail the headers count, not these (facts: sending 12).
        reply_to=() if is_raw else tuple(request.get("ReplyToAddresses", ())),
        return_path=request.get("FeedbackForwardingEmailAddress"),
        source_arn=request.get("FromEmailAddressIdentityArn"),
        return_path_arn=request.get("FeedbackForwardingEmailAddressIdentityArn"),
        tags=all_tags,
        configuration_set=request.get("ConfigurationSetName"),
        tenant=request.get("TenantName"),
        list_management=_list_management(request),
        tracking=_tracking_overrides(request),
    )


_SWITCHED = {"ENABLED": True, "DISABLED": False}


def _tracking_overrides(request: Mapping[str, Any]) -> TrackingOverrides | None:
    given = request.get("ConfigurationOverrides", {}).get("Tracking")
    if not given:
        return None
    return TrackingOverrides(
        _SWITCHED.get(given.get("OpenTrackingEnabled")),
        _SWITCHED.get(given.get("ClickTrackingEnabled")),
    )


def _list_management(request: Mapping[str, Any]) -> ListManagement | None:
    options = request.get("ListManagementOptions")
    return options and ListManagement(options["ContactListName"], options.get("TopicName"))
