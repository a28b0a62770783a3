"""Under pytest-xdist, and with one fake for a whole session."""

from __future__ import annotations

import pytest

QUIET = ("-p", "no:hypothesispytest")  # it warns of workers whose cache is elsewhere


def test_workers_do_not_meet(run):
    """Both workers run at the same time: each test waits for one in the other."""
    pytest.importorskip("xdist")

    run(
        """
        import os
        import time
        import pytest
        from shop import send

        @pytest.fixture(scope="session")
        def both_workers(tmp_path_factory):
            folder = tmp_path_factory.getbasetemp().parent
            (folder / os.environ["PYTEST_XDIST_WORKER"]).touch()
            end = time.monotonic() + 60
            while not ((folder / "gw0").exists() and (folder / "gw1").exists()):
                assert time.monotonic() < end
                time.sleep(0.01)

        @pytest.mark.ses(verified=["example.com"], max_24_hour_send=1)
        @pytest.mark.parametrize("n", range(6))
        def test_it(both_workers, ses, n):
            send(subject=str(n))
            assert [message.subject for message in ses.outbox] == [str(n)]
        """,
        "-n2",
        *QUIET,
        subprocess=True,
    ).assert_outcomes(passed=6)


SESSION = """
    import pytest
    import sesfake
    from sesfake import mock_ses
    from shop import send

    @pytest.fixture(scope="session")
    def mailbox():
        with mock_ses(verified=["example.com"], max_24_hour_send=1) as ses:
            yield ses

    @pytest.fixture(autouse=True)
    def emptied(mailbox):
        yield
        mailbox.reset()

    @pytest.mark.parametrize("n", range(4))
    def test_each_finds_it_as_new(mailbox, n):
        send(subject=str(n))
        assert [message.subject for message in mailbox.outbox] == [str(n)]
        mailbox.suppress("ann@example.com")

    def test_with_a_fake_of_its_own(ses, mailbox):
        ses.verify("example.com")
        send()
        assert sesfake.current() is ses
        assert (len(ses.outbox), len(mailbox.outbox)) == (1, 0)

    def test_failing(mailbox):
        send("bob@example.org")
"""


def test_one_fake_for_a_session_that_is_reset_after_each_test(run):
    result = run(SESSION, *QUIET, subprocess=True)

    result.assert_outcomes(passed=5, failed=1)
    result.stdout.fnmatch_lines(["*To mend the test: `ses.verify('bob@example.org')`*"])


def test_one_fake_for_the_session_of_each_worker(run):
    pytest.importorskip("xdist")

    run(SESSION, "-n2", *QUIET, subprocess=True).assert_outcomes(passed=5, failed=1)


def test_the_report_shows_what_a_fake_apart_has_seen(run):
    result = run(
        """
        import boto3
        from sesfake import mock_ses

        def test_it():
            ses = mock_ses(verified=["example.com"]).apart()
            with ses.attach(boto3.Session()) as session:
                session.client("ses").send_email(
                    Source="shop@example.com",
                    Destination={"ToAddresses": ["ann@example.com"]},
                    Message={"Subject": {"Data": "Apart"}, "Body": {"Text": {"Data": "Hello"}}},
                )
            assert len(ses.outbox) == 2
        """
    )

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*- SES outbox -*", "<Message 'Apart' from shop@example.com *"])
