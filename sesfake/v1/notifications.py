"""Feedback notifications of identities in v1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.identities.names import identity_name
from sesfake.domain.identities.notifications import Notifications, NotificationType
from sesfake.errors import InvalidParameter
from sesfake.v1.identities import known_identities


def set_identity_feedback_forwarding_enabled(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    _notifications(account, request, "Must").forward(request["ForwardingEnabled"])
    return {}


def set_identity_notification_topic(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    notifications = _notifications(account, request, "Must")
    type_, topic = NotificationType(request["NotificationType"]), request.get("SnsTopic")
    if topic:
        identity = identity_name(account, request["Identity"])
        account.targets.check_topic(topic, type_, identity)
    notifications.publish(type_, topic)
    return {}


def set_identity_headers_in_notifications_enabled(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    notifications = _notifications(account, request, "It must")  # Amazon's wording differs here
    type_ = NotificationType(request["NotificationType"])
    notifications.include_headers(type_, request["Enabled"])
    return {}


def get_identity_notification_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    attributes = {
        asked: _attributes(identity.notifications)
        for asked, identity in known_identities(account, request["Identities"])
    }
    return {"NotificationAttributes": attributes}


def _attributes(notifications: Notifications) -> dict[str, Any]:
    attributes: dict[str, Any] = {"ForwardingEnabled": notifications.is_forwarded}
    for type_ in NotificationType:
        attributes[f"{type_.value}Topic"] = notifications.topics.get(type_)
        attributes[f"HeadersIn{type_.value}NotificationsEnabled"] = (
            type_ in notifications.with_headers
        )
    return attributes


def _notifications(account: Account, request: Mapping[str, Any], must: str) -> Notifications:
    name = identity_name(account, request["Identity"])
    identity = account.identities.find(name)
    if identity is None:
        raise InvalidParameter(
            f"Identity {name} is invalid. {must} be a verified email address or domain."
        )
    return identity.notifications
