"""What `ses.outbox.save` writes: a page and .eml files, in place of what it wrote before."""

from __future__ import annotations

import email
import html
import os
import re

import pytest

from sesfake.report.names import eml_name, folder_name


def files(folder):
    return sorted(file.name for file in folder.iterdir())


def test_a_page_and_a_file_for_each_message_are_written(ses, send, tmp_path):
    send(subject="Welcome, Ann")
    send(subject="Order 7 confirmed")

    page = ses.outbox.save(tmp_path / "new" / "mail")

    assert page == tmp_path / "new" / "mail" / "index.html"
    assert files(page.parent) == ["001-welcome-ann.eml", "002-order-7-confirmed.eml", "index.html"]


def test_a_file_is_what_was_sent(ses, send, tmp_path):
    message = send(subject="Welcome")

    ses.outbox.save(str(tmp_path))

    saved = (tmp_path / "001-welcome.eml").read_bytes()
    assert saved == message.raw
    assert email.message_from_bytes(saved)["Subject"] == "Welcome"


def test_what_was_saved_before_gives_way(ses, send, tmp_path):
    send(subject="One")
    ses.outbox.save(tmp_path)
    (tmp_path / "notes.eml").touch()
    ses.outbox.clear()
    send(subject="Two")

    ses.outbox.save(tmp_path)

    assert files(tmp_path) == ["001-two.eml", "index.html", "notes.eml"]


def test_files_of_others_stay(ses, send, tmp_path):
    (tmp_path / "001-mine.eml").touch()
    send(subject="Theirs")

    ses.outbox.save(tmp_path)

    assert files(tmp_path) == ["001-mine.eml", "001-theirs.eml", "index.html"]


def test_a_page_of_somebody_else_is_not_written_over(ses, send, tmp_path):
    page = tmp_path / "index.html"
    page.write_text("<title>Mine</title>")
    (tmp_path / "001-mine.eml").touch()
    send(subject="Theirs")

    with pytest.raises(FileExistsError) as caught:
        ses.outbox.save(tmp_path)

    assert str(caught.value) == (
        f"{page} is a page that sesfake has not written: save to another folder, or move it away."
    )
    assert page.read_text() == "<title>Mine</title>"
    assert files(tmp_path) == ["001-mine.eml", "index.html"]


def test_a_page_that_is_empty_gives_way(ses, send, tmp_path):
    (tmp_path / "index.html").touch()
    send(subject="Welcome")

    page = ses.outbox.save(tmp_path)

    assert "Welcome" in page.read_text("utf-8")


def test_an_empty_outbox_is_a_page_that_says_so(ses, tmp_path):
    page = ses.outbox.save(tmp_path)

    assert files(tmp_path) == ["index.html"]
    assert "Nothing was sent." in page.read_text("utf-8")


def test_only_what_is_in_view_is_saved(ses, send, tmp_path):
    send()

    ses.region("eu-west-1").outbox.save(tmp_path)

    assert files(tmp_path) == ["index.html"]


@pytest.mark.ses(production=True, verified=["example.com"])
def test_what_could_not_be_rendered_is_on_the_page_but_has_no_file(ses, ses_client, tmp_path):
    ses.add_template("news", subject="{{what}}", text="Hello")
    ses_client.send_templated_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Template="news",
        TemplateData="{}",
    )

    page = ses.outbox.save(tmp_path)

    assert files(tmp_path) == ["index.html"]
    text = html.unescape(page.read_text("utf-8"))
    assert "(template news)" in text
    assert "Attribute 'what' is not present in the rendering data." in text
    assert "There is no mail, so there is no .eml file." in text


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Welcome, Ann!", "007-welcome-ann.eml"),
        ("", "007.eml"),
        ("../../etc/passwd", "007-etc-passwd.eml"),
        ("C:\\con.txt\0", "007-c-con-txt.eml"),
        ("日本語の件名", "007-日本語の件名.eml"),
        ("Grüße ✨", "007-grüße.eml"),
        ("\u202egnp.exe \ud800", "007-gnp-exe.eml"),
        ("x" * 10_000, f"007-{'x' * 50}.eml"),
        ("\ufdfa" * 10_000, None),
    ],
)
def test_names_are_readable_and_safe(subject, name):
    made = eml_name(7, subject, 20)

    assert made == name or name is None
    assert len(made.encode()) < 255
    assert not re.search(r'[/\\:*?"<>|\x00-\x1f]', made)


def test_numbers_keep_the_files_in_order():
    assert eml_name(7, "a", 12_000) == "00007-a.eml"


def test_the_folder_of_a_test_is_told_apart_from_all_others():
    plain = "tests/test_shop.py::TestShop::test_welcome"
    ids = [f"{plain}[{each}]" for each in ("a/b", "a:b", "../..", "x" * 500, "x" * 501)]

    names = [folder_name(each) for each in ids]

    assert folder_name(plain) == "tests.test_shop.py.TestShop.test_welcome"
    assert len(set(names)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,140}", name) for name in names)


def test_a_message_is_saved_as_it_arrives_where_that_is_asked_for(send, tmp_path):
    message = send()

    sent = message.save_eml(tmp_path / "sent.eml")
    arrived = message.save_eml(tmp_path / "arrived.eml", delivered=True)

    assert b"DKIM-Signature" not in sent.read_bytes()
    assert arrived.read_bytes() == message.delivered.raw
    assert b"DKIM-Signature" in arrived.read_bytes()


@pytest.mark.parametrize("name", ["index.html", "001-welcome.eml"])
def test_a_link_in_the_folder_is_replaced_and_not_followed(ses, send, tmp_path, name):
    outside, folder = tmp_path / "outside", tmp_path / "mail"
    outside.write_bytes(b"mine")
    folder.mkdir()
    (folder / name).symlink_to(outside)
    send(subject="Welcome")

    ses.outbox.save(folder)

    assert outside.read_bytes() == b"mine"
    assert not (folder / name).is_symlink()
    assert files(folder) == ["001-welcome.eml", "index.html"]


def test_a_page_of_ours_elsewhere_lets_nothing_of_others_be_deleted(ses, send, tmp_path):
    send(subject="Welcome")
    page = ses.outbox.save(tmp_path / "first")
    folder = tmp_path / "second"
    folder.mkdir()
    (folder / "index.html").symlink_to(page)
    (folder / "007-of-others.eml").touch()

    ses.outbox.save(folder)

    assert files(folder) == ["001-welcome.eml", "007-of-others.eml", "index.html"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_that_nobody_writes_to_is_replaced_too(ses, send, tmp_path):
    os.mkfifo(tmp_path / "index.html")
    send(subject="Welcome")

    page = ses.outbox.save(tmp_path)

    assert "Welcome" in page.read_text("utf-8")
