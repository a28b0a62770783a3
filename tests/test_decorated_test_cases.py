"""`@mock_ses` on `unittest.TestCase`, without the help of pytest."""

import subprocess
import sys
import unittest

from sesfake import current, mock_ses
from sesfake.mock import active
from tests.decorated import send, subjects


def run(case, name="test_it"):
    """Run one test of a test case as unittest does; its failures are this test's."""
    result = unittest.TestResult()
    case(name).run(result)
    assert [text for _, text in result.errors + result.failures] == []
    assert result.testsRun == 1
    assert active() == ()


def test_a_test_case_has_a_fake_from_before_set_up_until_after_the_cleanups():
    seen = []

    @mock_ses(verified=["example.com"])
    class Case(unittest.TestCase):
        def setUp(self):
            self.addCleanup(self.step, "cleanup")
            self.step("setUp")

        def tearDown(self):
            self.step("tearDown")

        def step(self, name):
            send(name)
            seen.append(name)
            assert subjects() == seen

        def test_it(self):
            self.step("test")
            for n in range(2):
                with self.subTest(n=n):
                    self.step("subTest")

    run(Case)
    assert seen == ["setUp", "test", "subTest", "subTest", "tearDown", "cleanup"]


def test_a_test_case_is_debugged_inside_the_fake_too():
    @mock_ses
    class Case(unittest.TestCase):
        def test_it(self):
            current()

    Case("test_it").debug()
    assert active() == ()


def test_an_async_test_case_has_one_fake_for_all_its_steps():
    seen = []

    @mock_ses
    class Case(unittest.IsolatedAsyncioTestCase):
        def setUp(self):
            seen.append(current())

        async def asyncSetUp(self):
            self.addAsyncCleanup(self.step)
            seen.append(current())

        async def test_it(self):
            seen.append(current())

        async def step(self):
            seen.append(current())

    run(Case)
    assert len(seen) == 4
    assert len(set(seen)) == 1


def test_test_cases_inherit_the_decorator_and_methods_and_subclasses_win():
    class Inherited(unittest.TestCase):
        def setUp(self):
            [self.fake] = active()

        def test_it(self):
            assert self.fake.accounts.settings.seed == self.seed

        @mock_ses(seed=9)
        def test_method(self):
            assert active() == (self.fake,)
            assert self.fake.accounts.settings.seed == 9
            assert self.fake.accounts.settings.production

    @mock_ses(seed=1, production=True)
    class Base(Inherited):
        seed = 1

    class Heir(Base):
        def test_new(self):
            self.test_it()

    @mock_ses(seed=2)
    class Sub(Base):
        seed = 2

    run(Base)
    run(Base, "test_method")
    run(Heir)
    run(Heir, "test_new")
    run(Sub)
    run(Sub, "test_method")


def test_a_failing_or_skipped_test_case_leaves_its_fake():
    @mock_ses
    class Case(unittest.TestCase):
        def test_failing(self):
            self.fail()

        def test_skipped(self):
            self.skipTest("later")

        def setUp(self):
            raise KeyError

    for name in ("test_failing", "test_skipped"):
        Case(name).run(unittest.TestResult())
        assert active() == ()


def test_plain_unittest_runs_decorated_test_cases(tmp_path):
    (tmp_path / "test_shop.py").write_text(
        """
import unittest
from sesfake import current, mock_ses

@mock_ses
class TestShop(unittest.TestCase):
    def setUp(self):
        self.fake = current()

    def test_it(self):
        self.assertIs(current(), self.fake)

if __name__ == "__main__":
    unittest.main()
"""
    )
    result = subprocess.run(
        [sys.executable, "-m", "unittest", "-q", "test_shop"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr.endswith("OK\n"), result.stderr
