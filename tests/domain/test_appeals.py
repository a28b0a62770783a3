"""Appeals, question by question of the "Amazon SES Suspension FAQ", which the comments quote.

The other questions are in test_enforcement.py.
"""

from __future__ import annotations

import pytest

from tests.domain.suspending import (
    FIXED,
    MONDAY,
    account,
    assert_paused,
    assert_sends,
    status,
)

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])
on_the_clock = pytest.mark.ses(production=True, verified=["example.com"], auto_review=True)


@pytest.fixture(autouse=True)
def _monday(ses):
    ses.clock.freeze(MONDAY)


class TestQ4WhatShouldIDo:
    def test_look_at_the_email_for_a_summary_of_the_issue(self, ses):
        ses.suspend("mail to a purchased list")

        notice = ses.notices.one(kind="suspension")
        assert "There is an issue: mail to a purchased list." in notice.text
        assert "appeal by replying to this email" in notice.text

    @pytest.mark.parametrize(
        "changes",
        [
            {"planned": ["Delete the list."]},
            {"changes": ["We will delete the list.", "We are going to confirm addresses."]},
            {"changes": "We plan to delete the list."},
        ],
    )
    def test_do_not_submit_an_appeal_outlining_changes_you_plan_to_make(self, ses, send, changes):
        # "If you do, we will ask you to contact us again once the fixes are actually in place."
        ses.suspend("bounces")

        appeal = ses.appeal(cause=FIXED["cause"], prevention=FIXED["prevention"], **changes)

        assert appeal.state == "refused"
        assert "contact us again once the changes are in place" in appeal.reason
        assert appeal.reason in ses.notices.last.text
        assert_paused(send)

    def test_of_changes_made_some_may_still_be_planned(self, ses):
        ses.suspend("bounces")

        appeal = ses.appeal(
            **FIXED | {"changes": ["Deleted the list.", "We'll confirm addresses."]}
        )

        assert appeal.state == "under review"
        assert appeal.changes == ("Deleted the list.",)
        assert appeal.planned == ("We'll confirm addresses.",)

    def test_what_a_reply_adds_is_kept_with_what_was_told_before(self, ses):
        ses.suspend("bounces")
        told = {name: text for name, text in FIXED.items() if name != "prevention"}

        appeal = ses.appeal(**told, planned="We'll confirm addresses.")
        assert ses.notices.last.subject.startswith("More information needed in region US East")
        appeal.reply(prevention=FIXED["prevention"], planned="We'll ask again each year.")

        assert appeal.state == "under review"
        assert appeal.changes == tuple(FIXED["changes"])
        assert appeal.planned == ("We'll confirm addresses.", "We'll ask again each year.")

    def test_be_sure_to_provide_any_information_we_specifically_request(self, ses):
        wanted = "how you collect addresses"
        ses.suspend("bounces", requests=[wanted])
        assert f"- {wanted}\n" in ses.notices.one(kind="suspension").text

        appeal = ses.appeal(**FIXED)

        assert (appeal.state, appeal.missing) == ("open", (wanted,))
        appeal.reply(information={wanted: "With a form, and a mail to confirm."})
        assert (appeal.state, appeal.missing) == ("under review", ())


class TestQ5WhatIsAnAppeal:
    # "when you reply to a probation or suspension notification ... and provide the specific
    # information we need to determine whether we can remove the probation or suspension"

    @pytest.mark.parametrize("what", ["put_on_probation", "suspend"])
    def test_it_can_remove_either(self, ses, send, what):
        getattr(ses, what)("bounces")

        appeal = ses.appeal(**FIXED)
        assert appeal.state == "under review"
        appeal.accept()

        assert appeal.state == "accepted"
        assert status() == ("HEALTHY", True)
        ses.clock.advance(days=30)  # nor does the probation expire
        assert_sends(send)

    def test_there_is_none_without_them(self, ses):
        with pytest.raises(ValueError, match="the account is healthy in us-east-1"):
            ses.appeal(**FIXED)

    def test_there_is_one_at_a_time(self, ses):
        ses.suspend("bounces")
        ses.appeal(cause="An old list.")

        with pytest.raises(ValueError, match="there is an appeal already, it is open"):
            ses.appeal(**FIXED)

    def test_it_is_of_a_region(self, ses):
        account("us-east-1"), account("eu-west-1")
        ses.suspend("bounces")

        with pytest.raises(ValueError, match="say of which region"):
            ses.appeal(**FIXED)
        ses.region("eu-west-1").appeal(**FIXED).accept()

        assert status("eu-west-1") == ("HEALTHY", True)
        assert status("us-east-1") == ("SHUTDOWN", False)


