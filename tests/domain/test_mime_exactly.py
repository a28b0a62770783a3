"""The delivered form line by line: what test_mime reads back, here as it stands on the wire."""

from __future__ import annotations

import base64
import email
import email.policy
import re

import pytest

from sesfake.domain.drafts.draft import Attachment, SimpleContent, Text
from sesfake.mail.encoded_words import decode_words
from tests.domain.test_mime import delivered


def lines_of(content, **draft):
    return delivered(content, **draft).decode("ascii").split("\r\n")


def simple(subject="Hi", text="x", **more):
    return SimpleContent(Text(subject), text=Text(text), **more)


def field(content, name, **draft):
    """A header as it is written, with its folds."""
    head = delivered(content, **draft).partition(b"\r\n\r\n")[0].decode("ascii")
    found = re.search(rf"^{name}: (.*(?:\n[ \t].*)*)", head.replace("\r\n", "\n"), re.MULTILINE)
    return found and found[1].replace("\n", "\r\n")


def part_of(file):
    """The lines of the part that holds a file."""
    lines = lines_of(simple(attachments=(file,)))
    boundary = "--" + re.search('boundary="(.*)"', "\n".join(lines))[1]
    start, end = [at for at, line in enumerate(lines) if line.startswith(boundary)][1:]
    return lines[start + 1 : end]


class TestParts:
    def test_a_file_of_bytes(self):
        assert part_of(Attachment("logo.png", b"\x89PNG", "image/png")) == [
            'Content-Type: image/png; name="logo.png"',
            "Content-Transfer-Encoding: base64",
            'Content-Disposition: attachment; filename="logo.png"',
            "",
            "iVBORw==",
            "",
        ]

    def test_all_that_may_be_said_of_a_file(self):
        file = Attachment(
            "logo.png",
            b"text",
            "image/png",
            disposition="inline",
            description="Our logo",
            content_id="<logo>",
            transfer_encoding="7bit",
        )

        assert part_of(file) == [
            'Content-Type: image/png; name="logo.png"',
            "Content-Transfer-Encoding: 7bit",
            'Content-Disposition: inline; filename="logo.png"',
            "Content-ID: <logo>",
            "Content-Description: Our logo",
            "",
            "text",
        ]

    @pytest.mark.parametrize(
        ("content", "encoding"),
        [
            (b"a\r\nb", "7bit"),
            (b"x" * 998, "7bit"),
            (b"x" * 999, "base64"),
            (b"a\nb", "base64"),
            (b"a\rb", "base64"),
            (b"a\0b", "base64"),
            ("é".encode(), "base64"),
        ],
    )
    def test_what_does_not_fit_into_seven_bits_is_not_sent_so(self, content, encoding):
        part = part_of(Attachment("a.txt", content, "text/plain", transfer_encoding="7bit"))

        assert part[1] == f"Content-Transfer-Encoding: {encoding}"
        body = "\r\n".join(part[part.index("") + 1 :])
        assert (base64.b64decode(body) if encoding == "base64" else body.encode()) == content

    def test_base64_has_76_characters_a_line(self):
        part = part_of(Attachment("a", b"x" * 60, "text/plain"))

        assert [len(line) for line in part[part.index("") + 1 :]] == [76, 4, 0]

    def test_quoted_printable_keeps_tabs_and_line_ends(self):
        file = Attachment(
            "a", "é=\ta\r\nb\n".encode(), "text/plain", transfer_encoding="quoted-printable"
        )

        assert part_of(file)[4:] == ["=C3=A9=3D=09a=0D=0Ab=0A"]

    def test_quotes_in_a_filename_are_escaped(self):
        lines = part_of(Attachment('a"b\\c', b"", "text/plain"))

        assert lines[0] == r'Content-Type: text/plain; name="a\"b\\c"'
        assert lines[2] == r'Content-Disposition: attachment; filename="a\"b\\c"'

    def test_only_brackets_are_taken_off_a_content_id(self):
        file = Attachment("a", b"", "text/plain", content_id="<X@X>")

        assert "Content-ID: <X@X>" in part_of(file)

    @pytest.mark.parametrize(
        ("name", "written"),
        [
            ("a" * 33 + " " + "b" * 32, "a" * 33 + " " + "b" * 32),
            ("a" * 33 + " " + "b" * 33, "a" * 33 + "\r\n " + "b" * 33),
        ],
    )
    def test_a_filename_is_folded_after_66_characters(self, name, written):
        lines = "\r\n".join(part_of(Attachment(name, b"", "text/plain")))

        assert f'Content-Type: text/plain; name="{written}"\r\n' in lines
        assert f'Content-Disposition: attachment; filename="{written}"\r\n' in lines

    def test_a_line_break_in_what_is_said_of_a_file_starts_no_header(self):
        file = Attachment("a\r\nX: 1", b"", "text/plain\r\nX: 2", content_id="b\nX: 3")

        assert part_of(file)[:4] == [
            'Content-Type: text/plain X: 2; name="a X: 1"',
            "Content-Transfer-Encoding: base64",
            'Content-Disposition: attachment; filename="a X: 1"',
            "Content-ID: <b X: 3>",
        ]

    def test_an_alternative_line_by_line(self):
        lines = lines_of(SimpleContent(Text("Hi"), text=Text("a"), html=Text("<b>b</b>")))

        [boundary] = re.findall(r'boundary="(.*)"', "\n".join(lines))
        assert f'Content-Type: multipart/alternative;  boundary="{boundary}"' in lines
        assert lines[lines.index("") + 1 :] == [
            f"--{boundary}",
            "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: 7bit",
            "",
            "a",
            f"--{boundary}",
            "Content-Type: text/html; charset=UTF-8",
            "Content-Transfer-Encoding: 7bit",
            "",
            "<b>b</b>",
            f"--{boundary}--",
            "",
        ]

    def test_boundaries_are_those_of_java_mail_and_count_up(self):
        files = (Attachment("a", b"x", "text/plain"),)
        raw = delivered(
            SimpleContent(Text("Hi"), text=Text("a"), html=Text("b"), attachments=files)
        )

        found = re.findall(rb'boundary="----=_Part_(\d+)_(\d+)\.(\d+)"', raw)
        (outer, same, sent_at), (inner, *rest) = found
        assert int(outer) == int(inner) + 1  # what is inside is made first
        assert [same, sent_at] == rest
        assert sent_at == b"1795341600000"

    def test_a_text_that_quotes_a_boundary_gets_another(self):
        files = (Attachment("a", b"x", "text/plain"),)
        quoted = re.search(rb'boundary="(.*)"', delivered(simple(attachments=files)))[1].decode()

        raw = delivered(simple(text=f"--{quoted}--", attachments=files))

        parsed = email.message_from_bytes(raw, policy=email.policy.default)
        text, file = parsed.iter_parts()
        assert parsed.get_boundary() != quoted
        assert (text.get_content(), file.get_content()) == (f"--{quoted}--", "x")


