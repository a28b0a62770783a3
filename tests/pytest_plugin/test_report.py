"""What pytest prints about a failing test: the outbox, and how to mend the test."""

import pytest

HINT = (
    "To mend the test: `ses.verify('shop@example.com', 'ann@example.com')` or "
    "`mock_ses(verified=['shop@example.com', 'ann@example.com'])`, or `mock_ses(production=True)` "
    "to leave the sandbox, where recipients are checked too; senders always are."
)
OUTBOX = "-* SES outbox -*"
REFUSED = "SendEmail was refused: Email address is not verified. The following identities failed *"


@pytest.mark.parametrize(
    "test",
    [
        "def test_it(ses): ses.verify('example.com'); send(); assert 0",
        "@pytest.mark.ses(verified=['example.com'])\ndef test_it(): send(); assert 0",
        "@mock_ses(verified=['example.com'])\ndef test_it(): send(); assert 0",
        "def test_it():\n  with mock_ses(verified=['example.com']): send(); assert 0",
        "def test_it():\n  with mock_ses(verified=['example.com']): send()\n  assert 0",
    ],
    ids=["fixture", "marker", "decorator", "with", "after with"],
)
def test_a_failing_test_shows_what_was_sent(run, test):
    result = run(f"import pytest\nfrom sesfake import mock_ses\nfrom shop import send\n{test}")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            OUTBOX,
            "<Message 'Welcome' from shop@example.com to ann@example.com> "
            "SendEmail (ses): delivery",
            "*short test summary info*",
        ],
        consecutive=True,
    )


def test_a_failing_test_that_sent_nothing_says_so(run):
    result = run("def test_it(ses): assert 0")

    result.stdout.fnmatch_lines([OUTBOX, "nothing was sent", "*summary*"], consecutive=True)


def test_a_failing_test_without_a_fake_is_reported_as_ever(run):
    result = run("""
        from sesfake import mock_ses

        def test_before(ses): ...

        def test_it(): assert 0

        def test_after():
            with mock_ses(): ...
        """)

    result.assert_outcomes(passed=2, failed=1)
    result.stdout.no_fnmatch_line("*SES*")


def test_passing_skipped_and_xfailed_tests_show_nothing(run):
    result = run(
        """
        import pytest
        from shop import send

        pytestmark = pytest.mark.ses(verified=["example.com"])

        def test_passing(): send()

        @pytest.mark.xfail
        def test_xfailed(): send(); assert 0

        def test_skipped(): send(); pytest.skip()
        """,
        "-rA",
    )

    result.assert_outcomes(passed=1, xfailed=1, skipped=1)
    result.stdout.no_fnmatch_line("*SES outbox*")


def test_a_test_that_should_have_failed_shows_the_outbox(run):
    result = run("""
        import pytest
        from shop import send

        @pytest.mark.ses(verified=["example.com"])
        @pytest.mark.xfail(strict=True)
        def test_it(): send()
        """)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["?XPASS(strict)?*", OUTBOX, "<Message 'Welcome' *"])


@pytest.mark.parametrize(
    ("sent", "lines"),
    [
        (20, [f"<Message 'n{n}' *" for n in range(20)]),
        (21, ["(2 earlier messages)", *(f"<Message 'n{n}' *" for n in range(2, 21))]),
    ],
)
def test_at_most_twenty_lines_are_shown_and_the_newest_of_all(run, sent, lines):
    result = run(f"""
        import pytest
        from shop import send

        @pytest.mark.ses(verified=["example.com"])
        def test_it():
            for n in range({sent}):
                send(subject=f"n{{n}}")
            assert 0
        """)

    result.stdout.fnmatch_lines([OUTBOX, *lines, "*summary*"], consecutive=True)


def test_failures_in_set_up_and_tear_down_show_the_outbox_too(run):
    result = run("""
        import pytest
        from shop import send

        pytestmark = pytest.mark.ses(verified=["example.com"])

        @pytest.fixture
        def failing_at_setup():
            send(subject="at setup")
            assert 0

        @pytest.fixture
        def failing_at_teardown():
            yield
            send(subject="at teardown")
            assert 0

        def test_setup(failing_at_setup): ...
        def test_teardown(failing_at_teardown): ...
        """)

    result.assert_outcomes(passed=1, errors=2)
    result.stdout.fnmatch_lines(
        [
            "*ERROR at setup of test_setup*",
            OUTBOX,
            "<Message 'at setup' *",
            "*ERROR at teardown of test_teardown*",
            OUTBOX,
            "<Message 'at teardown' *",
        ]
    )


def test_a_failing_test_case_shows_the_outbox_and_the_hint(run):
    result = run("""
        import unittest
        from sesfake import mock_ses
        from shop import send

        @mock_ses
        class TestShop(unittest.TestCase):
            def test_it(self):
                send()
        """)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([OUTBOX, "nothing was sent"])
    assert result.stdout.str().count(HINT) == 1


@pytest.mark.parametrize(
    "test",
    [
        "def test_it(ses): send()",
        "def test_it():\n  with mock_ses(): send()",
        "@mock_ses\ndef test_it():\n"
        "  try: send()\n"
        "  except Exception as error: raise RuntimeError('no mail') from error",
        "@mock_ses\ndef test_it():\n"
        "  try: send()\n"
        "  except Exception: raise RuntimeError('no mail')",
        "@pytest.fixture\ndef sent(): send()\n@mock_ses\ndef test_it(sent): ...",
    ],
    ids=["fixture", "with", "cause", "context", "in setup"],
)
def test_the_hint_is_said_once(run, test):
    result = run(f"import pytest\nfrom sesfake import mock_ses\nfrom shop import send\n{test}")

    assert result.ret == 1
    assert result.stdout.str().count(HINT) == 1


