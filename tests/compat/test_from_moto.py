"""The recipe of docs/from-moto.md: a suite written for moto, before and after the script."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sesfake.compat import from_moto

SUITE = Path(__file__).parent.parent / "samples" / "moto_suite"
# As they are called there, so that nobody collects them here.
FILES = {
    "shop.py": "shop.py",
    "conftest_of_suite.py": "conftest.py",
    "suite_of_shop.py": "test_shop.py",
}
TESTS = 17


@pytest.fixture
def suite(tmp_path):
    folder = tmp_path / "suite"
    folder.mkdir()
    for name, target in FILES.items():
        (folder / target).write_text((SUITE / name).read_text())
    return folder


def run(folder, *options, without=()):
    """The outcome of pytest there, with modules that cannot be imported."""
    missing = folder.parent / "missing"
    for module in without:
        (missing / module).mkdir(parents=True, exist_ok=True)
        (missing / module / "__init__.py").write_text("raise ImportError('not installed')")
    root = Path(from_moto.__file__).parent.parent.parent
    search = os.pathsep.join(map(str, [missing, root] if without else [root]))
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, folder],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": search, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )
    return re.sub(r" in .*s.*", "", result.stdout.splitlines()[-1]), result.stdout


def test_before_the_script_it_passes_with_moto(suite):
    pytest.importorskip("moto.ses.models")

    last, output = run(suite)

    assert last == f"{TESTS} passed", output


def test_after_the_script_it_passes_without_moto(suite, capsys):
    from_moto.main([str(suite)])

    last, output = run(suite, "-p", "sesfake.pytest_plugin", without=["moto"])

    assert last == f"{TESTS} passed", output
    said = capsys.readouterr().out
    assert said == f"{suite}/conftest.py: rewritten\n{suite}/test_shop.py: rewritten\n"


def test_what_is_under_test_is_left_alone(suite):
    from_moto.main([str(suite)])

    assert (suite / "shop.py").read_text() == (SUITE / "shop.py").read_text()


def test_a_second_time_changes_nothing(suite, capsys):
    from_moto.main([str(suite)])
    once = (suite / "test_shop.py").read_text()
    from_moto.main([str(suite)])

    assert (suite / "test_shop.py").read_text() == once


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("from moto import mock_ses", "from sesfake import mock_ses"),  # of moto before 5
        ("from moto import mock_ses, mock_sesv2", "from sesfake import mock_ses"),
        ("@mock_ses", "@mock_ses(production=True)"),
        ("    @mock_sesv2()", "    @mock_ses(production=True)"),
        ("with mock_ses():", "with mock_ses(production=True):"),
        ("@moto.mock_aws", "@sesfake.mock_ses(production=True)"),
        ("with moto.mock_aws() as m:", "with sesfake.mock_ses(production=True) as m:"),
        ("import moto", "import sesfake"),
        ("from moto import mock_aws  # noqa: E402", "from sesfake import mock_ses  # noqa: E402"),
        ("@mock_aws  # all of it", "@mock_ses(production=True)  # all of it"),
        (
            "from moto.core.models import DEFAULT_ACCOUNT_ID",
            "from sesfake.compat.moto import DEFAULT_ACCOUNT_ID",
        ),
        (
            "from moto.core import DEFAULT_ACCOUNT_ID as ACCOUNT_ID",
            "from sesfake.compat.moto import DEFAULT_ACCOUNT_ID as ACCOUNT_ID",
        ),
        (
            "from moto.backends import get_backend",
            "from sesfake.compat.moto import get_backend",
        ),
        (
            "from moto.sesv2.models import sesv2_backends, SESV2Backend",
            "from sesfake.compat.moto import sesv2_backends, SESV2Backend",
        ),
        ("from moto.s3 import s3_backends", "from moto.s3 import s3_backends"),
        ("from moto.sqs.models import Message", "from moto.sqs.models import Message"),
        ('@mock_aws(config={"core": {}})', '@mock_aws(config={"core": {}})'),
    ],
)
def test_a_line(old, new):
    head = "# a test of 'ses' for moto\n"

    assert from_moto.rewritten(head + old + "\n") == head + new + "\n"


def test_a_file_without_ses_is_left_alone():
    text = 'from moto import mock_aws\n\n\n@mock_aws\ndef test_it():\n    boto3.client("s3")\n'

    assert from_moto.rewritten(text) == text


def test_line_ends_stay(tmp_path):
    file = tmp_path / "test_it.py"
    file.write_bytes(b"from moto import mock_ses\r\n\r\n@mock_ses\r\ndef test_it(): ...\r\n")

    from_moto.main([str(file)])

    assert file.read_bytes() == (
        b"from sesfake import mock_ses\r\n\r\n@mock_ses(production=True)\r\ndef test_it(): ...\r\n"
    )


def test_a_file_that_is_not_utf_8_is_left_alone(tmp_path, capsys):
    file = tmp_path / "test_it.py"
    file.write_bytes(b"# -*- coding: latin-1 -*-\nfrom moto import mock_ses  # \xfc\n")

    from_moto.main([str(tmp_path)])

    assert capsys.readouterr().out == f"{file}: not UTF-8, left alone\n"


def test_where_a_path_is_missing_nothing_is_done(tmp_path, capsys):
    file = tmp_path / "test_it.py"
    file.write_text("from moto import mock_ses\n")

    with pytest.raises(SystemExit):
        from_moto.main([str(file), str(tmp_path / "test_that.py")])

    assert capsys.readouterr().err.endswith(f"error: there is no {tmp_path / 'test_that.py'}\n")
    assert file.read_text() == "from moto import mock_ses\n"


def test_a_folder_that_is_named_like_a_module_is_none(tmp_path):
    (tmp_path / "old.py").mkdir()

    assert from_moto.main([str(tmp_path)]) == 0


def test_what_is_left_is_said(tmp_path, capsys):
    file = tmp_path / "test_it.py"
    file.write_text(
        "from moto import mock_aws, mock_ses\nfrom moto.s3 import s3_backends\n"
        '\n\n@mock_aws(config={"core": {"mock_credentials": False}})\ndef test_it(): ...\n'
    )

    from_moto.main([str(file)])

    assert capsys.readouterr().out == (
        f"{file}: rewritten\n"
        f"{file}:2: by hand: from moto.s3 import s3_backends\n"
        f'{file}:5: by hand: @mock_aws(config={{"core": {{"mock_credentials": False}}}})\n'
    )


def test_moto_stays_for_other_services():
    text = (
        "from moto import mock_aws\nfrom moto.ses import ses_backends\n\n\n"
        "@mock_aws\ndef test_it():\n    with mock_aws():\n        ...\n"
    )

    assert from_moto.rewritten(text, beside=True) == (
        "from moto import mock_aws\nfrom sesfake import mock_ses\n"
        "from sesfake.compat.moto import ses_backends\n\n\n"
        "@mock_aws\n@mock_ses(production=True)\ndef test_it():\n"
        "    with mock_aws(), mock_ses(production=True):\n        ...\n"
    )


def test_beside_moto_an_import_within_a_function_stays_within():
    text = '    from moto import mock_aws, mock_s3  # slow\n    boto3.client("ses")\n'

    assert from_moto.rewritten(text, beside=True) == (
        "    from moto import mock_aws, mock_s3  # slow\n    from sesfake import mock_ses\n"
        '    boto3.client("ses")\n'
    )


def test_beside_moto_an_import_over_several_lines_is_left_to_a_person(tmp_path, capsys):
    file = tmp_path / "test_it.py"
    imported = "from moto import (\n    mock_aws,\n)\nfrom moto import (mock_aws,\n    mock_s3)\n"
    file.write_text(f'{imported}@mock_aws\ndef test_it(): boto3.client("ses")\n')

    from_moto.main(["--beside", str(file)])

    assert file.read_text().startswith(imported)
    assert capsys.readouterr().out == (
        f"{file}: rewritten\n"
        f"{file}:1: by hand: from moto import (\n"
        f"{file}:4: by hand: from moto import (mock_aws,\n"
    )


def test_beside_moto_a_second_time_changes_nothing(suite):
    from_moto.main(["--beside", str(suite)])
    once = [file.read_text() for file in sorted(suite.iterdir())]
    from_moto.main(["--beside", str(suite)])

    assert [file.read_text() for file in sorted(suite.iterdir())] == once


def test_beside_moto_the_suite_passes_too(suite, capsys):
    pytest.importorskip("moto.ses.models")
    from_moto.main(["--beside", str(suite)])

    last, output = run(suite, "-p", "sesfake.pytest_plugin", "-k", "not TestUnit")

    assert last == f"{TESTS - 1} passed, 1 deselected", output
    by_hand = re.findall("by hand: (.*)", capsys.readouterr().out)
    assert by_hand == ["self.mock = mock_aws()"]  # of the test that was deselected