class TestTexts:
    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("", "7bit"),
            ("x" * 998, "7bit"),
            ("x" * 999, "quoted-printable"),
            ("a" * 9 + "é", "quoted-printable"),  # 9 bytes of 11 are ASCII
            ("a" * 8 + "é", "base64"),  # 8 of 10
            ("a" * 81 + "é" * 10, "quoted-printable"),  # 81 of 101
            ("a" * 8 + "À", "base64"),  # whose second byte is 0x80
            ("\x7f" * 9 + "é", "quoted-printable"),
            ("日本", "base64"),
        ],
    )
    def test_the_encoding_goes_by_how_much_is_ascii(self, text, encoding):
        content = simple(text=text)

        assert field(content, "Content-Transfer-Encoding") == encoding
        assert (
            email.message_from_bytes(delivered(content)).get_payload(decode=True) == text.encode()
        )

    def test_all_line_ends_become_those_of_mail(self):
        assert lines_of(simple(text="a\nb\rc\r\nd\n\ne"))[-6:] == ["a", "b", "c", "d", "", "e"]

    def test_quoted_printable_keeps_its_lines(self):
        assert lines_of(simple(text="é" + "a" * 20 + "\nb"))[-2:] == ["=C3=A9" + "a" * 20, "b"]

    def test_a_long_line_of_quoted_printable_goes_on_in_the_next(self):
        assert lines_of(simple(text="é" + "a" * 100))[-2:] == [
            "=C3=A9" + "a" * 69 + "=",
            "a" * 31,
        ]

    def test_a_charset_that_python_lacks_goes_out_as_utf_8(self):
        content = SimpleContent(Text("Hi"), text=Text("é", "x-windows-874"))

        assert field(content, "Content-Type") == "text/plain; charset=UTF-8"

    def test_the_charset_is_the_callers(self):
        content = SimpleContent(Text("Hi"), text=Text("é", "ISO-8859-1"))

        assert field(content, "Content-Type") == "text/plain; charset=ISO-8859-1"
        assert delivered(content).endswith(b"\r\n\r\n6Q==\r\n")


