"""What `@mock_ses` does to the thing it stands on.

A function, coroutine function or generator runs inside a fake of its own; under Hypothesis, every
example does. In a class every test does, in a `unittest.TestCase` from before `setUp` until after
the cleanups. What is decorated more than once, say by its class too, has one fake with the options
of all; the closest decorator wins.

Whoever can activate the fake earlier than the function is called, as the pytest plugin does before
fixtures are set up, finds the decorators by `marks_of` and lends them that fake.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import sys
from collections.abc import AsyncGenerator, Callable, Generator
from typing import Any, Protocol, TypeVar

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Enter = Callable[..., contextlib.AbstractContextManager[None]]

MARK = "__sesfake__"


class Decorator(Protocol):
    """A `mock_ses(...)`, as far as it is needed here."""

    def around(self, chain: Any) -> contextlib.AbstractContextManager[None]:
        """The fake for a call of what the decorators in `chain` stand on."""
        ...


def decorate(target: Decorated, mock: Decorator) -> Decorated:
    """The decorated function or class; a TypeError for what cannot be decorated."""
    if _is_pytest_fixture(target):
        raise TypeError(
            "@mock_ses cannot stand on top of @pytest.fixture. Ask for the fixture `ses` instead, "
            "as in `def my_fixture(ses): ...`, or put @mock_ses below @pytest.fixture if it yields."
        )
    itself: object = target
    if isinstance(itself, type):
        _decorate_class(itself, mock)
        return target
    if not callable(target):
        raise TypeError(
            f"@mock_ses cannot decorate {target!r}; put it on a function or a class of tests. "
            "Options are named: mock_ses(verified=[...])."
        )
    chain = (mock, *marks_of(target))
    decorated: Decorated = _wrapped(target, lambda *_, **__: mock.around(chain))
    setattr(_function_itself(decorated), MARK, chain)
    return decorated


def marks_of(target: Any) -> tuple[Any, ...]:
    """The `mock_ses` that decorate a function or class, its bases included; the closest last."""
    if isinstance(target, type):
        return tuple(
            mock for base in reversed(target.__mro__) for mock in base.__dict__.get(MARK, ())
        )
    return getattr(_function_itself(target), MARK, ())


def runs_examples(function: Any) -> bool:
    """Whether Hypothesis calls the function many times in one test."""
    return hasattr(getattr(function, "hypothesis", None), "inner_test")


def _decorate_class(cls: Any, mock: Decorator) -> None:
    unittest = sys.modules.get("unittest")
    if unittest is not None and issubclass(cls, unittest.TestCase):
        # These hold setUp, the test, tearDown and the cleanups; subclasses inherit them.
        for name in ("run", "debug"):
            setattr(cls, name, _wrapped(getattr(cls, name), _around_test_case(mock)))
    else:
        tests = [name for name in dir(cls) if name.startswith("test") and _is_test(cls, name)]
        if not tests:
            raise TypeError(
                f"@mock_ses found no tests in class {cls.__name__}. Put it on a class whose "
                "methods are named test..., or use `with mock_ses():` inside."
            )
        for name in tests:
            _decorate_method(cls, name, mock)
    setattr(cls, MARK, (mock, *cls.__dict__.get(MARK, ())))


def _around_test_case(mock: Decorator) -> Enter:
    def enter(case: Any, *_: Any, **__: Any) -> contextlib.AbstractContextManager[None]:
        test = getattr(case, getattr(case, "_testMethodName", ""), None)
        return mock.around((*marks_of(type(case)), *marks_of(test)))

    return enter


def _is_test(cls: type, name: str) -> bool:
    method = inspect.getattr_static(cls, name)
    function = getattr(method, "__func__", method)
    return inspect.isfunction(function) and not _is_pytest_fixture(function)


def _decorate_method(cls: Any, name: str, mock: Decorator) -> None:
    method = inspect.getattr_static(cls, name)
    function = getattr(method, "__func__", method)
    is_shared = runs_examples(function) and name not in cls.__dict__

    def enter(*args: Any, **kwargs: Any) -> contextlib.AbstractContextManager[None]:
        # Hypothesis passes self by name.
        if is_shared and not any(isinstance(value, cls) for value in (*args, *kwargs.values())):
            return contextlib.nullcontext()
        return mock.around((*marks_of(cls), *marks_of(function)))

    decorated = _wrapped(function, enter)
    kind = type(method) if isinstance(method, (staticmethod, classmethod)) else None
    setattr(cls, name, kind(decorated) if kind else decorated)


def _function_itself(function: Any) -> Any:
    """What runs as the test: for a function under `@given`, the one that is called per example."""
    return function.hypothesis.inner_test if runs_examples(function) else function


def _wrapped(function: Any, enter: Enter) -> Any:
    """The function inside the context that `enter` makes from the arguments of a call.

    A function under `@given` is left in place: Hypothesis knows it, and each of its examples is
    wrapped. The examples of a test that several classes inherit are the same function for all.
    """
    if runs_examples(function):
        function.hypothesis.inner_test = _wrapper(function.hypothesis.inner_test, enter)
        return function
    return _wrapper(function, enter)


def _wrapper(function: Any, enter: Enter) -> Any:
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def in_coroutine(*args: Any, **kwargs: Any) -> Any:
            __tracebackhide__ = True
            with enter(*args, **kwargs):
                return await function(*args, **kwargs)

        return in_coroutine
    if inspect.isasyncgenfunction(function):

        @functools.wraps(function)
        async def in_async_generator(*args: Any, **kwargs: Any) -> AsyncGenerator[Any, Any]:
            __tracebackhide__ = True
            with enter(*args, **kwargs):
                async with contextlib.aclosing(function(*args, **kwargs)) as values:
                    async for value in values:
                        yield value

        return in_async_generator
    if inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def in_generator(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
            __tracebackhide__ = True
            with enter(*args, **kwargs):
                return (yield from function(*args, **kwargs))

        return in_generator

    @functools.wraps(function)
    def in_function(*args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        with enter(*args, **kwargs):
            return function(*args, **kwargs)

    return in_function


def _is_pytest_fixture(target: object) -> bool:
    return type(target).__name__ == "FixtureFunctionDefinition" or hasattr(
        target, "_pytestfixturefunction"
    )
