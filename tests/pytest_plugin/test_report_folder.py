"""`--ses-report=DIR`: what failing tests have sent is kept, and pytest says where."""

from __future__ import annotations

import pytest

FAILING = """
    import pytest
    from sesfake import mock_ses
    from shop import send

    pytestmark = pytest.mark.ses(verified=["example.com"])

    def test_it(ses): send(); assert 0
    """


def saved(folder):
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_the_mail_of_a_failing_test_is_kept(run, pytester):
    result = run(FAILING, "--ses-report=kept")

    place = pytester.path / "kept" / "test_shop.py.test_it"
    assert saved(pytester.path / "kept") == [
        "test_shop.py.test_it/001-welcome.eml",
        "test_shop.py.test_it/index.html",
    ]
    result.stdout.fnmatch_lines(
        ["-* SES outbox -*", "*", "-* SES report -*", str(place / "index.html")]
    )


@pytest.mark.parametrize(
    "test",
    [
        "def test_it(ses): send(); assert 0",
        "def test_it(): send(); assert 0",
        "@mock_ses(production=True)\n    def test_it(): send(); assert 0",
        "def test_it():\n      with mock_ses(verified=['example.com']): send(); assert 0",
    ],
    ids=["fixture", "marker", "decorator", "with"],
)
def test_however_it_came_to_its_fake(run, pytester, test):
    run(FAILING.replace("def test_it(ses): send(); assert 0", test), "--ses-report=kept")

    assert any(name.endswith("001-welcome.eml") for name in saved(pytester.path / "kept"))


def test_passing_tests_leave_nothing(run, pytester):
    result = run(FAILING.replace("assert 0", "assert 1"), "--ses-report=kept")

    result.assert_outcomes(passed=1)
    assert not (pytester.path / "kept").exists()


def test_without_the_option_nothing_is_kept(run, pytester):
    result = run(FAILING)

    result.stdout.no_fnmatch_line("*SES report*")
    assert list(pytester.path.rglob("*.eml")) == []


def test_a_folder_may_stand_in_the_configuration(run, pytester):
    pytester.makeini("[pytest]\nses_report = build/mail")

    run(FAILING)

    assert saved(pytester.path / "build" / "mail")


def test_the_option_wins_over_the_configuration(run, pytester):
    pytester.makeini("[pytest]\nses_report = ini")

    run(FAILING, f"--ses-report={pytester.path / 'option'}")

    assert saved(pytester.path / "option")
    assert not (pytester.path / "ini").exists()


def test_the_last_run_is_what_is_kept(run, pytester):
    run(FAILING, "--ses-report=kept")
    run(FAILING.replace("send()", "send(subject='Other')"), "--ses-report=kept")

    assert saved(pytester.path / "kept") == [
        "test_shop.py.test_it/001-other.eml",
        "test_shop.py.test_it/index.html",
    ]


def test_several_fakes_have_a_folder_each(run, pytester):
    run(
        """
        from sesfake import mock_ses
        from shop import send

        def test_it(ses):
            ses.verify("example.com")
            send(subject="Outer")
            with mock_ses(verified=["example.com"]):
                send(subject="Inner")
            assert 0
        """,
        "--ses-report=kept",
    )

    assert saved(pytester.path / "kept" / "test_shop.py.test_it") == [
        "001-outer.eml",
        "2/001-inner.eml",
        "2/index.html",
        "index.html",
    ]


def test_parameters_do_not_lead_elsewhere(run, pytester):
    run(
        """
        import pytest

        @pytest.mark.parametrize("a", ["../../x", "a/b", "a:b"])
        def test_it(ses, a): assert 0
        """,
        "--ses-report=kept",
    )

    folders = sorted(folder.name[:-8] for folder in (pytester.path / "kept").iterdir())
    assert folders == [
        "test_shop.py.test_it-......x-",
        "test_shop.py.test_it-a-b-",
        "test_shop.py.test_it-a.b-",
    ]


def test_a_folder_that_cannot_be_written_is_told(run, pytester):
    (pytester.path / "kept").write_text("a file")

    result = run(FAILING, "--ses-report=kept")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["-* SES report -*", "the mail could not be saved: *"])


def test_it_works_in_parallel(run, pytester):
    pytest.importorskip("xdist")
    source = FAILING + "\n    def test_two(ses): send(); assert 0"

    result = run(source, "--ses-report=kept", "-n2", subprocess=True)

    result.assert_outcomes(failed=2)
    assert len(saved(pytester.path / "kept")) == 4
    place = pytester.path / "kept" / "test_shop.py.test_two" / "index.html"
    result.stdout.fnmatch_lines(["-* SES report -*", str(place)])


def test_a_link_in_the_place_of_the_folder_of_a_test_is_not_followed(run, pytester):
    outside = pytester.mkdir("outside")
    (pytester.mkdir("kept") / "test_shop.py.test_it").symlink_to(outside, target_is_directory=True)

    result = run(FAILING, "--ses-report=kept")

    assert saved(outside) == []
    result.stdout.fnmatch_lines(["*the mail could not be saved: *test_it is a link*"])
