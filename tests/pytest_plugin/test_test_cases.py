"""`@mock_ses` on `unittest.TestCase` under pytest."""


def test_a_test_case_has_a_fake_from_before_set_up_until_after_the_cleanups(run):
    run("""
        import unittest, sesfake
        from sesfake import mock_ses
        from shop import send

        @mock_ses(verified=["example.com"])
        class TestShop(unittest.TestCase):
            def setUp(self):
                [self.fake] = sesfake.mock.active()
                self.addCleanup(self.check)
                send()

            def check(self):
                self.assertEqual(sesfake.mock.active(), (self.fake,))
                self.assertEqual(len(self.fake.outbox), self.sent)

            def test_one(self):
                self.sent = 1

            @mock_ses(seed=5)
            def test_method(self):
                send()
                self.sent = 2
                self.assertEqual(self.fake.accounts.settings.seed, 5)
                self.assertEqual(self.fake.accounts.settings.verified, ["example.com"])

            def test_sub_tests(self):
                for self.sent in (2, 3):
                    with self.subTest(sent=self.sent):
                        send()
                        self.check()

        class TestSub(TestShop):
            def test_more(self):
                send()
                self.sent = 2

        @mock_ses(verified=["example.com"])
        class TestAsync(unittest.IsolatedAsyncioTestCase):
            async def asyncSetUp(self):
                send()

            async def test_it(self):
                self.assertEqual(len(sesfake.current().outbox), 1)
        """).assert_outcomes(passed=8)


def test_a_decorated_method_of_a_test_case_has_its_fake_in_set_up_too(run):
    run("""
        import unittest, sesfake
        from sesfake import mock_ses

        class TestShop(unittest.TestCase):
            def setUp(self):
                self.active = sesfake.mock.active()

            @mock_ses
            def test_decorated(self):
                self.assertEqual(self.active, (sesfake.current(),))

            def test_undecorated(self):
                self.assertEqual(self.active, ())
        """).assert_outcomes(passed=2)


def test_test_cases_work_with_fixtures_of_ours(run):
    run("""
        import unittest, pytest, sesfake
        from sesfake import mock_ses

        @mock_ses
        class TestShop(unittest.TestCase):
            @pytest.fixture(autouse=True)
            def keep(self, ses):
                self.ses = ses

            def test_it(self):
                self.assertEqual(sesfake.mock.active(), (self.ses,))
        """).assert_outcomes(passed=1)
