"""The fixtures `ses`, `ses_client` and `sesv2_client`."""


def test_ses_is_the_active_fake(run):
    run("""
        import sesfake
        from shop import send

        def test_welcome(ses):
            ses.verify("example.com")
            send()
            assert ses is sesfake.current()
            assert [message.subject for message in ses.outbox] == ["Welcome"]
        """).assert_outcomes(passed=1)


def test_every_test_has_a_new_fake_and_none_stays(run):
    run("""
        import pytest, sesfake
        from shop import send

        @pytest.mark.parametrize("n", [1, 2])
        def test_a(ses, n):
            ses.verify("example.com")
            send()
            assert len(ses.outbox) == 1

        def test_b():
            with pytest.raises(RuntimeError, match="No fake of SES is active"):
                sesfake.current()
        """).assert_outcomes(passed=3)


def test_the_clients_use_the_fake_of_the_test(run):
    run("""
        def test_clients(ses_client, sesv2_client, ses):
            ses_client.verify_email_identity(EmailAddress="shop@example.com")
            account = sesv2_client.get_account()
            assert account["SendingEnabled"]
            assert ses_client.meta.service_model.service_name == "ses"
            assert sesv2_client.meta.service_model.service_name == "sesv2"
        """).assert_outcomes(passed=1)


def test_a_client_alone_activates_the_fake(run):
    run("""
        def test_client(sesv2_client):
            assert sesv2_client.get_account()["SendingEnabled"]
        """).assert_outcomes(passed=1)


def test_the_clients_are_in_us_east_1(run):
    run("""
        def test_region(ses_client, sesv2_client):
            assert ses_client.meta.region_name == "us-east-1"
            assert sesv2_client.meta.region_name == "us-east-1"
        """).assert_outcomes(passed=1)


def test_a_configured_region_is_the_clients_region(run, monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    run("""
        def test_region(ses_client):
            assert ses_client.meta.region_name == "eu-west-1"
        """).assert_outcomes(passed=1)


def test_without_boto3_the_client_fixtures_say_what_they_need(run, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "boto3", None)
    result = run("""
        def test_client(sesv2_client): ...
        def test_fake(ses): ...
        """)

    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        [
            "*ERROR at setup of test_client*",
            "The fixture `sesv2_client` needs boto3, which is not installed: `pip install boto3`, "
            "or make a client with botocore and ask for the fixture `ses`.",
        ]
    )
    result.stdout.no_fnmatch_line("*During handling*")


def test_other_fixtures_see_the_fake_wherever_ses_stands_among_the_arguments(run):
    run("""
        import boto3, pytest

        @pytest.fixture
        def verified():
            boto3.client("ses").verify_email_identity(EmailAddress="shop@example.com")

        def test_it(verified, ses, ses_client):
            assert ses_client.list_identities()["Identities"] == ["shop@example.com"]
        """).assert_outcomes(passed=1)


def test_the_fake_may_be_asked_for_late(run):
    run("""
        def test_it(request):
            ses = request.getfixturevalue("ses")
            request.getfixturevalue("ses_client").verify_email_identity(EmailAddress="a@example.com")
            assert len(ses.outbox) == 0
        """).assert_outcomes(passed=1)


def test_a_fixture_may_stand_on_ours_and_take_its_name(run):
    run("""
        import pytest
        from shop import send

        @pytest.fixture
        def ses(ses):
            ses.verify("example.com")
            return ses

        def test_it(ses):
            send()
            assert len(ses.outbox) == 1
        """).assert_outcomes(passed=1)


def test_the_clients_do_not_need_our_fixture_by_its_name(run):
    run("""
        import pytest

        @pytest.fixture
        def ses():
            return "mine"

        def test_it(ses, ses_client):
            assert ses == "mine"
            assert ses_client.list_identities()["Identities"] == []
        """).assert_outcomes(passed=1)


def test_pytest_lists_the_fixtures_with_what_they_give(run):
    result = run("", "--fixtures")

    result.stdout.fnmatch_lines(
        [
            "*fixtures defined from sesfake.pytest_plugin*",
            "ses -- *",
            "    The fake Amazon SES of this test: `outbox`, `verify`, `clock`, `fail_next` *",
            "ses_client -- *",
            "    A boto3 client for the API `ses`, answered by the fake of this test.",
            "sesv2_client -- *",
            "    A boto3 client for the API `sesv2`, answered by the fake of this test.",
        ]
    )


def test_a_test_that_asks_for_nothing_has_no_fake(run):
    run("""
        import sesfake
        from botocore.endpoint import Endpoint

        def test_it():
            assert sesfake.mock.active() == ()
            assert "sesfake" not in Endpoint._send_request.__code__.co_filename
        """).assert_outcomes(passed=1)


def test_a_test_that_asks_for_nothing_has_no_fixture_of_ours(run):
    result = run("def test_it(): ...", "--setup-show")

    result.stdout.fnmatch_lines(["        test_shop.py::test_it*"])
    result.stdout.no_fnmatch_line("*_ses*")


def test_fixtures_of_wider_scope_are_set_up_before_the_fake(run):
    run("""
        import pytest, sesfake

        @pytest.fixture(scope="module", autouse=True)
        def module():
            return sesfake.mock.active()

        @pytest.fixture(scope="class")
        def of_class():
            return sesfake.mock.active()

        @pytest.fixture(autouse=True)
        def function():
            return sesfake.mock.active()

        def test_it(function, module, of_class, ses):
            assert (module, of_class, function) == ((), (), (ses,))
        """).assert_outcomes(passed=1)
