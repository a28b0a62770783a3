"""Reading the header of a raw mail, and the rules for it (facts: sending 5)."""

from __future__ import annotations

import pytest

from sesfake.mail.header_names import ONCE_ONLY
from sesfake.mail.header_section import MAX_HEADER_SECTION
from sesfake.mail.raw_mail import (
    check_header_rules,
    check_required,
    read_raw_mail,
)
from tests.mail.refused import refused


class TestReading:
    @pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r", "\r\r\n"])
    def test_any_line_end_is_read(self, line_end):
        data = "From: a@x.com\nSubject: one\n two\n\tthree\n\nHello\n".replace("\n", line_end)

        mail = read_raw_mail(data.encode())

        assert mail.fields == [("From", "a@x.com"), ("Subject", "one two\tthree")]
        assert mail.body == f"Hello{line_end}".encode()
        assert mail.data == data.encode()

    def test_line_ends_may_be_mixed(self):
        mail = read_raw_mail(b"From: a@x.com\r\nTo: b@x.com\nSubject: Hi\rX: y\n\r\nbody")

        assert [name for name, _ in mail.fields] == ["From", "To", "Subject", "X"]
        assert mail.body == b"body"

    @pytest.mark.parametrize(
        "data",
        [
            b"A: 1\r\n\nbody\r\n\r\nmore",
            b"A: 1\n\r\nbody\n\nmore",
            b"A: 1\r\rbody\r\r\r",
            b"A: 1\r\n\nbody\r\r\n\r\nmore",
            b"A: 1\n\nbody\r\n\r\nmore",
        ],
    )
    def test_the_header_ends_with_the_first_blank_line(self, data):
        assert read_raw_mail(data).fields == [("A", "1")]
        assert read_raw_mail(data).body.startswith(b"body")

    def test_names_are_looked_up_without_case_and_kept_as_written(self):
        mail = read_raw_mail(b"x-TEST: one\nSubject : Hi\nX-Test:two\n\n")

        assert mail.fields == [("x-TEST", "one"), ("Subject", "Hi"), ("X-Test", "two")]
        assert mail.first("X-Test") == "one"
        assert mail.all("x-test") == ["one", "two"]
        assert (mail.first("Cc"), mail.all("Cc")) == (None, [])

    def test_a_value_may_hold_colons_and_blanks(self):
        mail = read_raw_mail(b"Subject: \t Re: a  b \t\nX-Empty:\nX-Folded:\n  y\n\n")

        assert mail.fields == [("Subject", "Re: a  b"), ("X-Empty", ""), ("X-Folded", "y")]

    @pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
    def test_eight_bit_text_is_utf_8_or_else_latin_1_each_line_by_itself(self, line_end):
        lines = ["A: é".encode(), "B: é".encode("latin-1"), b"C: \0", b"", b"\xff"]

        mail = read_raw_mail(line_end.join(lines))

        assert mail.fields == [("A", "é"), ("B", "é"), ("C", "\0")]
        assert mail.body == b"\xff"

    @pytest.mark.parametrize(
        ("data", "fields", "body"),
        [
            (b"", [], b""),
            (b"\n", [], b""),
            (b"\r\n\r\nbody", [], b"\r\nbody"),
            (b"\nFrom: a@x.com\n\nbody", [], b"From: a@x.com\n\nbody"),
            (b"From: a@x.com", [("From", "a@x.com")], b""),
            (b"From: a@x.com\n", [("From", "a@x.com")], b""),
            (b"From: a@x.com\r\n\r\n", [("From", "a@x.com")], b""),
        ],
    )
    def test_header_body_or_blank_line_may_be_missing(self, data, fields, body):
        mail = read_raw_mail(data)

        assert (mail.fields, mail.body) == (fields, body)

    def test_a_line_without_a_colon_is_an_illegal_header(self):
        # sending 5: the text before the colon; a body without a blank line before it comes to this
        assert refused(read_raw_mail, b"From: a@x.com\nTo: b@x.com\nHello Ann,\n") == (
            "Illegal header 'Hello Ann,'."
        )

    def test_what_has_no_header_line_at_all_is_illegal_content(self):
        # sending 5: broken raw content, such as a message in base64 twice
        assert refused(read_raw_mail, b"RnJvbTogYUB4LmNvbQ==\n") == "Illegal content."
        assert refused(read_raw_mail, b"Hello") == "Illegal content."

    def test_an_mbox_line_is_an_illegal_header(self):
        mail = read_raw_mail(b"From a@x.com Sun Nov 22 10:00:00 2026\nFrom: a@x.com\n\n")

        assert refused(check_header_rules, mail) == ("Illegal header 'From a@x.com Sun Nov 22 10'.")

    @pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
    @pytest.mark.parametrize("blank_line", [True, False])
    def test_a_header_section_up_to_the_limit_is_read(self, line_end, blank_line):
        # sending 5: the limit is unpublished, this one is a guess
        start = b"From: a@x.com" + line_end + b"X: "
        end = line_end * 2 + b"body" if blank_line else b""
        value = b"y" * (MAX_HEADER_SECTION - len(start))

        assert read_raw_mail(start + value + end).first("X") == value.decode()
        assert refused(read_raw_mail, start + value + b"y" + end) == "Header section too long."