class TestHeaders:
    @pytest.mark.parametrize(
        ("subject", "written"),
        [
            ("a" * 33 + " " + "b" * 33, "a" * 33 + " " + "b" * 33),  # 76 with the name
            ("a" * 33 + " " + "b" * 34, "a" * 33 + "\r\n " + "b" * 34),
            ("a" * 67 + " b", "a" * 67 + "\r\n b"),
            ("a" * 65 + " b c", "a" * 65 + " b\r\n c"),
            ("a" * 70, "a" * 70),
            ("a" * 70 + " ", "a" * 70 + " "),
            ("a" * 989, "a" * 989),  # 998 with the name
        ],
    )
    def test_a_line_ends_before_the_77th_character_where_there_is_a_space(self, subject, written):
        assert field(simple(subject), "Subject") == written

    def test_a_second_line_is_as_long(self):
        words = ["a" * 60, "b" * 37, "c" * 36, "d" * 2]

        assert field(simple(" ".join(words)), "Subject") == (
            f"{words[0]}\r\n {words[1]} {words[2]}\r\n {words[3]}"
        )

    def test_many_words_are_folded_and_not_encoded(self):
        written = field(simple(" ".join(["word"] * 300)), "Subject")

        assert written.replace("\r\n", "") == " ".join(["word"] * 300)

    def test_a_word_that_makes_a_line_of_999_is_encoded(self):
        written = field(simple("a" * 990), "Subject")

        first, *_, last = written.split("\r\n ")
        assert first == f"=?UTF-8?B?{'YWFh' * 14}?="
        assert last == f"=?UTF-8?B?{'YWFh' * 8}?="  # 23 times 42, and 24

    @pytest.mark.parametrize(
        ("charset", "written"),
        [
            ("UTF-8", "=?utf-8?b?w6Q=?="),
            ("ISO-8859-1", "=?iso-8859-1?q?=E4?="),
            ("ascii", "?"),
        ],
    )
    def test_a_subject_is_encoded_in_its_charset(self, charset, written):
        content = SimpleContent(Text("ä", charset), text=Text("x"))

        assert field(content, "Subject") == written

    def test_a_long_subject_in_words_leaves_room_for_its_name(self):
        written = field(simple("ä" * 60), "Subject")

        lengths = [len(line) for line in f"Subject: {written}".split("\r\n")]
        assert len(lengths) > 2
        assert max(lengths) <= 78  # RFC 5322, 2.1.1

    def test_addresses_are_listed_with_the_headers_of_their_kind(self):
        content = simple()
        draft = {
            "source": "Shop <shop@example.com>",
            "to": ("a@b.org", "Ann <ann@b.org>"),
            "cc": ("c@b.org",),
            "reply_to": ("Änne <d@b.org>", "e@b.org"),
        }

        assert lines_of(content, **draft)[1:6] == [
            "From: Shop <shop@example.com>",
            "To: a@b.org, Ann <ann@b.org>",
            "Cc: c@b.org",
            "Reply-To: =?utf-8?b?w4RubmU=?= <d@b.org>, e@b.org",
            "Subject: Hi",
        ]

    def test_the_long_name_of_an_address_is_folded_with_the_rest_of_its_line(self):
        written = field(simple(), "To", to=("a@b.org", f"{'ä' * 40} <b@b.org>"))

        first, *others = written.split("\r\n")
        assert first == "a@b.org,"
        assert [line[:11] for line in others] == [" =?utf-8?b?"] * len(others)
        assert decode_words("".join(others)) == f" {'ä' * 40} <b@b.org>"

    @pytest.mark.parametrize(
        ("name", "draft"),
        [("To", {"to"}), ("Cc", {"cc"}), ("Reply-To", {"reply_to"})],
    )
    def test_a_list_of_addresses_is_folded_by_its_own_name(self, name, draft):
        [kind] = draft
        local = "x" * (76 - len(f"{name}: a@b.org, @b.org"))
        fits, folds = ("a@b.org", f"{local}@b.org"), ("a@b.org", f"{local}x@b.org")

        assert field(simple(), name, **{kind: fits}) == ", ".join(fits)
        assert field(simple(), name, **{kind: folds}) == ",\r\n ".join(folds)

    def test_the_callers_headers_stand_before_amazons_and_replace_none(self):
        headers = (
            ("X-Order", "1"),
            ("subject", "Other"),
            ("Date", "never"),
            ("x-ses-configuration-set", "c"),
            ("X-Farbe", "grün"),
        )

        lines = lines_of(simple(headers=headers))

        names = [line.partition(":")[0] for line in lines[: lines.index("")]]
        assert names == [
            "Return-Path",
            "From",
            "To",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "X-Order",
            "X-Farbe",
            "Date",
            "Message-ID",
            "Feedback-ID",
            "X-SES-Outgoing",
        ]
        assert "X-Farbe: =?utf-8?b?Z3LDvG4=?=" in lines
        assert "Subject: Hi" in lines
