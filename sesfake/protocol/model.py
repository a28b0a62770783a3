"""botocore's service models of `ses` and `sesv2`, loaded when first asked for.

Everything in this package walks these shapes. One process holds one model of each API, so a shape
or an operation may be the key of a cache: the same member is always the same object.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from botocore.loaders import Loader
from botocore.model import ServiceModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botocore.model import OperationModel, Shape

APIS = ("ses", "sesv2")

_lock = threading.Lock()
_models: dict[str, ServiceModel] = {}
_operations: dict[str, dict[str, OperationModel]] = {}


def service_model(service: str) -> ServiceModel:
    """The model of "ses" or "sesv2" as the installed botocore describes it."""
    if service not in _models:
        with _lock:
            if service not in _models:
                description = Loader().load_service_model(service, "service-2")
                _models[service] = ServiceModel(description, service)
    return _models[service]


def operations(service: str) -> Mapping[str, OperationModel]:
    """Every operation of a service by name."""
    if service not in _operations:
        model = service_model(service)
        _operations[service] = {name: model.operation_model(name) for name in model.operation_names}
    return _operations[service]


def wire_name(name: str, member: Shape) -> str:
    """What a member of a structure is called where it travels."""
    travels_as: str = member.serialization.get("name", name)
    return travels_as