class TestQ6HowDoISubmitAnAppeal:
    @pytest.mark.parametrize(
        ("left_out", "words"),
        [
            ("cause", "an explanation of how and why you think the problem occurred"),
            ("changes", "a list of changes that you have already made to address the issue"),
            ("prevention", "an explanation of why these changes will prevent it from happening"),
        ],
    )
    def test_it_explains_three_things_and_failure_to_provide_them_delays_it(
        self, ses, left_out, words
    ):
        # "we will request the remaining information before we can make a decision"
        ses.suspend("bounces")

        appeal = ses.appeal(**{name: text for name, text in FIXED.items() if name != left_out})

        assert (appeal.state, appeal.missing) == ("open", (left_out,))
        assert f"- {words}" in ses.notices.one(kind="appeal").text

        appeal.reply(**{left_out: FIXED[left_out]})

        assert (appeal.state, appeal.missing) == ("under review", ())

    @on_the_clock
    def test_no_decision_is_made_on_an_incomplete_one(self, ses):
        ses.suspend("bounces")
        appeal = ses.appeal(cause="An old list.")

        ses.clock.advance(days=60)

        assert appeal.state == "open"
        assert status() == ("SHUTDOWN", False)

    def test_in_several_replies(self, ses):
        ses.suspend("bounces")
        appeal = ses.appeal()
        assert appeal.missing == ("cause", "changes", "prevention")

        appeal.reply(prevention=FIXED["prevention"])
        appeal.reply(changes=FIXED["changes"][0])
        assert appeal.missing == ("cause",)
        appeal.reply(cause="An old list.", changes=FIXED["changes"][1:])

        assert appeal.state == "under review"
        assert appeal.changes == tuple(FIXED["changes"])
        assert len(ses.notices.find(kind="appeal")) == 3

    def test_what_is_blank_in_a_reply_takes_nothing_back(self, ses):
        ses.suspend("bounces", requests=["a"])
        appeal = ses.appeal(cause="An old list.", prevention="No more of it.")
        appeal.reply(information={"a": "This."})

        appeal.reply(cause=" ", prevention="", information={"a": " "})

        assert appeal.missing == ("changes",)
        assert (appeal.cause, appeal.prevention) == ("An old list.", "No more of it.")
        assert appeal.information == {"a": "This."}

    def test_when_it_is_complete_there_is_nothing_more_to_reply(self, ses):
        ses.suspend("bounces")
        appeal = ses.appeal(**FIXED)

        with pytest.raises(ValueError, match="waits for nothing more, it is under review"):
            appeal.reply(cause="Another one.")

    @on_the_clock
    def test_a_complete_one_is_decided_on_the_clock(self, ses, send):
        ses.suspend("bounces")
        appeal = ses.appeal(**FIXED)

        ses.clock.advance(days=1, seconds=-1)
        assert appeal.state == "under review"
        assert_paused(send)
        ses.clock.advance(seconds=1)

        assert_sends(send)
        assert appeal.state == "accepted"

    @on_the_clock
    def test_not_on_weekends(self, ses):
        ses.clock.advance(days=4)  # Friday
        ses.suspend("bounces")
        appeal = ses.appeal(**FIXED)

        ses.clock.advance(days=2)
        assert appeal.state == "under review"
        ses.clock.advance(days=1)
        assert appeal.state == "accepted"

    @on_the_clock
    def test_a_probation_does_not_expire_while_an_appeal_is_under_review(self, ses, send):
        ses.put_on_probation("bounces", days=7)
        ses.clock.advance(days=6, hours=23)
        appeal = ses.appeal(**FIXED)

        ses.clock.advance(hours=2)
        assert status() == ("PROBATION", True)
        ses.clock.advance(days=1)

        assert appeal.state == "accepted"
        assert status() == ("HEALTHY", True)

    def test_but_it_does_when_that_is_refused(self, ses, send):
        ses.put_on_probation("bounces", days=7)
        appeal = ses.appeal(**FIXED)
        ses.clock.advance(days=8)
        assert status() == ("PROBATION", True)

        appeal.refuse("The rate has not gone down.")

        assert status() == ("SHUTDOWN", False)
        assert_paused(send)

    def test_and_while_one_is_incomplete(self, ses):
        ses.put_on_probation("bounces", days=7)
        appeal = ses.appeal(cause="An old list.")
        ses.clock.advance(days=8)

        assert status() == ("SHUTDOWN", False)
        appeal.reply(changes=FIXED["changes"], prevention=FIXED["prevention"])
        appeal.accept()
        assert status() == ("HEALTHY", True)


