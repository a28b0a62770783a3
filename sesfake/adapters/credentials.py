"""Clients without configuration: a region, credentials, and not a byte on the wire.

Making a client can itself reach out: to instance metadata for a region, to STS for a role, to SSO,
to a credential process. While a fake is active, a client for SES takes its region from wherever it
is configured or else is in us-east-1; its credentials come from the environment and the config
files or else are dummies. They are passed as arguments, so the session stays as it was, and the
environment is never touched. A profile that does not exist still fails.
"""

from __future__ import annotations

from typing import Any

import botocore.session
from botocore.config import Config
from botocore.credentials import (
    ConfigProvider,
    Credentials,
    EnvProvider,
    SharedCredentialProvider,
)
from botocore.exceptions import ProfileNotFound

DEFAULT_REGION = "us-east-1"
DUMMY = Credentials("SESFAKE0000000000000", "sesfake-needs-no-secret")


def complete_client_arguments(session: Any, arguments: dict[str, Any]) -> None:
    """Fill in what `Session.create_client` would have looked for on the network."""
    config = _client_config(session, arguments.get("config"))
    if (
        arguments.get("region_name") is None
        and getattr(config, "region_name", None) is None
        and session.get_config_variable("region") is None
    ):
        arguments["region_name"] = DEFAULT_REGION
    if _defaults_mode(session, config) == "auto":
        # It would ask the instance for its region; "standard" is its answer where there is none.
        standard = Config(defaults_mode="standard")  # type: ignore[arg-type]  # the stubs err
        arguments["config"] = standard if config is None else config.merge(standard)
    # One key without the other is botocore's PartialCredentialsError.
    keys = (arguments.get("aws_access_key_id"), arguments.get("aws_secret_access_key"))
    if session._credentials is None and keys == (None, None):
        local = _local_credentials(session) or DUMMY
        arguments["aws_access_key_id"] = local.access_key
        arguments["aws_secret_access_key"] = local.secret_key
        arguments["aws_session_token"] = local.token


def home_region() -> str:
    """Where a client is that is told no region."""
    try:
        return botocore.session.get_session().get_config_variable("region") or DEFAULT_REGION
    except ProfileNotFound:
        return DEFAULT_REGION


def is_usable(credentials: Any) -> bool:
    """Whether credentials can sign as they are: there, and not due for a refresh."""
    if credentials is None:
        return False
    needs_refresh = getattr(credentials, "refresh_needed", None)
    return needs_refresh is None or not needs_refresh()


def _client_config(session: Any, config: Any) -> Any:
    """The configuration that `Session.create_client` will arrive at."""
    default = session.get_default_client_config()
    if config is None or default is None:
        return config or default
    return default.merge(config)


def _defaults_mode(session: Any, config: Config | None) -> str | None:
    mode = getattr(config, "defaults_mode", None) or session.get_config_variable("defaults_mode")
    return mode.lower() if mode else None


def _local_credentials(session: Any) -> Credentials | None:
    profile = session.get_config_variable("profile") or "default"
    providers: list[Any] = [
        SharedCredentialProvider(session.get_config_variable("credentials_file"), profile),
        ConfigProvider(session.get_config_variable("config_file"), profile),
    ]
    # As in botocore, a profile named in code wins over keys in the environment.
    if session.instance_variables().get("profile") is None:
        providers.insert(0, EnvProvider())
    for provider in providers:
        credentials = provider.load()
        if credentials is not None:
            return credentials  # type: ignore[no-any-return]
    return None
