"""What a process does and keeps that has had a fake: one of its own, forked, or spawned."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import textwrap
import warnings

import pytest

from sesfake import MockSES, mock_ses
from tests.leaks.scenario import SHOP, a_day, program
from tests.leaks.world import settle, world

needs_fork = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="no fork here"
)

IMPORTS = """
    import sys

    import boto3

    for service in ("ses", "sesv2"):
        keys = {"aws_access_key_id": "AKID", "aws_secret_access_key": "secret"}
        boto3.client(service, "us-east-1", **keys)
    before = {name.partition(".")[0] for name in sys.modules}

    from tests.leaks.scenario import a_day

    a_day()
    after = {name.partition(".")[0] for name in sys.modules}
    print(sorted(after - before - {"tests"} - set(sys.stdlib_module_names)))
"""


def test_it_imports_itself_and_what_python_has():
    assert run(IMPORTS) == ["['sesfake']"]


NETWORK = """
    import os
    import sys

    import boto3  # urllib3 looks for IPv6 when it is imported

    told = []
    EVENTS = (
        "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.get",
        "http.client.", "urllib.Request", "smtplib.", "subprocess.Popen", "os.system", "os.exec",
        "os.posix_spawn", "os.fork", "webbrowser.open",
    )

    def hear(event, args):
        if event.startswith(EVENTS) or (event == "socket.__new__" and args[1] != 1):  # AF_UNIX
            told.append((event, args))

    sys.addaudithook(hear)
    for name in list(os.environ):
        if name.startswith(("AWS_", "BOTO_")):
            del os.environ[name]  # metadata of instances and containers may be asked
    os.environ["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://127.0.0.1:1/credentials"
    os.environ["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/nowhere"
    os.environ["AWS_ROLE_ARN"] = "arn:aws:iam::123456789012:role/mail"
    os.environ["AWS_CONFIG_FILE"] = os.environ["AWS_SHARED_CREDENTIALS_FILE"] = "/nowhere"

    from tests.leaks.scenario import a_day

    a_day()
    print(told)

    import socket

    try:
        socket.create_connection(("127.0.0.1", 1), 1)
    except OSError:
        print(len(told) > 0)  # somebody listens
"""


def run(program: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_no_socket_is_opened_and_no_program_started():
    """Neither by requests nor on the way to credentials and a region; Python itself tells."""
    assert run(NETWORK) == ["[]", "True"]


def leaves_nothing() -> str:
    settle()
    before = world()
    a_day()
    return repr(before.changed(world()))


def leaves_the_parents() -> str:
    """End what the parent has begun, in a copy of it."""
    before = world()
    INHERITED[-1].stop()
    a_day()
    has_changed = {name for name in before.changed(world()) if "botocore" in name}
    return repr(bool(has_changed))


INHERITED: list[MockSES] = []


def in_child(method: str, function) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of forking where there are threads
        context = multiprocessing.get_context(method)
        with context.Pool(1) as pool:
            return pool.apply(function)


def test_a_spawned_worker_is_left_as_it_was():
    assert in_child("spawn", leaves_nothing) == "{}"


@needs_fork
def test_a_forked_worker_is_left_as_it_was():
    assert in_child("fork", leaves_nothing) == "{}"


@needs_fork
def test_what_a_forked_worker_ends_goes_on_in_its_parent():
    mock = mock_ses(verified=[SHOP], production=True)
    ses = mock.start()
    INHERITED.append(mock)
    try:
        assert in_child("fork", leaves_the_parents) == "True"  # the hook was taken off there
        program(ses)
    finally:
        INHERITED.pop()
        mock.stop()

    assert len(ses.outbox) == 6


@needs_fork
def test_a_process_forked_by_hand_inside_a_fake_is_left_as_it_was():
    with mock_ses(verified=[SHOP], production=True), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        child = os.fork()
        if not child:
            os._exit(0 if leaves_nothing() == "{}" else 1)
        _, status = os.waitpid(child, 0)

    assert status == 0
