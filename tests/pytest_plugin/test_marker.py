"""The marker `@pytest.mark.ses(...)`."""


def test_the_marker_alone_activates_the_fake(run):
    run("""
        import pytest, sesfake
        from shop import send

        @pytest.mark.ses(verified=["example.com"])
        def test_it():
            send()
            assert len(sesfake.current().outbox) == 1

        @pytest.mark.ses
        def test_without_options():
            sesfake.current().outbox.assert_empty()
        """).assert_outcomes(passed=2)


def test_markers_are_merged_and_the_closest_wins(run):
    run("""
        import pytest

        pytestmark = pytest.mark.ses(account_id="111111111111", seed=1, max_send_rate=1)

        @pytest.mark.ses(account_id="222222222222", seed=2)
        class TestShop:
            @pytest.mark.ses(account_id="333333333333")
            @pytest.mark.ses(account_id="444444444444")
            def test_it(self, ses):
                settings = ses.accounts.settings
                assert (settings.account_id, settings.seed) == ("444444444444", 2)
                assert settings.max_send_rate == 1
        """).assert_outcomes(passed=1)


def test_a_subclass_is_closer_than_its_base(run):
    run("""
        import pytest

        @pytest.mark.ses(seed=1, production=True)
        class Base:
            def test_it(self, ses):
                assert ses.accounts.settings.seed == self.seed
                assert ses.accounts.settings.production

        class TestBase(Base):
            seed = 1

        @pytest.mark.ses(seed=2)
        class TestSub(Base):
            seed = 2
        """).assert_outcomes(passed=2)


def test_a_marker_on_parameters_is_the_closest(run):
    run("""
        import pytest

        @pytest.mark.ses(seed=1)
        @pytest.mark.parametrize(
            "seed", [1, pytest.param(2, marks=pytest.mark.ses(seed=2))]
        )
        def test_it(ses, seed):
            assert ses.accounts.settings.seed == seed
        """).assert_outcomes(passed=2)


def test_only_the_marked_parameters_have_a_fake(run):
    run("""
        import pytest, sesfake

        @pytest.mark.parametrize("n", [0, pytest.param(1, marks=pytest.mark.ses)])
        def test_it(n):
            assert len(sesfake.mock.active()) == n
        """).assert_outcomes(passed=2)


def test_a_fixture_of_function_scope_sees_the_fake_of_the_marker(run):
    run("""
        import boto3, pytest, sesfake

        @pytest.fixture(autouse=True)
        def verified():
            boto3.client("ses").verify_email_identity(EmailAddress="shop@example.com")
            yield
            sesfake.current()

        @pytest.mark.ses
        def test_it(ses_client):
            assert ses_client.list_identities()["Identities"] == ["shop@example.com"]
        """).assert_outcomes(passed=1)


def test_an_unknown_option_names_the_test_and_the_likely_option(run):
    result = run("""
        import pytest

        @pytest.mark.ses(prodction=True)
        def test_it(): ...
        """)

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        [
            "*ERROR at setup of test_it*",
            "test_shop.py::test_it: wrong options of @pytest.mark.ses: "
            "there is no option prodction=; did you mean production=?",
        ]
    )
    result.stdout.no_fnmatch_line("*During handling*")


def test_a_wrong_value_names_the_test(run):
    result = run("""
        import pytest

        @pytest.mark.ses(verified="shop@example.com")
        def test_text(): ...

        @pytest.mark.ses(verified=["shop at example.com"])
        def test_no_identity(): ...

        @pytest.mark.ses("shop@example.com")
        def test_positional(): ...
        """)

    result.assert_outcomes(errors=3)
    result.stdout.fnmatch_lines(
        [
            "test_shop.py::test_text: wrong options of @pytest.mark.ses: "
            "verified= takes lists of identities: ?'shop@example.com'?, not 'shop@example.com'.",
            "test_shop.py::test_no_identity: wrong options of its fake: "
            "'shop at example.com' cannot be an identity; *",
            "test_shop.py::test_positional: wrong options of @pytest.mark.ses: "
            "options are named, as in production=True; not 'shop@example.com'.",
        ]
    )
    result.stdout.no_fnmatch_line("*During handling*")


def test_the_marker_is_registered(run):
    result = run("", "--markers")

    result.stdout.fnmatch_lines(
        ["@pytest.mark.ses(production=True, ...): a fake Amazon SES is active during the test; *"]
    )


def test_doctests_and_tests_of_other_kinds_are_left_alone(run, pytester):
    pytester.makepyfile(
        adding='''
        def add(a, b):
            """
            >>> add(1, 1)
            2
            """
            return a + b
        '''
    )
    run("def test_it(): ...", "--doctest-modules", ".").assert_outcomes(passed=2)