class TestRules:
    def test_names_of_printable_characters_are_legal(self):
        name = "".join(map(chr, range(33, 127))).replace(":", "")

        check_header_rules(read_raw_mail(f"{name}: 1\nSubject: 2\n\n".encode()))

    @pytest.mark.parametrize("name", ["Sub ject", "Súbject", "X\0", "X\x7f", " From", "X\tY"])
    def test_other_names_are_refused(self, name):
        mail = read_raw_mail(f"{name}: 1\nA: 2\n\n".encode())

        # sending 5: Illegal header
        assert refused(check_header_rules, mail) == f"Illegal header '{name}'."

    @pytest.mark.parametrize("line", [b": x", b":", b"A: 1\n : x\n :y\n:z", b" \t: x"])
    def test_an_empty_name_is_refused(self, line):
        # sending 5: Empty header names are illegal
        assert refused(check_header_rules, read_raw_mail(line + b"\n\n")) == (
            "Empty header names are illegal."
        )

    def test_a_header_on_the_list_comes_once(self):
        mail = read_raw_mail(b"Subject: a\nlist-unsubscribe: <x>\nList-Unsubscribe: <y>\n\n")

        # sending 5: Duplicate header
        assert refused(check_header_rules, mail) == "Duplicate header 'List-Unsubscribe'."

    @pytest.mark.parametrize("name", sorted(ONCE_ONLY))
    def test_each_header_on_the_list_comes_once(self, name):
        check_header_rules(read_raw_mail(f"{name}: 1\n\n".encode()))

        assert refused(check_header_rules, read_raw_mail(f"{name}: 1\n{name}: 1".encode())) == (
            f"Duplicate header '{name}'."
        )

    @pytest.mark.parametrize("name", ["To", "Cc", "Bcc", "Received", "X-Tag", "Resent-From"])
    def test_others_may_repeat(self, name):
        check_header_rules(read_raw_mail(f"{name}: 1\n{name}: 2\n\n".encode()))


class TestRequiredHeaders:
    BOTH = b"From: a@x.com\nTo: b@x.com\n\n"

    def test_headers_stand_in_for_parameters(self):
        check_required(read_raw_mail(self.BOTH), has_source=False, has_destinations=False)

    def test_parameters_stand_in_for_headers(self):
        # sending 5: an absent To with Destinations is fine; sending 12: Source is optional
        check_required(read_raw_mail(b"X: y\n\n"), has_source=True, has_destinations=True)

    @pytest.mark.parametrize("data", [b"", b"To: b@x.com\n\n", b"\nFrom: a@x.com\n\n"])
    def test_without_sender_anywhere(self, data):
        # sending 5: Missing required header 'From'
        assert refused(
            check_required, read_raw_mail(data), has_source=False, has_destinations=True
        ) == ("Missing required header 'From'.")

    @pytest.mark.parametrize("data", [b"", b"From: a@x.com\nCc: b@x.com\nBcc: c@x.com\n\n"])
    def test_without_destinations_and_to_header(self, data):
        # sending 5: Missing required header 'To'
        assert refused(
            check_required, read_raw_mail(data), has_source=True, has_destinations=False
        ) == ("Missing required header 'To'.")

    @pytest.mark.parametrize("given", [True, False])
    def test_a_blank_to_header_is_refused_even_with_destinations(self, given):
        mail = read_raw_mail(b"From: a@x.com\nTo: \n\n")

        # sending 5: Empty required header 'To'
        assert refused(check_required, mail, has_source=True, has_destinations=given) == (
            "Empty required header 'To'."
        )

    @pytest.mark.parametrize("given", [True, False])
    def test_a_blank_from_header_is_refused_likewise(self, given):
        mail = read_raw_mail(b"From:\nTo: b@x.com\n\n")

        assert refused(check_required, mail, has_source=given, has_destinations=True) == (
            "Empty required header 'From'."
        )

    def test_one_of_several_to_headers_is_enough(self):
        mail = read_raw_mail(b"From: a@x.com\nTo: \nTo: b@x.com\n\n")

        check_required(mail, has_source=False, has_destinations=False)

    def test_no_header_at_all_is_no_message(self):
        assert refused(
            check_required, read_raw_mail(b""), has_source=True, has_destinations=True
        ) == ("Illegal content.")
