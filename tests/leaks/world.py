"""Everything of a process that a fake might leave changed: looked at before and after."""

from __future__ import annotations

import asyncio
import atexit
import importlib
import logging
import os
import signal
import socket
import sys
import threading
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

import boto3

# Whose classes and modules are looked at, as far as the program has imported them.
OTHERS = (
    "botocore", "boto3", "aiobotocore", "urllib3", "http.client", "ssl", "socket", "select",
    "aiohttp", "httpx", "moto", "responses", "django", "json", "email", "time", "datetime",
    "threading", "asyncio", "unittest", "logging", "smtplib", "random", "uuid",
)  # fmt: skip


_IMPORTED = (
    "aiobotocore.session", "django.core.mail", "moto", "smtplib", "responses", "aiohttp", "httpx",
    "freezegun", "time_machine",
)  # fmt: skip


_FILES = "open files"


class World(dict[str, Any]):
    """What was found, by name."""

    def changed(self, later: World) -> dict[str, tuple[Any, Any]]:
        """What is other than before, with both values; what has come since is not counted."""
        return {
            name: (then, now)
            for name, then in self.items()
            if (now := later.get(name, "gone")) is not then
            and now != then
            and not (name == _FILES and now < then)  # of tests before, closed meanwhile
        }


def world() -> World:
    found = World()
    for name, module in list(sys.modules.items()):
        if module is not None and _is_of(name, OTHERS):
            found |= _members(name, module)
    found["os.environ"] = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    found["sys.path"] = list(sys.path)
    found["sys.meta_path"] = list(sys.meta_path)
    found["hooks"] = (sys.excepthook, sys.unraisablehook, sys.displayhook, threading.excepthook)
    found["tracing"] = (sys.gettrace(), sys.getprofile(), sys.getswitchinterval())
    found["signals"] = {one: signal.getsignal(one) for one in signal.valid_signals()}
    found["threads"] = {thread.ident for thread in threading.enumerate()}
    found["atexit"] = atexit._ncallbacks()
    found["warnings"] = (list(warnings.filters), warnings.showwarning)
    found["loggers"] = _loggers()
    found[_FILES] = _open_files()
    found["folder"] = Path.cwd()
    found["socket.getdefaulttimeout"] = socket.getdefaulttimeout()
    return found


def _is_of(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in packages)


def _members(name: str, module: Any) -> World:
    found = World()
    for attribute, value in list(vars(module).items()):
        found[f"{name}.{attribute}"] = _Same(value)
        # Not isinstance, which some objects answer by loading something.
        if issubclass(type(value), type) and value.__module__ == name:
            for member, of_class in list(vars(value).items()):
                found[f"{name}.{attribute}.{member}"] = _Same(of_class)
    return found


class _Same:
    """Equal to the same object only, so that nobody's `==` is asked."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return object.__repr__(self.value)


def _loggers() -> dict[str, tuple[int, bool, tuple[int, ...]]]:
    loggers = {"": logging.getLogger(), **logging.Logger.manager.loggerDict}
    return {
        name: (one.level, one.propagate, tuple(map(id, one.handlers)))
        for name, one in loggers.items()
        if isinstance(one, logging.Logger) and (one.level or one.handlers or not one.propagate)
    }


def _open_files() -> int | None:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else None


def settle() -> None:
    """Let come what comes by itself when boto3 and others are first used."""
    for name in _IMPORTED:
        with suppress(ImportError):
            importlib.import_module(name)
    boto3.setup_default_session()
    for service in ("ses", "sesv2"):
        boto3.client(service, "us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
    asyncio.run(asyncio.sleep(0))
    time.strptime("2026", "%Y")  # looks at the time zone when it is first called
