"""`@mock_ses` as a decorator, without the help of pytest."""

import asyncio
import inspect
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sesfake import current, mock_ses
from sesfake.mock import active
from tests.decorated import send, subjects


def test_every_call_of_a_function_has_a_new_fake():
    @mock_ses(verified=["example.com"])
    def welcome(subject):
        send(subject)
        return subjects()

    assert welcome("a") == ["a"]
    assert welcome(subject="b") == ["b"]
    assert active() == ()


def test_the_fake_is_left_when_the_function_fails():
    @mock_ses
    def failing():
        raise KeyError(len(active()))

    with pytest.raises(KeyError, match="1"):
        failing()
    assert active() == ()


def test_a_function_keeps_its_name_signature_and_docstring():
    @mock_ses
    def welcome(name: str, *, loud: bool = False) -> int:
        """Welcome somebody."""

    assert welcome.__name__ == "welcome"
    assert welcome.__doc__ == "Welcome somebody."
    assert str(inspect.signature(welcome)) == "(name: str, *, loud: bool = False) -> int"


def test_nothing_is_passed_to_the_function():
    @mock_ses
    def takes(*args, **kwargs):
        return args, kwargs

    assert takes(1, b=2) == ((1,), {"b": 2})


def test_a_coroutine_function_stays_one_and_runs_inside_the_fake():
    @mock_ses(verified=["example.com"])
    async def welcome():
        await asyncio.sleep(0)
        send()
        return subjects()

    assert inspect.iscoroutinefunction(welcome)
    coroutine = welcome()
    assert active() == ()
    assert asyncio.run(coroutine) == ["Welcome"]
    assert active() == ()


def test_a_generator_function_stays_one_and_is_inside_the_fake_until_it_ends():
    @mock_ses(verified=["example.com"])
    def steps():
        send("a")
        received = yield current()
        send(received)
        yield
        return subjects()

    assert inspect.isgeneratorfunction(steps)
    generator = steps()
    assert active() == ()
    fake = next(generator)
    assert active() == (fake,)
    generator.send("b")
    with pytest.raises(StopIteration) as stop:
        next(generator)
    assert stop.value.value == ["a", "b"]
    assert active() == ()


def test_a_generator_that_is_closed_leaves_the_fake():
    seen = []

    @mock_ses
    def steps():
        try:
            yield
        finally:
            seen.append(active())

    generator = steps()
    next(generator)
    [fake] = active()
    generator.close()
    assert seen == [(fake,)]
    assert active() == ()


def test_an_async_generator_function_stays_one_and_cleans_up_inside_the_fake():
    seen = []

    @mock_ses
    async def steps():
        try:
            yield current()
            yield
        finally:
            seen.append(active())

    async def main():
        generator = steps()
        fake = await anext(generator)
        assert active() == (fake,)
        await generator.aclose()
        assert seen == [(fake,)]
        assert active() == ()

    assert inspect.isasyncgenfunction(steps)
    asyncio.run(main())


def test_stacked_decorators_make_one_fake_and_the_closest_wins():
    @mock_ses(seed=1, production=True)
    @mock_ses(seed=2)
    def stacked():
        [fake] = active()
        return fake.accounts.settings

    assert (stacked().seed, stacked().production) == (2, True)


def test_other_decorators_may_stand_between():
    @mock_ses(production=True)
    @patch("os.getcwd", lambda: "/nowhere")
    @mock_ses(seed=2)
    def stacked():
        [fake] = active()
        return fake.accounts.settings

    assert (stacked().seed, stacked().production) == (2, True)


def test_every_test_of_a_class_has_a_fake_of_its_own():
    @mock_ses(verified=["example.com"])
    class TestShop:
        def test_method(self):
            send("method")
            return subjects()

        async def test_coroutine(self):
            send("coroutine")
            return subjects()

        @staticmethod
        def test_static():
            send("static")
            return subjects()

        @classmethod
        def test_class(cls):
            send("class")
            return cls, subjects()

        def helper(self):
            return active()

    shop = TestShop()
    assert shop.test_method() == shop.test_method() == ["method"]
    assert asyncio.run(shop.test_coroutine()) == ["coroutine"]
    assert TestShop.test_static() == shop.test_static() == ["static"]
    assert TestShop.test_class() == (TestShop, ["class"])
    assert shop.helper() == ()


