"""`ses.dns` as a zone: what can be published, how names compare, what a resolver answers."""

from __future__ import annotations

import boto3
import pytest

from tests.domain.dns.doors import DOMAIN, create, set_mail_from
from tests.installed import needs_member


def lines(ses) -> list[str]:
    return [str(record) for record in ses.dns.records]


class TestPublishing:
    def test_records_print_as_lines_of_a_zone_file(self, ses):
        ses.dns.txt("example.com", 'v=spf1 "x" \\ ~all')
        ses.dns.cname("www.example.com", "example.com")
        ses.dns.mx("example.com", "in.example.net", priority=20)
        ses.dns.publish("mx", "example.com", "10 in.example.org")
        soa = "ns.example.com hostmaster.example.com 7 7200 900 1209600 86400"
        ses.dns.publish("SOA", "example.com", soa)

        assert lines(ses) == [
            r'example.com. IN TXT "v=spf1 \"x\" \\ ~all"',
            "example.com. IN MX 20 in.example.net.",
            "example.com. IN MX 10 in.example.org.",
            f"example.com. IN SOA {soa}",
            "www.example.com. IN CNAME example.com.",
        ]
        assert repr(ses.dns).splitlines()[0] == "<DNS of 5 records"

    def test_a_record_may_be_published_again(self, ses):
        given = ses.dns.publish("MX", "example.com", "in.example.com", priority=5)
        ses.dns.remove(given)

        assert ses.dns.publish(given) == given
        assert lines(ses) == ["example.com. IN MX 5 in.example.com."]
        for arguments in ((given, "example.com"), ("TXT",), ("TXT", "example.com")):
            with pytest.raises(TypeError, match="takes a record, or a type, a name and a value"):
                ses.dns.publish(*arguments)

    def test_names_have_no_case_and_no_final_dot(self, ses):
        ses.dns.cname("WWW.Example.com.", "Shop.Example.COM.")
        ses.dns.cname("www.example.com", "shop.example.com")
        ses.dns.txt("shop.example.com.", "Case Counts Here")

        assert len(ses.dns.records) == 2
        assert ses.dns.resolve("wWw.example.com", "txt") == ["Case Counts Here"]

    def test_a_long_text_is_printed_in_pieces_and_answered_in_one(self, ses):
        ses.dns.txt("example.com", "a" * 255 + "b")

        assert lines(ses) == [f'example.com. IN TXT "{"a" * 255}" "b"']
        assert ses.dns.resolve("example.com") == ["a" * 255 + "b"]

    def test_what_is_escaped_stays_within_one_piece_of_a_long_text(self, ses):
        ses.dns.txt("example.com", "a" * 254 + "\\" + '"b')

        assert lines(ses) == [f'example.com. IN TXT "{"a" * 254}\\\\" "\\"b"']

    @pytest.mark.parametrize(
        ("type_", "name", "value", "text"),
        [
            ("A", "example.com", "1.2.3.4", "ses.dns holds TXT, CNAME, MX, SOA, not A."),
            ("SPF", "example.com", "v=spf1", "not SPF; SPF is published as TXT."),
            ("TXT", "example..com", "x", "'example..com' is no name in DNS; write it in full"),
            ("TXT", "*.example.com", "x", "is no name in DNS"),
            ("TXT", "a" * 64 + ".com", "x", "is no name in DNS"),
            ("TXT", "", "x", "is no name in DNS"),
            ("TXT", "example.com", "", "holds 1 to 4000 printable ASCII characters"),
            ("TXT", "example.com", "é", "holds 1 to 4000 printable ASCII characters"),
            ("TXT", "example.com", "a\nb", "holds 1 to 4000 printable ASCII characters"),
            ("TXT", "example.com", "a" * 4001, "holds 1 to 4000 printable ASCII characters"),
            ("TXT", "example.com", '"v=spf1"', "leave out the quotation marks"),
            ("CNAME", "www.example.com", "1.2.3.4", "'1.2.3.4' is no name of a host"),
            ("MX", "example.com", "ten in.example.com", "is no name of a host"),
            ("MX", "example.com", "65536 in.example.com", "a number up to 65535, not 65536"),
            ("SOA", "example.com", "ns.example.com", "is no SOA record; write 'ns.example.com"),
            ("TXT", "x.dkim.amazonses.com", "p=", "amazonses.com is Amazon's"),
        ],
    )
    def test_what_dns_would_not_take_is_an_error_that_says_what_to_write(
        self, ses, type_, name, value, text
    ):
        with pytest.raises(ValueError) as caught:
            ses.dns.publish(type_, name, value)

        assert text in str(caught.value)
        assert ses.dns.records == []

    def test_both_sides_of_limits(self, ses):
        ses.dns.txt("a" * 63 + ".com", "a" * 4000)
        ses.dns.mx("example.com", "in.example.com", priority=65_535)
        ses.dns.mx("example.com", "in.example.com", priority=0)

        assert len(ses.dns.records) == 3

    def test_other_types_of_arguments_are_type_errors(self, ses):
        with pytest.raises(TypeError, match="the value of a record is a text, not 5"):
            ses.dns.txt("example.com", 5)
        with pytest.raises(ValueError, match="a number up to 65535, not '10'"):
            ses.dns.mx("example.com", "in.example.com", priority="10")

    def test_a_cname_stands_alone(self, ses):
        ses.dns.cname("www.example.com", "example.com")
        ses.dns.txt("txt.example.com", "x")

        with pytest.raises(ValueError) as beside:
            ses.dns.txt("www.example.com", "x")
        with pytest.raises(ValueError, match="a CNAME record stands alone"):
            ses.dns.cname("txt.example.com", "example.com")
        with pytest.raises(ValueError, match="a CNAME record stands alone"):
            ses.dns.cname("www.example.com", "example.org")

        assert str(beside.value) == (
            "a CNAME record stands alone: first remove the other one of its name, with "
            "ses.dns.remove('www.example.com'): www.example.com. IN CNAME example.com."
        )


