"""What `@mock_ses` does to the thing it stands on.

A function, coroutine function or generator runs inside a fake of its own; under Hypothesis, every
example does. In a class every test does, from before `setUp` until after the cleanups. The pytest
plugin sees the mark `__sesfake__` and activates the fake earlier, before fixtures are set up; what
is decorated then uses that one.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import sys
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from sesfake.mock import MockSES

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

MARK = "__sesfake__"


def decorate(target: Decorated, mock: MockSES) -> Decorated:
    """The decorated function or class; a TypeError for what cannot be decorated."""
    if _is_pytest_fixture(target):
        raise TypeError(
            "@mock_ses cannot stand on top of @pytest.fixture. Ask for the fixture `ses` instead: "
            "`@pytest.fixture` / `def my_fixture(ses): ...`, or put @mock_ses below @pytest.fixture."
        )
    if isinstance(target, type):
        return _decorate_class(target, mock)
    if not callable(target):
        raise TypeError(
            f"@mock_ses cannot decorate {target!r}; put it on a function or a class of tests. "
            "Options are named: mock_ses(verified=[...])."
        )
    examples = getattr(target, "hypothesis", None)
    if hasattr(examples, "inner_test"):
        # A function under @given: each example gets a fake of its own.
        examples.inner_test = _decorate_function(examples.inner_test, mock)
        return target
    return _decorate_function(target, mock)


def mark_of(target: Any) -> MockSES | None:
    """The `mock_ses` that decorates a test function or class, if any."""
    examples = getattr(target, "hypothesis", None)
    return getattr(target, MARK, None) or getattr(getattr(examples, "inner_test", None), MARK, None)


def _is_pytest_fixture(target: object) -> bool:
    return type(target).__name__ == "FixtureFunctionDefinition" or hasattr(
        target, "_pytestfixturefunction"
    )


@contextlib.contextmanager
def _inside(mock: MockSES) -> Iterator[None]:
    if mock.is_lent:
        yield
    else:
        with mock:
            yield


def _decorate_function(function: Any, mock: MockSES) -> Any:
    wrapper = _wrapper(function, mock)
    setattr(wrapper, MARK, mock)
    return wrapper


def _wrapper(function: Any, mock: MockSES) -> Any:
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def in_coroutine(*args: Any, **kwargs: Any) -> Any:
            with _inside(mock):
                return await function(*args, **kwargs)

        return in_coroutine
    if inspect.isasyncgenfunction(function):

        @functools.wraps(function)
        async def in_async_generator(*args: Any, **kwargs: Any) -> AsyncGenerator[Any, Any]:
            with _inside(mock):
                async for value in function(*args, **kwargs):
                    yield value

        return in_async_generator
    if inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def in_generator(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
            with _inside(mock):
                return (yield from function(*args, **kwargs))

        return in_generator

    @functools.wraps(function)
    def in_function(*args: Any, **kwargs: Any) -> Any:
        with _inside(mock):
            return function(*args, **kwargs)

    return in_function


def _decorate_class(cls: Any, mock: MockSES) -> Any:
    setattr(cls, MARK, mock)
    unittest = sys.modules.get("unittest")
    if unittest is not None and issubclass(cls, unittest.TestCase):
        # `run` holds setUp, the test, tearDown and the cleanups; subclasses inherit it.
        cls.run = _wrapper(cls.run, mock)
        return cls
    tests = [name for name in dir(cls) if name.startswith("test")]
    if not tests:
        raise TypeError(
            f"@mock_ses found no tests in class {cls.__name__}. Put it on a class whose methods are "
            "named test..., or use `with mock_ses():` inside."
        )
    for name in tests:
        _decorate_method(cls, name, mock)
    return cls


def _decorate_method(cls: Any, name: str, mock: MockSES) -> None:
    method = inspect.getattr_static(cls, name)
    if isinstance(method, (staticmethod, classmethod)):
        setattr(cls, name, type(method)(decorate(method.__func__, mock)))
    elif callable(method) and not isinstance(method, type):
        setattr(cls, name, decorate(method, mock))
