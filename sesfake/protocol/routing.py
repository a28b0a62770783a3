"""Which operation of v2 a method and path mean, read from the model's URI templates.

The path is split while it is still percent-encoded and only then decoded, so a label may hold any
character, slashes included.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from sesfake import errors
from sesfake.protocol.model import operations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botocore.model import OperationModel

# Clients before 2025 listed these with a GET; their members came in the query string.
_OLDER_ROUTES = {
    ("GET", "/v2/email/configuration-sets"): "ListConfigurationSets",
    ("GET", "/v2/email/identities"): "ListEmailIdentities",
    ("GET", "/v2/email/import-jobs"): "ListImportJobs",
    ("GET", "/v2/email/export-jobs"): "ListExportJobs",
}


class Routed(NamedTuple):
    """A request whose operation is known; `given` is what its protocol will parse."""

    operation: OperationModel
    given: Any


class Route(NamedTuple):
    """Where an operation lives. `labels` are the positions and names of the templated segments."""

    operation: OperationModel
    is_older: bool
    literals: tuple[tuple[int, str], ...]
    labels: tuple[tuple[int, str], ...]


class _Table(NamedTuple):
    fixed: Mapping[tuple[str, str], Route]
    templated: Mapping[tuple[str, int], tuple[Route, ...]]


def find_route(method: str, path: str) -> tuple[Route, dict[str, str]]:
    """Find the route of a raw path, and the decoded labels in it."""
    table = _table()
    path = path.removesuffix("/")  # two templates end in a slash, callers forget it or add one
    route = table.fixed.get((method, path))
    if route is not None:
        return route, {}
    segments = path.split("/")
    for candidate in table.templated.get((method, len(segments)), ()):
        if all(segments[position] == literal for position, literal in candidate.literals):
            return candidate, {name: _label(segments[at]) for at, name in candidate.labels}
    raise errors.UnknownOperation


def _label(segment: str) -> str:
    if not segment:
        raise errors.UnknownOperation
    try:
        return unquote(segment, errors="strict")
    except UnicodeDecodeError:
        raise errors.SerializationFailed from None


@cache
def _table() -> _Table:
    fixed: dict[tuple[str, str], Route] = {}
    templated: dict[tuple[str, int], list[Route]] = {}
    for operation in operations("sesv2").values():
        method: str = operation.http["method"]
        template: str = operation.http["requestUri"].partition("?")[0].removesuffix("/")
        route = _route(operation, template)
        if route.labels:
            templated.setdefault((method, template.count("/") + 1), []).append(route)
        else:
            fixed[method, template] = route
    for (method, path), name in _OLDER_ROUTES.items():
        operation_now = operations("sesv2").get(name)
        if operation_now is not None:
            fixed.setdefault((method, path), Route(operation_now, True, (), ()))
    return _Table(
        fixed,
        {
            key: tuple(sorted(routes, key=lambda route: len(route.labels)))
            for key, routes in templated.items()
        },
    )


def _route(operation: OperationModel, template: str) -> Route:
    literals: list[tuple[int, str]] = []
    labels: list[tuple[int, str]] = []
    for position, segment in enumerate(template.split("/")):
        if segment.startswith("{"):
            labels.append((position, segment[1:-1]))
        else:
            literals.append((position, segment))
    # The later segments tell routes apart; all begin with /v2/email.
    return Route(operation, False, tuple(reversed(literals)), tuple(labels))