class TestRemoving:
    def test_a_name_with_all_it_has_or_one_type_or_one_record(self, ses):
        ses.dns.txt("example.com", "one")
        two = ses.dns.txt("example.com", "two")
        ses.dns.mx("example.com", "in.example.com")
        ses.dns.txt("other.example.com", "three")

        assert ses.dns.remove(two) == [two]
        ses.dns.remove("Example.com.", type="MX")
        assert lines(ses) == ['example.com. IN TXT "one"', 'other.example.com. IN TXT "three"']
        ses.dns.remove("example.com", "other.example.com")
        assert ses.dns.records == []

    def test_what_is_not_there_cannot_be_removed(self, ses):
        with pytest.raises(ValueError) as caught:
            ses.dns.remove("exmaple.com")
        with pytest.raises(TypeError, match=r"ses\.dns\.clear\(\) takes all"):
            ses.dns.remove()

        assert str(caught.value) == (
            "nothing to remove: 'exmaple.com' is not published; see ses.dns.records."
        )

    def test_a_type_has_no_case_and_one_that_is_not_there_is_named(self, ses):
        ses.dns.txt("example.com", "one")

        with pytest.raises(ValueError) as caught:
            ses.dns.remove("example.com", type="mx")
        ses.dns.remove("example.com", type="txt")

        assert str(caught.value) == (
            "nothing to remove: 'example.com' is not published as MX; see ses.dns.records."
        )
        assert ses.dns.records == []

    def test_what_is_no_name_and_no_type(self, ses):
        with pytest.raises(TypeError, match=r"ses\.dns\.remove\(\) takes names or records, not 5"):
            ses.dns.remove(5)
        with pytest.raises(ValueError, match="ses.dns holds TXT, CNAME, MX, SOA, not BOGUS"):
            ses.dns.remove("example.com", type="bogus")

    def test_all_goes_with_clear_and_with_reset(self, ses):
        ses.dns.txt("example.com", "one")
        ses.region("eu-west-1").reset()
        assert len(ses.dns.records) == 1  # DNS has no regions

        ses.reset()
        assert ses.dns.records == []
        ses.dns.txt("example.com", "one")
        ses.dns.clear()
        assert ses.dns.records == []


class TestResolving:
    def test_answers_come_along_aliases(self, ses):
        ses.dns.cname("a.example.com", "b.example.com")
        ses.dns.cname("b.example.com", "c.example.com")
        ses.dns.mx("c.example.com", "in.example.com", priority=5)
        ses.dns.txt("c.example.com", "hello")

        assert ses.dns.resolve("a.example.com", "MX") == ["5 in.example.com"]
        assert ses.dns.resolve("a.example.com", "CNAME") == ["b.example.com"]
        assert ses.dns.txt_of(b"a.example.com.") == "hello"
        assert ses.dns.resolve("nobody.example.com", "MX") == []
        assert ses.dns.txt_of("nobody.example.com") is None

    def test_a_type_that_there_is_not_is_an_error(self, ses):
        with pytest.raises(ValueError, match="ses.dns holds TXT, CNAME, MX, SOA, not BOGUS"):
            ses.dns.resolve("example.com", "BOGUS")
        with pytest.raises(TypeError, match="the type of a record is a text, not None"):
            ses.dns.resolve("example.com", None)
        with pytest.raises(TypeError, match="the name of a record is a text, not 5"):
            ses.dns.resolve(5)
        with pytest.raises(TypeError, match="the name of a record is a text, not None"):
            ses.dns.txt_of(None)

    def test_programs_that_verify_may_name_a_timeout(self, ses):
        ses.dns.txt("example.com", "hello")

        assert ses.dns.txt_of(b"example.com.", timeout=5) == "hello"

    def test_aliases_in_a_circle_have_an_end(self, ses):
        ses.dns.cname("a.example.com", "b.example.com")
        ses.dns.cname("b.example.com", "a.example.com")

        assert ses.dns.resolve("a.example.com") == []

    def test_amazons_keys_are_there(self, ses):
        # resources 2.5: SigningHostedZone
        [token, *_] = create()

        [key] = ses.dns.resolve(f"{token}.dkim.amazonses.com")

        assert key.startswith("p=MIIB")
        assert ses.dns.records == []
        assert ses.dns.resolve("short.dkim.amazonses.com") == []


