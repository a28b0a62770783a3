"""Commands of the AWS CLI, run in the test's process by its own driver.

From version 1.46 on it brings a botocore of its own, which is the process's `botocore` if the
program has imported no other before. In either case there is one, and the fake is in it.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("awscli")

import awscli
from awscli.clidriver import create_clidriver

DATA_PATH = str(Path(awscli.__file__).parent / "data")  # it says so itself when it is imported

# Python 3.13 and later warn of how it takes its own arguments apart.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(autouse=True)
def one_loader():
    """Not here: its own reads data of its own, too."""


@pytest.fixture
def aws(capsys, monkeypatch):
    """Runs a command; gives its status, what it prints as JSON or text, and its errors."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_PAGER", "")
    monkeypatch.setenv("AWS_DATA_PATH", DATA_PATH)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["aws", *arguments])
        capsys.readouterr()
        status = create_clidriver().main(list(arguments))
        printed, errors = capsys.readouterr()
        with contextlib.suppress(ValueError):
            printed = json.loads(printed)
        return status, printed, errors.strip()

    return run


def test_its_own_botocore_is_faked_too():
    program = """
import awscli, botocore, sesfake
from awscli.clidriver import create_clidriver
with sesfake.mock_ses():
    print("from awscli" if "awscli" in botocore.__file__ else "from elsewhere")
    create_clidriver().main(["ses", "get-send-quota", "--query", "Max24HourSend"])
"""

    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"},
        capture_output=True,
        text=True,
        check=True,
    )

    has_its_own = (Path(awscli.__file__).parent / "botocore").is_dir()
    assert done.stdout.split("\n")[:2] == [
        "from awscli" if has_its_own else "from elsewhere",
        "200.0",
    ]


def test_send_email_in_short(aws, ses):
    ses.verify("example.com")

    status, printed, errors = aws(
        "ses", "send-email", "--from", "Shop <shop@example.com>",
        "--to", "ann@example.com", "bob@example.com", "--cc", "carl@example.com",
        "--subject", "Grüße", "--text", "Schöne Grüße", "--html", "<p>Schöne Grüße</p>",
    )  # fmt: skip

    assert (status, errors) == (0, "")
    [message] = ses.outbox
    assert printed == {"MessageId": message.id}
    assert message.from_ == "Shop <shop@example.com>"
    assert message.to == ["ann@example.com", "bob@example.com"]
    assert message.cc == ["carl@example.com"]
    assert (message.subject, message.text) == ("Grüße", "Schöne Grüße")
    assert message.html == "<p>Schöne Grüße</p>"


def test_a_mail_from_a_file(aws, ses, tmp_path):
    ses.verify("example.com")
    mail = "From: shop@example.com\nTo: ann@example.com\nSubject: Hi\n\nHello\n"
    parameter = tmp_path / "mail.json"
    parameter.write_text(json.dumps({"Raw": {"Data": mail}}))

    status, printed, _ = aws("sesv2", "send-email", "--content", f"file://{parameter}")

    [message] = ses.outbox
    assert (status, printed) == (0, {"MessageId": message.id})
    assert (message.api, message.subject) == ("sesv2", "Hi")


def test_a_refusal_is_the_service_s_own(aws, ses):
    ses.verify("shop@example.com")

    status, printed, errors = aws(
        "ses", "send-email", "--from", "shop@example.com", "--to", "ann@example.org",
        "--subject", "Hi", "--text", "Hello",
    )  # fmt: skip

    assert status != 0
    assert printed == ""
    assert (
        "An error occurred (MessageRejected) when calling the SendEmail operation: "
        "Email address is not verified. The following identities failed the check in region "
        "US-EAST-1: ann@example.org"
    ) in errors
    assert ses.outbox == []


def test_identities_are_verified_and_waited_for(aws, ses):
    for address in ("ann@example.org", "bob@example.org", "carl@example.org"):
        assert aws("ses", "verify-email-identity", "--email-address", address)[0] == 0

    assert aws("ses", "wait", "identity-exists", "--identities", "ann@example.org") == (0, "", "")
    assert aws("ses", "list-identities", "--page-size", "1")[1] == {
        "Identities": ["ann@example.org", "bob@example.org", "carl@example.org"]
    }
    assert aws("ses", "list-identities", "--max-items", "1", "--query", "Identities")[1] == [
        "ann@example.org"
    ]
    assert aws(
        "sesv2", "get-email-identity", "--email-identity", "bob@example.org",
        "--query", "VerifiedForSendingStatus",
    )[1] is True  # fmt: skip


@pytest.mark.ses(production=True, verified=["example.com"], max_24_hour_send=1000)
def test_quota_templates_and_suppressed_addresses(aws, ses):
    template = {"TemplateName": "hi", "SubjectPart": "Hi {{name}}", "TextPart": "Hello"}
    aws("ses", "create-template", "--template", json.dumps(template))
    aws(
        "ses", "send-templated-email", "--source", "shop@example.com",
        "--destination", "ToAddresses=ann@example.org",
        "--template", "hi", "--template-data", '{"name": "Ann"}',
    )  # fmt: skip
    ses.bounce(ses.outbox.last)

    assert ses.outbox.last.subject == "Hi Ann"
    assert aws("ses", "get-send-quota")[1] == {
        "Max24HourSend": 1000.0, "MaxSendRate": 14.0, "SentLast24Hours": 1.0,
    }  # fmt: skip
    [summary] = aws("sesv2", "list-suppressed-destinations")[1]["SuppressedDestinationSummaries"]
    assert (summary["EmailAddress"], summary["Reason"]) == ("ann@example.org", "BOUNCE")
    status, _, errors = aws("ses", "get-template", "--template-name", "bye")
    assert status != 0
    assert "(TemplateDoesNotExist)" in errors
