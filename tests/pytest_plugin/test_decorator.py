"""`@mock_ses` under pytest acts as the marker: one fake for the test and its fixtures."""

import pytest

ONE_FAKE = """
    import boto3, pytest, sesfake
    from sesfake import mock_ses
    from shop import send

    @pytest.fixture
    def one_fake():
        [fake] = sesfake.mock.active()
        boto3.client("ses").verify_email_identity(EmailAddress="shop@example.com")
        yield
        assert sesfake.mock.active() == (fake,)
"""


def test_decorator_and_fixture_share_one_fake(run):
    run("""
        import sesfake
        from sesfake import mock_ses

        @mock_ses(seed=1)
        def test_it(ses, ses_client):
            assert sesfake.mock.active() == (ses,)
            assert ses.accounts.settings.seed == 1
        """).assert_outcomes(passed=1)


def test_fixtures_of_a_decorated_test_are_set_up_and_torn_down_inside_its_fake(run):
    run(f"""{ONE_FAKE}
    @mock_ses(production=True)
    def test_it(one_fake):
        send()
        assert len(sesfake.current().outbox) == 1
        """).assert_outcomes(passed=1)


def test_an_autouse_fixture_of_conftest_is_set_up_inside_the_fake(run, pytester):
    pytester.makeconftest("""
        import boto3, pytest

        @pytest.fixture(autouse=True)
        def verified(request):
            if request.node.name == "test_it":
                boto3.client("ses").verify_email_identity(EmailAddress="shop@example.com")
        """)
    run("""
        from sesfake import mock_ses
        from shop import send

        @mock_ses(production=True)
        def test_it():
            send()

        def test_undecorated(): ...
        """).assert_outcomes(passed=2)


@pytest.mark.parametrize("place", ["conftest", "module"])
def test_a_fixture_of_the_users_own_named_ses_is_left_alone(run, pytester, place):
    own = """
        import boto3, pytest

        @pytest.fixture
        def ses():
            client = boto3.client("ses")
            client.verify_email_identity(EmailAddress="shop@example.com")
            return client
        """
    if place == "conftest":
        pytester.makeconftest(own)
    run(
        f"""{own if place == "module" else ""}
        import sesfake
        from sesfake import mock_ses

        @mock_ses(production=True)
        def test_decorated(ses):
            assert ses.list_identities()["Identities"] == ["shop@example.com"]
            assert len(sesfake.mock.active()) == 1
        """
    ).assert_outcomes(passed=1)


def test_a_test_that_asks_for_the_users_own_ses_has_no_fake_of_ours(run):
    run("""
        import pytest, sesfake

        @pytest.fixture
        def ses():
            return "mine"

        def test_it(ses):
            assert (ses, sesfake.mock.active()) == ("mine", ())
        """).assert_outcomes(passed=1)


def test_decorator_and_marker_are_merged_and_the_marker_wins(run):
    run("""
        import pytest
        from sesfake import mock_ses

        @mock_ses(production=True, seed=1)
        @pytest.mark.ses(seed=2)
        def test_it(ses):
            assert ses.accounts.settings.production
            assert ses.accounts.settings.seed == 2
        """).assert_outcomes(passed=1)


def test_decorators_of_class_and_method_are_merged_and_the_method_wins(run):
    run("""
        import sesfake
        from sesfake import mock_ses

        @mock_ses(production=True, seed=1)
        class TestShop:
            def test_class(self, ses):
                assert ses.accounts.settings.seed == 1

            @mock_ses(seed=2)
            def test_method(self, ses):
                assert sesfake.mock.active() == (ses,)
                assert ses.accounts.settings.production
                assert ses.accounts.settings.seed == 2
        """).assert_outcomes(passed=2)


def test_a_decorated_class_has_a_fake_from_before_setup_method_until_after_teardown_method(run):
    run("""
        import pytest, sesfake
        from sesfake import mock_ses
        from shop import send

        @mock_ses(verified=["example.com"])
        class TestShop:
            @pytest.fixture(autouse=True)
            def sent_by_fixture(self):
                send(subject="fixture")

            @pytest.fixture
            def test_data(self):
                return "a fixture is not a test, whatever its name"

            def setup_method(self):
                send(subject="setup")

            def teardown_method(self):
                send(subject="teardown")
                subjects = sorted(message.subject for message in sesfake.current().outbox)
                assert subjects == ["fixture", "setup", "teardown", "test"]

            @pytest.mark.parametrize("n", [1, 2])
            def test_it(self, n, test_data):
                send(subject="test")
        """).assert_outcomes(passed=2)


def test_tests_that_a_decorated_class_bequeaths_or_inherits_have_a_fake(run):
    run("""
        import sesfake
        from sesfake import mock_ses

        class Inherited:
            def test_inherited(self):
                assert sesfake.current().accounts.settings.seed == self.seed

        @mock_ses(seed=1)
        class TestBase(Inherited):
            seed = 1
            def test_own(self):
                assert sesfake.current().accounts.settings.seed == self.seed

        class TestSub(TestBase):
            def test_new(self):
                assert sesfake.current().accounts.settings.seed == 1

        @mock_ses(seed=3)
        class TestDecoratedSub(TestBase):
            seed = 3

        @mock_ses(seed=4)
        class TestOuter:
            class TestInner:
                def test_it(self):
                    assert sesfake.current().accounts.settings.seed == 4

            def test_it(self): ...
        """).assert_outcomes(passed=9)


