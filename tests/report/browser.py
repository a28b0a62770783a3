"""Chromium without a window, and a server that notes who calls."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-default-apps", "--disable-extensions", "--disable-sync", "--no-proxy-server",
    "--timeout=3000", "--window-size=1180,760",
)  # fmt: skip


def show(page: Path, fragment: str = "") -> str:
    """The document once the page is shown; skips the test where Chromium is not there or hangs."""
    chromium = next(filter(None, map(shutil.which, _NAMES)), None)
    if chromium is None:
        pytest.skip("there is no Chromium")
    address = f"{page.as_uri()}#{fragment}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        try:
            run = subprocess.run(
                [chromium, *_FLAGS, f"--user-data-dir={profile}", "--dump-dom", address],
                capture_output=True,
                check=True,
                timeout=60,
            )
        except subprocess.TimeoutExpired:
            pytest.skip("Chromium does not answer here")
    return run.stdout.decode()


class Home:
    """A server on this machine that answers nobody, and keeps what it was asked."""

    def __init__(self, server: socket.socket) -> None:
        self._server = server
        self.calls: list[str] = []
        self.origin = f"http://127.0.0.1:{server.getsockname()[1]}"

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(0.5)
                asked = b""
                with contextlib.suppress(OSError):
                    asked = connection.recv(1000)
                self.calls.append(asked.decode("latin-1").split("\r\n")[0] or "(connected)")


@contextlib.contextmanager
def home() -> Iterator[Home]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        it = Home(server)
        thread = threading.Thread(target=it.serve, daemon=True)
        thread.start()
        yield it
        server.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=5)
