"""The MIME structure of a raw mail, as JavaMail reads it (facts: sending 5).

The texts were compared with what JavaMail 1.4.1 and 1.6.5 say to the same messages; where Amazon's
quotation marks are known to differ, Amazon's stand.
"""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sesfake.errors import InvalidParameter
from sesfake.mail.attachment_types import FORBIDDEN_EXTENSIONS, check_file_name
from sesfake.mail.charsets import is_known
from sesfake.mail.mime_parts import MAX_DEPTH, MAX_FALSE_DELIMITERS, MAX_PARTS
from sesfake.mail.mime_rules import check_structure
from sesfake.mail.raw_mail import check_header_rules, check_required, read_raw_mail
from tests.mail.library_mails import LIBRARY_MAILS
from tests.mail.refused import refused


def check(text: str | bytes) -> None:
    data = text.encode("latin-1") if isinstance(text, str) else text
    check_structure(read_raw_mail(data))


def refusal_of(text: str) -> str | None:
    return refused(check, text)


def part_with(header: str) -> str:
    return f"Content-Type: multipart/mixed; boundary=x\n\n--x\n{header}\n\nHi\n--x--\n"


@pytest.mark.parametrize("header", ["X: y", part_with("X: y"), "Subject: Hi"])
def test_mail_without_mime_headers_is_accepted(header):
    check(f"{header}\n\nHi")


@pytest.mark.parametrize("mail", LIBRARY_MAILS, ids=lambda mail: mail.__name__)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_what_ordinary_libraries_write_is_accepted(mail, line_end):
    data = mail().replace(b"\r\n", b"\n").replace(b"\n", line_end)

    read = read_raw_mail(data)
    check_header_rules(read)
    check_required(read, has_source=False, has_destinations=False)
    check_structure(read)


def test_what_django_writes_is_accepted():
    django = pytest.importorskip("django.core.mail")
    settings = pytest.importorskip("django.conf").settings
    if not settings.configured:
        settings.configure()
    mail = django.EmailMultiAlternatives(
        "Grüße", "Hällo", "Shöp <shop@example.com>", ["ann@example.com"], cc=["b@example.com"]
    )
    mail.attach_alternative("<p>Hällo</p>", "text/html")
    mail.attach("größe.pdf", b"%PDF", "application/pdf")
    mail.attach("notes.txt", "Hi")
    mail.attach("old.eml", b"Subject: Old\n\nHi", "message/rfc822")

    read = read_raw_mail(mail.message().as_bytes())

    check_header_rules(read)
    check_structure(read)


class TestContentType:
    @pytest.mark.parametrize(
        "value",
        [
            "text/plain",
            "TEXT/HTML",
            "text/plain;",
            'text/plain; charset="utf-8"',
            "text/plain;charset=utf-8;format=flowed",
            "text/plain ; charset = utf-8",
            "(comment (nested)) text/(c)plain; charset=us-ascii (Plain)",
            'application/pdf; name="my file; 1.pdf"; x="a\\"b"',
            "application/pdf; name*=utf-8''%C3%BC.pdf",
            "application/pdf; name*0=a; name*1*=b; name*=c",
            "application/octet-stream; name*=broken",
            "*/*",
        ],
    )
    def test_well_formed_ones_are_accepted(self, value):
        check(f"Content-Type: {value}\n\nHi")
        check(part_with(f"Content-Type: {value}"))

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("text;", "Expected '/', got ;"),  # sending 5, seen
            ("text", "Expected '/', got null"),
            ("text plain", "Expected '/', got plain"),
            ("", "Expected MIME type, got null"),
            ("; charset=utf-8", "Expected MIME type, got ;"),
            ("=?utf-8?q?text?=", "Expected MIME type, got ="),
            ('"text/plain"', "Expected MIME type, got text/plain"),
            ("text/", "Expected MIME subtype, got null"),
            ("text/; charset=utf-8", "Expected MIME subtype, got ;"),
            ("text/plain; charset", "Expected '=', got 'null'"),  # sending 5, seen
            ("text/plain; a b", "Expected '=', got 'b'"),
            ("text/plain; charset=", "Expected parameter value, got 'null'"),
            ("text/plain; charset=;x=y", "Expected parameter value, got ';'"),
            ("text/plain;; charset=utf-8", "Expected parameter name, got ';'"),
            ('text/plain; "charset"=utf-8', "Expected parameter name, got 'charset'"),
            ("text/plain charset=utf-8", "Expected ';', got 'charset'"),
            ("text/plain; name=my file.txt", "Expected ';', got 'file.txt'"),
            ("text/plain; name=a/b", "Expected ';', got '/'"),
            ("text/plain, x", "Expected ';', got ','"),
            ("text/plain\0", "Expected ';', got '\0'"),
            ("application/pdf; name=gr\xf6sse.pdf", "Expected ';', got 'ö'"),
            ('text/plain; charset="utf-8', "Unbalanced quoted string"),
            ('text/plain; charset="utf-8\\"', "Unbalanced quoted string"),
            ("text/plain (comment", "Unbalanced comments"),
        ],
    )
    def test_others_are_refused_in_javamails_words(self, value, text):
        assert refusal_of(f"Content-Type: {value}\n\nHi") == text
        assert refusal_of(part_with(f"Content-Type: {value}")) == text

    def test_of_several_the_first_counts(self):
        check(part_with("Content-Type: text/plain\nContent-Type: ;"))


