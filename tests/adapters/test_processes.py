"""What another process finds of a fake: forked ones a copy, spawned ones nothing."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import textwrap

import pytest

needs_fork = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="no fork here"
)

PROGRAM = """
    import multiprocessing
    import sys
    from concurrent.futures import ProcessPoolExecutor

    import boto3
    import botocore.endpoint

    import sesfake
    from sesfake import mock_ses

    ADDRESS = "shop@example.com"

    def send(subject):
        boto3.client("ses", "us-east-1").send_email(
            Source=ADDRESS,
            Destination={"ToAddresses": [ADDRESS]},
            Message={"Subject": {"Data": subject}, "Body": {"Text": {"Data": "Hello"}}},
        )
        return [message.to_dict()["subject"] for message in sesfake.current().outbox]

    def look():
        method = botocore.endpoint.Endpoint._send_request
        hooked = hasattr(method, "__sesfake_replacement__")
        try:
            return hooked, repr(sesfake.current())
        except RuntimeError as error:
            return hooked, str(error).partition(".")[0]

    def in_child(function, *args, **options):
        context = multiprocessing.get_context(sys.argv[1])
        with ProcessPoolExecutor(1, mp_context=context, **options) as pool:
            return pool.submit(function, *args).result()

    if __name__ == "__main__":
        with mock_ses(verified=[ADDRESS]) as ses:
            send("parent's")
            print(in_child(look))
            if sys.argv[1] == "fork":
                print(in_child(send, "child's"))
            fake = mock_ses(verified=[ADDRESS])
            print(in_child(send, "child's own", initializer=fake.start))
            print([message.subject for message in ses.outbox])
"""


def run(tmp_path, method):
    path = tmp_path / "program.py"
    path.write_text(textwrap.dedent(PROGRAM))
    done = subprocess.run(
        [sys.executable, str(path), method],
        capture_output=True,
        text=True,
        # what a Python that warns of forking with threads would say is not the matter here
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@needs_fork
def test_a_forked_process_has_a_copy(tmp_path):
    assert run(tmp_path, "fork") == [
        "(True, '<SESFake: 1 sent>')",
        '["parent\'s", "child\'s"]',
        '["child\'s own"]',
        '["parent\'s"]',
    ]


def test_a_spawned_process_has_no_fake_until_it_starts_one(tmp_path):
    assert run(tmp_path, "spawn") == [
        "(False, 'No fake of SES is active')",
        '["child\'s own"]',
        '["parent\'s"]',
    ]
