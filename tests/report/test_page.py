"""What the page shows, and that nothing of a message becomes part of it but as text."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from html.parser import HTMLParser

import pytest

from sesfake.report.frames import frame
from tests.report.hostile import calls, escapes, scripts
from tests.report.pictures import DOT

HOME = "http://127.0.0.1:9"
URL_ATTRIBUTES = {"src", "href", "srcset", "action", "data", "poster", "background"}


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, path):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def page(ses, tmp_path):
    return lambda: Page(ses.outbox.save(tmp_path))


def test_everything_about_a_message_is_there(ses, ses_client, send, page):
    message = send(
        subject="Order 7", text="Thank you", X_Shop="north", files=[("menu.html", b"<b>menu</b>")]
    )
    ses.bounce(message)

    shown = page()

    for words in (
        "Order 7", "shop@example.com", "ann@example.com", "Thank you", "X-Shop", "north",
        message.id, "SendRawEmail (ses)", "us-east-1", "123456789012", "bounced",
        "Permanent/General", "smtp; 550 5.1.1 user unknown", "menu.html", "11 bytes",
        "001-order-7.eml",
    ):  # fmt: skip
        assert words in shown.text


@pytest.mark.ses(production=True, verified=["example.com"])
def test_tags_configuration_set_and_template_are_there(ses, ses_client, page):
    ses.add_template("welcome", subject="Hi {{name}}", text="Hello {{name}}")
    ses_client.create_configuration_set(ConfigurationSet={"Name": "news"})
    ses_client.send_templated_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Template="welcome",
        TemplateData='{"name": "<Ann>"}',
        Tags=[{"Name": "kind", "Value": "letter"}],
        ConfigurationSetName="news",
    )

    text = page().text

    for words in ("kind: letter", "news", "Template: welcome", '"name": "<Ann>"', "Hi {{name}}"):
        assert words in text


def test_a_frame_is_a_sandbox_with_a_policy_of_its_own(send, page):
    send("<p>Hello</p>")

    [mail] = page().all("iframe")

    assert mail["sandbox"] == ""
    assert mail["title"] == "The mail as html"
    assert mail["srcdoc"].startswith(
        '<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; img-src data:;"
    )
    assert mail["srcdoc"].rstrip().endswith("<p>Hello</p>")


def test_the_policy_lets_only_the_script_of_the_page_run(send, page, tmp_path):
    send()

    policy = page().all("meta")[1]["content"]

    [script] = re.findall(
        "<script>(.*?)</script>", (tmp_path / "index.html").read_text(), re.DOTALL
    )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; frame-src 'none'; form-action 'none'; base-uri 'none'"
    )


def test_hostile_texts_stay_texts(ses, send, page):
    texts = [*escapes(HOME), calls(HOME), scripts()]
    for text in texts:
        subject = " ".join(text.split())[:500]
        send(text, text, subject=subject, files=[(f"{subject[:100]}.html", text.encode())])

    shown = page()

    assert len(shown.all("script")) == 1
    assert len(shown.all("iframe")) == len(shown.all("article")) == len(texts)
    assert not [name for _, attributes in shown.elements for name in attributes if name[:2] == "on"]
    loaded = [
        value
        for tag, attributes in shown.elements
        for name, value in attributes.items()
        if name in URL_ATTRIBUTES and (tag, name) != ("a", "href")
    ]
    assert all(url.startswith("data:image/svg+xml,") for url in loaded)  # the icon
    for link in shown.all("a"):
        assert link["href"].startswith(("#m", "00", "data:application/octet-stream;", "http://"))
        assert link["href"][:4] != "http" or link["rel"] == "noopener noreferrer"


def test_elements_that_browsers_connect_for_are_renamed():
    shown = frame(
        '<LINK href=x><iframe src=y></iframe><frame/><meta\n x><metadata><a href="z">', [], ""
    )

    assert re.findall(r"&lt;(/?[\w-]+)", shown.split("prefetch", 1)[1]) == [
        "basefont", "x-iframe", "/x-iframe", "basefont", "basefont", "metadata", "a",
    ]  # fmt: skip
    assert "&lt;a target=&quot;_blank&quot; href=&quot;z&quot;" in shown


@pytest.mark.parametrize(
    "written",
    ['<img src="cid:logo@1">', "<img src=cid:logo%401>", "<p style='a:url( cid:logo@1)'>"],
)
def test_images_that_a_mail_brings_along_are_shown(send, page, written):
    send(written, images=["logo@1"])

    [mail] = page().all("iframe")

    assert f"data:image/png;base64,{base64.b64encode(DOT).decode()}" in mail["srcdoc"]
    assert "cid:" not in mail["srcdoc"]


def test_images_that_it_does_not_bring_stay_as_they_are_written(send, page):
    send('<img src="cid:other"> cid:logo', images=["logo"])

    [mail] = page().all("iframe")

    assert 'src="cid:other"> cid:logo' in mail["srcdoc"]


@pytest.mark.parametrize(
    ("html", "warned"),
    [
        ('<img src="https://example.com/a.png">', True),
        ("<p style='background: url( //example.com/a)'>", True),
        ('<img src="cid:logo">', False),
        ('<a href="https://example.com/">x</a>', False),
    ],
)
def test_a_note_tells_that_something_is_not_loaded(send, page, html, warned):
    send(html)

    assert ("such as remote images, is not loaded" in page().text) is warned


def test_files_are_kept_as_bytes_whatever_they_say_they_are(send, page):
    send(files=[("../a<b>.html", b"<script>1</script>")])

    [file] = [a for a in page().all("a") if "download" in a]

    assert file["download"] == ".._a_b_.html"
    assert file["href"] == "data:application/octet-stream;base64,PHNjcmlwdD4xPC9zY3JpcHQ+"


def test_links_are_to_be_followed_only_to_the_web(send, page):
    send('<a href="javascript:alert(1)">a</a><a href="https://example.com/x">b</a>')

    followed = [a["href"] for a in page().all("a") if a.get("target") == "_blank"]

    assert followed == ["https://example.com/x"]


def test_a_very_long_source_is_cut_on_the_page(send, page):
    send(text="x" * 400_000)

    assert re.search(r"1\d\d,\d\d\d more characters are not shown\.", page().text)


@pytest.mark.parametrize(
    "piece", ["= ", "=cid:", "<a ", "src= '", "url( ", "<", "&#9", "<!--", "@import "]
)
def test_hostile_html_takes_no_longer_than_other(piece):
    began = time.process_time()

    frame(piece + piece[-1] * 1_000_000, [], "")
    frame(piece * (1_000_000 // len(piece)), [], "")

    assert time.process_time() - began < 5


def test_the_page_suits_light_and_dark_and_has_names_for_what_is_on_it(send, page, tmp_path):
    send()

    shown = page()

    assert "prefers-color-scheme: dark" in (tmp_path / "index.html").read_text("utf-8")
    assert {"name": "color-scheme", "content": "light dark"} in shown.all("meta")
    assert shown.all("html") == [{"lang": "en"}]
    assert all(each.get("aria-label") for each in shown.all("section") + shown.all("nav"))
    [article] = shown.all("article")
    assert article["aria-labelledby"] in {h2["id"] for h2 in shown.all("h2")}