class TestDisposition:
    @pytest.mark.parametrize(
        "value",
        [
            "attachment",
            "inline;",
            'attachment; filename="a b.txt"',
            "x; filename*=utf-8''a%20b.txt",
        ],
    )
    def test_well_formed_ones_are_accepted(self, value):
        check(f"Content-Disposition: {value}\n\nHi")
        check(part_with(f"Content-Disposition: {value}"))

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("", "Expected disposition, got null"),  # sending 5, seen
            ("=?utf-8?Q?attachment?=", "Expected disposition, got ="),  # sending 5, seen
            ("; filename=x", "Expected disposition, got ;"),
            ('"attachment"', "Expected disposition, got attachment"),
            ("attachment; filename", "Expected '=', got 'null'"),  # sending 5, seen
            ("attachment; filename=a b.txt", "Expected ';', got 'b.txt'"),
            ("attachment; filename==?utf-8?q?x?=", "Expected parameter value, got '='"),
            ('attachment; filename="a', "Unbalanced quoted string"),
        ],
    )
    def test_others_are_refused_in_javamails_words(self, value, text):
        assert refusal_of(f"Content-Disposition: {value}\n\nHi") == text
        assert refusal_of(part_with(f"Content-Disposition: {value}")) == text


class TestMultipart:
    @pytest.mark.parametrize(
        "body",
        [
            "--x\n\nHi\n--x--",
            "--x\n\nHi",
            "--x",
            "preamble\n--x \t\n\nHi\n--x--\nepilogue",
            "--xy\n--x y\na --x\n--x\n\nHi",
            "--x\n\nHi\n--x-- not read\n--x\nContent-Type: ;\n\n",
            "-----\n--x\n\n\n--x\n\n\n--x--",
        ],
    )
    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
    def test_a_start_boundary_is_enough(self, body, line_end):
        text = f"Content-Type: multipart/mixed; boundary=x\n\n{body}"

        check(text.replace("\n", line_end))

    @pytest.mark.parametrize(
        "body", ["", "Hi", "--X", "--xy\n\nHi", "a --x", "--x y", "--x--\n--x"]
    )
    def test_without_one_the_mail_is_refused(self, body):
        # sending 5: Missing start boundary
        assert refusal_of(f"Content-Type: multipart/mixed; boundary=x\n\n{body}") == (
            "Missing start boundary"
        )

    def test_without_boundary_parameter_the_first_line_that_looks_like_one_counts(self):
        mixed = "Content-Type: multipart/mixed\n\n"
        check(f"{mixed}-----\n--x\n\nHi\n--x--")

        assert refusal_of(f"{mixed}--x\nContent-Type: ;\n\n") == "Expected MIME type, got ;"
        assert refusal_of(f"{mixed}-----\n\nHi") == "Missing start boundary"
        assert refusal_of(mixed) == "Missing start boundary"

    def test_a_boundary_may_be_extended_or_not_ascii(self):
        check('Content-Type: multipart/mixed; boundary*0="a b"; boundary*1=c\n\n--a bc\n\nHi')
        check('Content-Type: multipart/mixed; boundary="ü"\n\n--ü\n\nHi'.encode())

    def test_parts_of_parts_are_looked_at(self):
        inner = "Content-Type: multipart/alternative; boundary=xx\n\n{}\n--xx--"
        outer = "Content-Type: multipart/mixed; boundary=x\n\n--x\n{}\n--x\n\nHi\n--x--"
        check(outer.format(inner.format("--xx\n\nHi")))

        assert refusal_of(outer.format(inner.format("Hi"))) == "Missing start boundary"
        assert refusal_of(outer.format(inner.format("--xx\nContent-Type: ;\n"))) == (
            "Expected MIME type, got ;"
        )

    def test_the_first_fault_answers(self):
        text = (
            "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text\n\n"
            "--x\nContent-Type: ;\n\n--x--"
        )

        assert refusal_of(text) == "Expected '/', got null"

    def test_as_many_parts_as_the_limit_are_looked_at(self):
        head = "Content-Type: multipart/mixed; boundary=x\n\n"
        check(head + "--x\n\n" * MAX_PARTS)

        assert refusal_of(head + "--x\n\n" * (MAX_PARTS + 1)) == (
            "Message has more than 500 MIME parts."
        )

    def test_parts_are_looked_at_as_deep_as_the_limit(self):
        def nested(depth: int) -> str:
            return "".join(
                f"Content-Type: multipart/mixed; boundary=b{n}e\n\n--b{n}e\n" for n in range(depth)
            )

        check(nested(MAX_DEPTH) + "\nHi")

        assert refusal_of(nested(MAX_DEPTH + 1) + "\nHi") == (
            "MIME parts are nested more than 50 deep."
        )

    def test_lines_like_a_delimiter_are_borne_up_to_a_limit(self):
        head = "Content-Type: multipart/mixed; boundary=x\n\n--x\n\n"
        check(head + "--x?\n" * MAX_FALSE_DELIMITERS)

        assert refusal_of(head + "--x?\n" * (MAX_FALSE_DELIMITERS + 1)) == (
            "Message has more than 500 MIME parts."
        )

    def test_a_part_has_no_longer_header_section_than_a_message(self):
        assert refusal_of(part_with("X: " + "y" * 70_000)) == "Header section too long."