def test_what_is_named_like_a_test_but_is_no_function_stays_as_it_is():
    class Application:
        def __call__(self): ...

    application = Application()

    @mock_ses
    class TestShop:
        test_application = application
        test_class = Application
        test_number = 1

        @pytest.fixture
        def test_fixture(self): ...

        def test_it(self): ...

    assert TestShop.test_application is application
    assert TestShop.test_class is Application
    assert TestShop.test_number == 1


def test_class_and_method_make_one_fake_and_the_method_wins():
    @mock_ses(production=True, seed=1)
    class TestShop:
        @mock_ses(seed=2)
        def test_it(self):
            [fake] = active()
            return fake.accounts.settings

    settings = TestShop().test_it()
    assert (settings.seed, settings.production) == (2, True)


def test_an_inherited_test_has_the_options_of_the_class_it_runs_in():
    class Inherited:
        def test_it(self):
            return [fake.accounts.settings.seed for fake in active()]

    @mock_ses(seed=1)
    class Base(Inherited): ...

    @mock_ses(seed=2)
    class Sub(Base): ...

    class Heir(Sub): ...

    assert Inherited().test_it() == []
    assert Base().test_it() == [1]
    assert Sub().test_it() == [2]
    assert Heir().test_it() == [2]


def test_every_example_of_hypothesis_has_a_fake_of_its_own():
    seen = []

    def example(n):
        send()
        assert subjects() == ["Welcome"]
        seen.append(n)

    mock = mock_ses(verified=["example.com"])
    few = settings(max_examples=5, database=None)
    few(mock(given(n=st.integers())(example)))()
    few(given(n=st.integers())(mock(example)))()
    assert len(seen) == 10


def test_inherited_examples_have_the_options_of_the_class_they_run_in():
    class Inherited:
        @settings(
            max_examples=5,
            database=None,
            suppress_health_check=[HealthCheck.differing_executors],
        )
        @given(n=st.integers())
        def test_it(self, n):
            self.seen.append([fake.accounts.settings.seed for fake in active()])

    @mock_ses(seed=1)
    class Base(Inherited): ...

    @mock_ses(seed=2)
    class Sub(Base): ...

    for cls, seeds in ((Inherited, []), (Base, [1]), (Sub, [2])):
        test = cls()
        test.seen = []
        test.test_it()
        assert test.seen == [seeds] * 5


def test_what_one_mock_ses_decorates_has_separate_fakes():
    shop = mock_ses(verified=["example.com"])

    @shop
    def inner():
        return current()

    @shop
    def outer():
        return current(), inner(), current()

    before, inside, after = outer()
    assert before is after
    assert inside is not before


def test_a_class_without_tests_is_refused():
    with pytest.raises(TypeError) as caught:

        @mock_ses
        class Shop: ...

    assert str(caught.value) == (
        "@mock_ses found no tests in class Shop. Put it on a class whose methods are named "
        "test..., or use `with mock_ses():` inside."
    )


def test_what_is_not_callable_is_refused():
    with pytest.raises(TypeError) as caught:
        mock_ses(["shop@example.com"])

    assert str(caught.value) == (
        "@mock_ses cannot decorate ['shop@example.com']; put it on a function or a class of tests. "
        "Options are named: mock_ses(verified=[...])."
    )


def test_a_pytest_fixture_is_refused():
    @pytest.fixture
    def shop(): ...

    with pytest.raises(TypeError) as caught:
        mock_ses(shop)

    assert str(caught.value) == (
        "@mock_ses cannot stand on top of @pytest.fixture. Ask for the fixture `ses` instead, as "
        "in `def my_fixture(ses): ...`, or put @mock_ses below @pytest.fixture if it "
        "yields."
    )
