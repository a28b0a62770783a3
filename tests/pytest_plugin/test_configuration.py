"""Defaults from pytest's configuration."""

import subprocess
import sys
from dataclasses import fields

import pytest

from sesfake.pytest_options import OPTIONS
from sesfake.settings import Settings


def test_options_of_the_configuration_are_defaults_for_every_test(run, pytester):
    pytester.makeini("""
        [pytest]
        ses_verified =
            shop@example.com
            example.org
        ses_production = true
        ses_verification = manual
        ses_max_24_hour_send = 10
        ses_max_send_rate = 0.5
        ses_enforce_rate = no
        ses_account_id = 111111111111
        ses_seed = 7
        """)
    run("""
        import sesfake
        from sesfake import mock_ses
        from sesfake.settings import Settings

        EXPECTED = Settings(
            verified=["shop@example.com", "example.org"],
            production=True,
            verification="manual",
            max_24_hour_send=10,
            max_send_rate=0.5,
            enforce_rate=False,
            account_id="111111111111",
            seed=7,
        )

        def test_fixture(ses):
            assert ses.accounts.settings == EXPECTED

        @mock_ses
        def test_decorator():
            assert sesfake.current().accounts.settings == EXPECTED
        """).assert_outcomes(passed=2)


def test_options_of_pyproject_are_read(run, pytester):
    pytester.makepyprojecttoml("""
        [tool.pytest.ini_options]
        ses_verified = ["shop@example.com"]
        ses_production = true
        ses_max_24_hour_send = 10
        """)
    run("""
        def test_fixture(ses):
            settings = ses.accounts.settings
            assert settings.verified == ["shop@example.com"]
            assert settings.production
            assert settings.max_24_hour_send == 10
        """).assert_outcomes(passed=1)


def test_marker_and_decorator_win_over_the_configuration(run, pytester):
    pytester.makeini("[pytest]\nses_production = true\nses_seed = 7")
    run("""
        import pytest, sesfake
        from sesfake import mock_ses

        @pytest.mark.ses(production=False)
        def test_marker(ses):
            assert not ses.accounts.settings.production
            assert ses.accounts.settings.seed == 7

        @mock_ses(production=False)
        def test_decorator():
            assert not sesfake.current().accounts.settings.production
        """).assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("ses_account_id = 12", "account_id= is a text of 12 digits, not '12'."),
        ("ses_max_send_rate = much", "could not convert string to float: 'much'"),
        ("ses_verification = maybe", "verification= is 'auto' or 'manual' or 'dns', not 'maybe'."),
    ],
)
def test_a_wrong_option_in_the_configuration_ends_the_run_at_once(run, pytester, line, problem):
    pytester.makeini(f"[pytest]\n{line}")

    result = run("def test_it(): ...")

    name = line.partition(" ")[0]
    result.stderr.fnmatch_lines([f"ERROR: {name} in the configuration: {problem}"])
    assert result.ret == 4


def test_every_option_has_a_default_in_the_configuration_but_for_secrets():
    assert {*OPTIONS, "credentials"} == {field.name for field in fields(Settings)}


def test_the_plugin_imports_neither_botocore_nor_the_fake():
    code = (
        "import sys, sesfake.pytest_plugin; "
        "print([name for name in sys.modules if 'boto' in name or name == 'sesfake.fake'])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "[]\n"
