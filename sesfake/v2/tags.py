"""Tags in v2, as requests and answers spell them, and the calls for them; v1 has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.tagged import (
    TaggedArn,
    add_tags,
    check_region,
    read_arn,
    shown_in_order,
    tags_of,
)
from sesfake.domain.tags import checked_tags
from sesfake.errors import InternalFailure, ValidationFailed


def given_tags(request: Mapping[str, Any]) -> dict[str, str]:
    """The tags that a resource is made with; raises what `checked_tags` raises."""
    return checked_tags([(tag.get("Key"), tag.get("Value")) for tag in request.get("Tags", ())])


def shown_tags(tags: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def list_tags_for_resource(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    if "ResourceArn" not in request:
        raise InternalFailure  # so it was seen (facts: resources 10)
    named = read_arn(account, request["ResourceArn"])
    tags = shown_in_order(account, named)
    return {"Tags": shown_tags(tags if named.region == account.region else {})}


def tag_resource(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    named = _named(account, request)
    new = given_tags(request)
    tags = tags_of(account, named)
    check_region(account, named, "tag")
    add_tags(tags, new)
    return {}


def untag_resource(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    if "TagKeys" not in request:
        raise ValidationFailed
    named = _named(account, request)
    tags = tags_of(account, named)
    check_region(account, named, "untag")
    for key in request["TagKeys"]:
        tags.pop(key, None)
    return {}


def _named(account: Account, request: Mapping[str, Any]) -> TaggedArn:
    if "ResourceArn" not in request:
        raise ValidationFailed
    return read_arn(account, request["ResourceArn"])
