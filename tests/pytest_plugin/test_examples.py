"""`@mock_ses` and the fixtures under Hypothesis: which examples share a fake."""

import pytest


@pytest.mark.parametrize("order", ["given above", "given below"])
def test_every_example_has_a_fake_of_its_own(run, order):
    given = "@given(n=st.integers())"
    decorator = '@mock_ses(verified=["example.com"])'
    first, second = (given, decorator) if order == "given above" else (decorator, given)
    run(f"""
        import sesfake
        from hypothesis import given, settings, strategies as st
        from sesfake import mock_ses
        from shop import send

        @settings(max_examples=5, database=None)
        {first}
        {second}
        def test_it(n):
            send()
            assert len(sesfake.current().outbox) == 1

        class TestShop:
            @settings(max_examples=5, database=None)
            {first}
            {second}
            def test_it(self, n):
                send()
                assert len(sesfake.current().outbox) == 1
        """).assert_outcomes(passed=2)


def test_examples_in_a_decorated_class_have_fakes_of_their_own_with_all_options(run):
    run("""
        import pytest, sesfake
        from hypothesis import given, settings, strategies as st
        from sesfake import mock_ses
        from shop import send

        @pytest.mark.ses(production=True)
        @mock_ses(verified=["example.com"])
        class TestShop:
            @settings(max_examples=5, database=None)
            @given(n=st.integers())
            @mock_ses(seed=9)
            def test_it(self, n):
                send("anybody@example.org")
                assert len(sesfake.current().outbox) == 1
                assert sesfake.current().accounts.settings.seed == 9
        """).assert_outcomes(passed=1)


def test_with_the_fixture_ses_all_examples_share_one_fake(run):
    run("""
        import sesfake
        from hypothesis import HealthCheck, given, settings, strategies as st
        from sesfake import mock_ses

        shared = settings(
            max_examples=5, database=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture],
        )

        @mock_ses
        @shared
        @given(n=st.integers())
        def test_fixture(n, ses):
            assert sesfake.mock.active() == (ses,)

        @mock_ses
        @shared
        @given(n=st.integers())
        def test_client(n, ses_client):
            assert len(sesfake.mock.active()) == 1
        """).assert_outcomes(passed=2)


def test_fixtures_under_given_have_a_fake_before_the_examples_have_theirs(run):
    run("""
        import pytest, sesfake
        from hypothesis import given, settings, strategies as st
        from sesfake import mock_ses

        @pytest.fixture(autouse=True)
        def outer():
            [fake] = sesfake.mock.active()
            yield
            assert sesfake.mock.active() == (fake,)

        @mock_ses(seed=1)
        @settings(max_examples=5, database=None)
        @given(n=st.integers())
        def test_decorated(n):
            outer, example = sesfake.mock.active()
            assert example is sesfake.current()
            assert example.accounts.settings.seed == 1

        @pytest.mark.ses
        @settings(max_examples=5, database=None)
        @given(n=st.integers())
        def test_the_marker_alone_renews_nothing(n):
            [fake] = sesfake.mock.active()
        """).assert_outcomes(passed=2)
