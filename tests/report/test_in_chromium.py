"""The page in a real browser: hostile mail runs nothing and calls nobody. Skipped without one."""

from __future__ import annotations

import html

from tests.report.browser import home, show
from tests.report.hostile import calls, escapes, scripts

TITLE = "<title>SES outbox:"


def test_the_check_itself_notices_scripts_and_calls(tmp_path):
    with home() as enemy:
        page = tmp_path / "control.html"
        page.write_text(
            f'<title>SES outbox:</title><iframe srcdoc="{html.escape(calls(enemy.origin))}">'
            f'</iframe><iframe srcdoc="{html.escape(scripts())}"></iframe>'
        )

        dom = show(page)

    assert "<title>owned" in dom
    assert any("/image" in call for call in enemy.calls)


def test_html_that_calls_home_reaches_nobody(ses, send, tmp_path):
    with home() as enemy:
        send(calls(enemy.origin))
        send(f"<html><head>{calls(enemy.origin)}</head><body>Hi</body></html>")
        page = ses.outbox.save(tmp_path)

        doms = [show(page, "m1"), show(page, "m2")]

    assert enemy.calls == []
    assert all(TITLE in dom for dom in doms)


def test_html_with_scripts_runs_none(ses, send, tmp_path):
    send(scripts())

    dom = show(ses.outbox.save(tmp_path), "m1")

    assert TITLE in dom
    assert "owned</title>" not in dom


def test_no_text_breaks_out_of_its_place(ses, send, tmp_path):
    with home() as enemy:
        for text in escapes(enemy.origin):
            send(text, text, subject=text, files=[(f"{text}.html", text.encode())], X_Header=text)
        page = ses.outbox.save(tmp_path)

        dom = show(page, "m1")

    assert enemy.calls == []
    assert TITLE in dom
    assert "owned</title>" not in dom
    assert dom.count("<iframe") == dom.count("<article") == len(ses.outbox)


def test_the_script_of_the_page_itself_runs(ses, send, tmp_path):
    send("One")
    send("Two")

    dom = show(ses.outbox.save(tmp_path), "m2")

    assert 'href="#m2" aria-current="true"' in dom
    assert dom.count("aria-current=") == 1