def test_every_set_of_parameters_has_a_fake_of_its_own(run):
    run(f"""{ONE_FAKE}
    @pytest.mark.parametrize("n", [1, 2])
    @mock_ses(production=True)
    def test_it(n, one_fake):
        send()
        assert len(sesfake.current().outbox) == 1

    @mock_ses(production=True)
    @pytest.mark.parametrize("n", [1, 2])
    def test_other_way(n, one_fake):
        send()
        assert len(sesfake.current().outbox) == 1
        """).assert_outcomes(passed=4)


def test_coroutines_and_static_methods_share_the_fake_too(run):
    run("""
        import asyncio, sesfake
        from sesfake import mock_ses

        def in_loop(function):
            def test(ses):
                asyncio.run(function(ses))
            return test

        @in_loop
        @mock_ses
        async def test_coroutine(ses):
            assert sesfake.current() is not ses      # what hides the decorator hides it from us too

        @mock_ses
        def test_runner(ses):
            @mock_ses(seed=3)
            async def main():
                return sesfake.current().accounts.settings.seed

            assert asyncio.run(main()) == 3
            assert sesfake.mock.active() == (ses,)

        @mock_ses
        class TestShop:
            @staticmethod
            def test_static(ses):
                assert sesfake.mock.active() == (ses,)

            @classmethod
            def test_class(cls, ses):
                assert sesfake.mock.active() == (ses,)
        """).assert_outcomes(passed=4)


def test_a_decorated_helper_inside_a_test_has_a_fake_of_its_own(run):
    run("""
        import sesfake
        from sesfake import mock_ses

        @mock_ses(production=True)
        def helper():
            return sesfake.current()

        def test_it(ses):
            assert helper() is not ses
            assert sesfake.current() is ses
        """).assert_outcomes(passed=1)


def test_above_a_fixture_the_decorator_says_what_to_write(run):
    result = run("""
        import pytest
        from sesfake import mock_ses

        @mock_ses
        @pytest.fixture
        def shop(): ...
        """)

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        [
            "E   TypeError: @mock_ses cannot stand on top of @pytest.fixture. Ask for the fixture "
            "`ses` instead, as in `def my_fixture(ses): ...`, or put @mock_ses below "
            "@pytest.fixture if it yields."
        ]
    )


def test_below_a_fixture_the_fake_lasts_as_long_as_the_fixture(run):
    run("""
        import pytest, sesfake
        from sesfake import mock_ses

        @pytest.fixture
        @mock_ses(seed=5)
        def value():
            return sesfake.current().accounts.settings.seed

        @pytest.fixture
        @mock_ses(seed=6)
        def fake():
            yield sesfake.current()

        def test_value(value):
            assert (value, sesfake.mock.active()) == (5, ())

        def test_fake(fake):
            assert sesfake.mock.active() == (fake,)

        def test_after():
            assert sesfake.mock.active() == ()
        """).assert_outcomes(passed=3)


def test_a_mock_ses_that_stands_on_many_tests_gives_each_its_own_fake(run):
    run("""
        from sesfake import current, mock_ses
        from shop import send

        shop = mock_ses(verified=["example.com"])

        @shop
        def test_a():
            send()
            assert len(current().outbox) == 1

        @shop
        class TestShop:
            @shop
            def test_b(self, ses):
                send()
                assert len(ses.outbox) == 1
        """).assert_outcomes(passed=2)


def test_without_the_plugin_decorated_tests_still_work(run):
    run(
        """
        import unittest, pytest, sesfake
        from hypothesis import given, settings, strategies as st
        from sesfake import mock_ses
        from shop import send

        @pytest.mark.parametrize("n", [1, 2])
        @mock_ses(verified=["example.com"])
        def test_function(n, tmp_path):
            send()
            assert len(sesfake.current().outbox) == 1

        @mock_ses(verified=["example.com"])
        class TestShop:
            def test_method(self):
                send()
                assert len(sesfake.current().outbox) == 1

            @settings(max_examples=5, database=None)
            @given(n=st.integers())
            def test_examples(self, n):
                send()
                assert len(sesfake.current().outbox) == 1

        @mock_ses(verified=["example.com"])
        class TestCase(unittest.TestCase):
            def setUp(self):
                send()

            def test_it(self):
                self.assertEqual(len(sesfake.current().outbox), 1)

        @pytest.fixture
        @mock_ses
        def fake():
            yield sesfake.current()

        def test_fixture(fake):
            assert sesfake.current() is fake
        """,
        "-p",
        "no:sesfake",
        subprocess=True,
    ).assert_outcomes(passed=6)


def test_under_xdist_every_worker_has_its_own_fakes(run):
    pytest.importorskip("xdist")
    result = run(
        """
        import pytest
        from shop import send

        @pytest.mark.ses(verified=["example.com"])
        @pytest.mark.parametrize("n", range(4))
        def test_it(ses, n):
            send()
            assert len(ses.outbox) == 1 and n < 3
        """,
        "-n1",
        "-p",
        "no:hypothesispytest",
        subprocess=True,
    )
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["*- SES outbox -*", "<Message 'Welcome' from *"])
