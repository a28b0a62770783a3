"""What the programs here have in common: a host name that nobody has to look up."""

from __future__ import annotations

import socket

import pytest


@pytest.fixture(autouse=True)
def host_name(monkeypatch):
    """Message-IDs are made with it, by Django and others; SES replaces them."""
    monkeypatch.setattr(socket, "getfqdn", lambda name="": "app.example.com")