@pytest.mark.ses(verification="manual")
class TestRequired:
    def test_a_domain_of_v2_needs_three_keys(self, ses):
        # resources 2.6: domain (DKIM)
        tokens = create()

        required, recommended = ses.dns.required(DOMAIN)[:3], ses.dns.required(DOMAIN)[3:]

        assert [str(record) for record in required] == [
            f"{token}._domainkey.example.com. IN CNAME {token}.dkim.amazonses.com."
            for token in tokens
        ]
        assert [repr(record) for record in recommended] == [
            '<Record example.com. IN TXT "v=spf1 include:amazonses.com ~all"  ; recommended: SPF>',
            '<Record _dmarc.example.com. IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@example.com"'
            "  ; recommended: DMARC>",
        ]
        assert not any(record.is_recommended for record in required)

    def test_a_domain_of_v1_needs_its_token(self, ses, ses_client):
        # resources 2.6: domain (v1 token)
        token = ses_client.verify_domain_identity(Domain=DOMAIN)["VerificationToken"]

        assert str(ses.dns.required(DOMAIN)[0]) == f'_amazonses.example.com. IN TXT "{token}"'
        ses_client.verify_domain_dkim(Domain=DOMAIN)
        assert [record.purpose for record in ses.dns.required(DOMAIN)] == [
            "domain verification", "DKIM", "DKIM", "DKIM", "SPF", "DMARC",
        ]  # fmt: skip

    def test_a_mail_from_domain_needs_mx_and_should_have_spf(self, ses, ses_client):
        # resources 2.6: MAIL FROM
        ses.verify("ann@example.com")
        set_mail_from("ann@example.com")

        assert [str(record) for record in ses.dns.required("ann@example.com")] == [
            "bounces.example.com. IN MX 10 feedback-smtp.us-east-1.amazonses.com.",
            'bounces.example.com. IN TXT "v=spf1 include:amazonses.com ~all"',
        ]

    def test_every_region_has_keys_of_its_own(self, ses):
        for region in ("us-east-1", "eu-west-1"):
            create(region=region)

        assert len(ses.dns.required(DOMAIN)) == 3 + 3 + 2
        assert len(ses.region("eu-west-1").dns.required(DOMAIN)) == 3 + 2

    def test_a_replica_needs_none(self, ses):
        needs_member(
            "sesv2", "CreateEmailIdentity", "DkimSigningAttributes.DomainSigningAttributesOrigin"
        )
        create()
        create(region="eu-west-1", DomainSigningAttributesOrigin="AWS_SES_US_EAST_1")

        purposes = [record.purpose for record in ses.region("eu-west-1").dns.required(DOMAIN)]

        assert purposes == ["SPF", "DMARC"]

    def test_an_identity_that_nobody_has_made_is_an_error(self, ses):
        create()

        with pytest.raises(ValueError, match="there is no identity 'example.org' in view; make it"):
            ses.dns.required("example.org")
        with pytest.raises(ValueError, match="there is no identity 'example.com' in view"):
            ses.region("eu-west-1").dns.required(DOMAIN)

    def test_all_is_published_at_once_and_what_is_in_the_way_gives_way(self, ses):
        [token, *_] = create()
        set_mail_from()
        own_policy = ses.dns.txt("_dmarc.example.com", "v=DMARC1; p=reject")
        ses.dns.mx("bounces.example.com", "in.example.com")
        ses.dns.txt(f"{token}._domainkey.example.com", "p=old")

        published = ses.dns.publish_all(DOMAIN)
        ses.dns.publish_all(DOMAIN)

        assert published == ses.dns.required(DOMAIN)
        assert set(ses.dns.records) == {own_policy, *published[:-1]}
        assert len(ses.dns.records) == 7

    def test_it_works_for_what_was_verified_from_the_start(self):
        import sesfake

        with sesfake.mock_ses(verified=[DOMAIN]) as ses:
            ses.dns.publish_all(DOMAIN)

            assert len(ses.dns.records) == 5


def test_records_change_nothing_where_they_do_not_count(ses):
    # verification="auto"
    create()
    ses.dns.publish_all(DOMAIN)
    ses.dns.clear()
    ses.clock.advance(days=30)

    identity = boto3.client("sesv2").get_email_identity(EmailIdentity=DOMAIN)
    assert identity["DkimAttributes"]["Status"] == "SUCCESS"
    assert ses.notices == []