def test_a_hint_that_the_traceback_does_not_show_has_a_section(run):
    result = run("""
        from shop import send

        def test_it(ses):
            try:
                send()
            except Exception:
                raise RuntimeError("no mail") from None
        """)

    result.stdout.fnmatch_lines(
        [OUTBOX, "nothing was sent", REFUSED, "-* SES hint -*", HINT, "*summary*"],
        consecutive=True,
    )


def test_what_the_code_has_swallowed_is_told_all_the_same(run):
    result = run("""
        import boto3
        from shop import send

        def test_it(ses):
            client = boto3.client("ses")
            for call in (send, lambda: client.describe_receipt_rule_set(RuleSetName="in")):
                try:
                    call()
                except Exception:
                    pass
            assert len(ses.outbox) == 1
        """)

    other = "DescribeReceiptRuleSet was refused: Rule set does not exist: in"
    result.stdout.fnmatch_lines(
        [OUTBOX, "nothing was sent", REFUSED, other, "-* SES hint -*", HINT],
        consecutive=True,
    )


def test_an_assertion_on_the_outbox_fails_in_the_test_and_brings_the_hint(run):
    result = run("""
        from shop import send

        def test_it(ses):
            try:
                send()
            except Exception:
                pass
            ses.outbox.one(to="ann@example.com")
        """)

    result.stdout.fnmatch_lines(
        [
            '>       ses.outbox.one(to="ann@example.com")',
            "E       AssertionError: No message with to='ann@example.com' was sent; the out*",
            "E         SendEmail was refused: Email address is not verified. *",
            "test_shop.py:8: AssertionError",
            OUTBOX,
            "nothing was sent",
            "-* SES hint -*",
            HINT,
        ]
    )


def test_an_error_without_a_hint_has_no_section(run):
    result = run("""
        def test_it(ses, sesv2_client):
            try:
                sesv2_client.get_suppressed_destination(EmailAddress="ann@example.com")
            except Exception:
                raise RuntimeError("not there") from None
        """)

    result.stdout.fnmatch_lines([OUTBOX, "nothing was sent"])
    result.stdout.no_fnmatch_line("*SES hint*")


def test_under_hypothesis_the_outbox_is_that_of_the_example_shown(run):
    result = run("""
        from hypothesis import given, settings, strategies as st
        from sesfake import mock_ses
        from shop import send

        @settings(database=None)
        @given(n=st.integers(0, 100))
        @mock_ses(verified=["example.com"])
        def test_it(n):
            send(subject=f"n{n}")
            assert n < 7
        """)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([OUTBOX, "<Message 'n7' *", "*summary*"], consecutive=True)


def test_every_fake_of_the_test_is_shown(run):
    result = run("""
        import pytest
        from sesfake import mock_ses
        from shop import send

        @pytest.fixture(scope="module")
        def shared():
            with mock_ses(verified=["example.com"]) as fake:
                send(subject="shared")
                yield fake

        def test_other(shared): ...

        def test_it(shared):
            with mock_ses(verified=["example.com"]):
                send(subject="inner")
            assert 0
        """)

    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [OUTBOX, "<Message 'shared' *", OUTBOX, "<Message 'inner' *", "*summary*"], consecutive=True
    )


def test_no_fake_outlives_its_test(run):
    run(
        """
        import gc, weakref, pytest

        seen = []

        @pytest.mark.parametrize("n", [1, 2])
        def test_it(ses, n):
            seen.append(weakref.ref(ses))

        def test_after():
            gc.collect()
            assert [reference() for reference in seen] == [None, None]
        """,
        "-p",
        "no:hypothesispytest",
        subprocess=True,  # this run watches the fakes of a run inside it
    ).assert_outcomes(passed=3)


FAULT = "<ses.fail_next('SendEmail', 500, times=2): never met, in 0 calls that it was for>"


def test_a_failing_test_shows_the_faults_that_were_not_met(run):
    result = run("""
        def test_it(ses):
            ses.fail_next("SendEmail", 500, times=2)
            assert 0
        """)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [OUTBOX, "nothing was sent", "-* SES faults -*", FAULT, "*summary*"], consecutive=True
    )


@pytest.mark.parametrize(
    "test",
    [
        "def test_it(ses): ses.fail_next('SendEmail', 500, times=2)",
        "@mock_ses\ndef test_it(): current().fail_next('SendEmail', 500, times=2)",
    ],
    ids=["fixture", "decorator"],
)
def test_a_passing_test_whose_fault_nobody_met_is_warned_of(run, test):
    result = run(f"from sesfake import current, mock_ses\n{test}", "-Wdefault")

    result.assert_outcomes(passed=1, warnings=1)
    result.stdout.fnmatch_lines([f"*UserWarning: {FAULT}; does the test make that call?"])


@pytest.mark.parametrize(
    "test",
    [
        "def test_it(ses): ses.fail_next('SendEmail', 500); send()",
        "def test_it(ses): ses.fail_next('SendEmail', 500).stop()",
        "def test_it(ses): ses.fail_next('SendEmail', 500); ses.reset()",
        "def test_it(ses): ses.fail('SendEmail', 500)",
    ],
    ids=["met", "stopped", "forgotten", "standing"],
)
def test_a_passing_test_is_not_warned_of_other_faults(run, test):
    result = run(
        f"import pytest\npytestmark = pytest.mark.ses(production=True, verified=['example.com'])\n"
        f"from shop import send\n{test}"
    )

    result.assert_outcomes(passed=1)