class TestQ7WhatIfMyAppealIsNotAccepted:
    def test_we_will_respond_explaining_why(self, ses, send):
        ses.suspend("bounces")
        appeal = ses.appeal(**FIXED)

        appeal.refuse("The list that you named was not the one.")

        assert (appeal.state, appeal.reason) == (
            "refused",
            "The list that you named was not the one.",
        )
        notice = ses.notices.last
        assert (notice.kind, notice.to) == ("appeal", "root@account-123456789012.example")
        assert appeal.reason in notice.text
        assert_paused(send)

    def test_you_will_often_have_the_option_of_appealing_again(self, ses, send):
        ses.suspend("bounces")
        ses.appeal(**FIXED).refuse("Not that list.")

        ses.appeal(**FIXED).accept()

        assert_sends(send)

    @on_the_clock
    def test_often_but_not_after_a_suspension_for_good(self, ses):
        ses.suspend("spam", permanently=True)
        appeal = ses.appeal(**FIXED)

        ses.clock.advance(days=1)

        assert appeal.state == "refused"
        assert "This decision is final" in appeal.reason
        assert status() == ("SHUTDOWN", False)
        ses.reinstate()  # the test may do what Amazon would not
        assert status() == ("HEALTHY", True)

    def test_nor_does_the_test_accept_one(self, ses):
        ses.suspend("fraud", permanently=True)
        appeal = ses.appeal(**FIXED)

        with pytest.raises(ValueError, match=r"no appeal lifts it; ses\.reinstate\(\) ends it"):
            appeal.accept()

        assert appeal.state == "under review"
        assert status() == ("SHUTDOWN", False)
        appeal.refuse("This decision is final.")
        ses.reinstate()
        assert status() == ("HEALTHY", True)

    def test_another_suspension_does_not_make_it_less_permanent(self, ses):
        ses.suspend("fraud", permanently=True)

        ses.suspend("bounces")

        assert ses.enforcement.is_permanent

    def test_contact_us_again_once_you_have_actually_fixed_the_issue(self, ses, send):
        ses.suspend("bounces")
        ses.appeal(**FIXED | {"changes": "We will delete the list."})

        appeal = ses.appeal(**FIXED)
        appeal.accept()

        assert_sends(send)

    def test_what_is_decided_is_decided(self, ses):
        ses.suspend("bounces")
        appeal = ses.appeal(**FIXED)
        appeal.refuse("No.")

        with pytest.raises(ValueError, match="this appeal is decided, it is refused"):
            appeal.accept()
        with pytest.raises(ValueError, match="waits for nothing more, it is refused"):
            appeal.reply(cause="Because.")