class TestAttachedMessage:
    def test_it_is_looked_into(self):
        check(part_with("Content-Type: message/rfc822\n\nContent-Type: text/plain"))

        assert refusal_of(part_with("Content-Type: message/rfc822\n\nContent-Type: ;")) == (
            "Expected MIME type, got ;"
        )

    def test_but_not_when_it_is_encoded(self):
        check("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nContent-Type: ;")

    def test_reports_are_not(self):
        check("Content-Type: message/delivery-status\n\nContent-Type: ;")


class TestCharset:
    @pytest.mark.parametrize(
        "charset",
        ["utf-8", "UTF8", "us-ascii", "iso-8859-15", "windows-1252", "Shift_JIS", "windows-31j",
         "ISO-2022-JP", "gb2312", "big5", "koi8-r", "utf-16", "latin1"],
    )  # fmt: skip
    def test_those_that_java_knows_are_accepted(self, charset):
        assert is_known(charset)
        check(part_with(f'Content-Type: text/plain; charset="{charset}"'))

    @pytest.mark.parametrize("charset", ["cp-850", "utf_8", "unknown-8bit", "string", "utf-7", ""])
    def test_others_are_refused(self, charset):
        header = f'Content-Type: text/html; charset="{charset}"'

        # sending 5: Unsupported encoding
        assert refusal_of(part_with(header)) == f"Unsupported encoding {charset}."
        assert refusal_of(f"{header}\n\nHi") == f"Unsupported encoding {charset}."

    def test_only_texts_have_one(self):
        check(part_with("Content-Type: application/json; charset=cp-850"))


class TestForbiddenFiles:
    # sending 5: forbidden extensions

    @pytest.mark.parametrize("extension", sorted(FORBIDDEN_EXTENSIONS))
    def test_each_extension_on_the_list_is_refused(self, extension):
        assert refused(check_file_name, f"a.{extension}") == f"Illegal filename 'a.{extension}'."

    @pytest.mark.parametrize("name", ["A.EXE", "a.pdf.exe", ".exe", "a.exe ", "C:\\b.c\\a.Exe"])
    def test_the_last_extension_counts_without_case(self, name):
        assert refused(check_file_name, name) == f"Illegal filename '{name}'."

    @pytest.mark.parametrize("name", ["", "exe", "a.exe.pdf", "a.zip", "a.html", "a.exes", "a."])
    def test_everything_else_is_allowed(self, name):
        check_file_name(name)

    @pytest.mark.parametrize(
        ("header", "name"),
        [
            ("Content-Disposition: attachment; filename=a.exe", "a.exe"),
            ('Content-Disposition: inline; FileName="my a.bat"', "my a.bat"),
            ("Content-Type: application/x; name=a.js", "a.js"),
            ("Content-Disposition: attachment; filename*=utf-8''%C3%BC.exe", "ü.exe"),
            ("Content-Disposition: attachment; filename*=a.exe", "a.exe"),
            ('Content-Disposition: attachment; filename*0="a.e"; filename*1*=%78e', "a.exe"),
            ("Content-Disposition: attachment; filename*0*=x'y'%61.; filename*1=cmd", "a.cmd"),
            ("Content-Disposition: x; filename=a.pdf; filename*=utf-8''a.exe", "a.exe"),
            ("Content-Disposition: x; filename=a.exe; filename*=utf-8''a.pdf", "a.exe"),
            ('Content-Disposition: x; filename="=?utf-8?B?w7wuZXhl?="', "ü.exe"),
            ('Content-Disposition: x; filename="=?iso-8859-1?q?=FC=2Eex?= =?utf-8?q?e?="', "ü.exe"),
            ('Content-Disposition: x; filename="a\\".exe"', 'a".exe'),
        ],
    )
    def test_a_name_is_read_in_whichever_form_it_is_given(self, header, name):
        assert refusal_of(part_with(header)) == f"Illegal filename '{name}'."
        assert refusal_of(f"{header}\n\nHi") == f"Illegal filename '{name}'."

    def test_files_in_attached_messages_are_found(self):
        header = "Content-Type: message/rfc822\n\nContent-Disposition: attachment; filename=a.exe"

        assert refusal_of(part_with(header)) == "Illegal filename 'a.exe'."


@given(st.text("ab /;=\"\\()'*01%?\t\xe9", max_size=40))
def test_any_value_is_read_or_refused(value):
    with contextlib.suppress(InvalidParameter):
        check(f"Content-Type: application/x; name{value}\n\n")
    with contextlib.suppress(InvalidParameter):
        check(f"Content-Disposition: attachment; filename{value}\n\n")
