"""What a test says that a message must have; what is found is given, for a closer look.

message.assert_has_attachment("menu.pdf", content_type="application/pdf")
link = message.assert_has_link(re.compile("/reset/"))
"""

from __future__ import annotations

from typing import Any

from sesfake.domain.drafts.draft import Attachment
from sesfake.domain.mails.matching import ATTACHMENTS, Criteria, fits, shown
from sesfake.domain.messages.content import MessageContent

_NEAREST = 3
_LISTED = 10


class MessageAssertions(MessageContent):
    """The part of a `Message` that fails a test."""

    def assert_has_attachment(self, filename: Any = None, **criteria: Any) -> Attachment:
        r"""The first file that meets all criteria; an AssertionError tells what there is.

            message.assert_has_attachment(re.compile(r"menu.*\.pdf"), content=ANY)

        Criteria are `filename`, `content_type`, `content`, `content_id`, `disposition` and
        `description`, each as in `ses.outbox.find`.
        """
        __tracebackhide__ = True  # in pytest, the test is where it failed
        if filename is not None:
            criteria = {"filename": filename, **criteria}
        wanted = Criteria(criteria, ATTACHMENTS)
        files = self.attachments
        for file in files:
            if wanted.match(file):
                return file
        head = f"{self!r} has no file{f' with {wanted}' if criteria else ''}"
        if not files:
            raise AssertionError(f"{head}: it has no files at all.")
        nearest = sorted(files, key=lambda file: len(wanted.misses(file)))[:_NEAREST]
        lines = [f"\n  {file!r}: {', '.join(wanted.misses(file))}" for file in nearest]
        raise AssertionError(f"{head}. Nearest of {len(files)}:{''.join(lines)}")

    def assert_has_link(self, link: Any) -> str:
        """The first link that is `link`, in which the pattern is found, or to which it says yes.

            token = message.assert_has_link(re.compile("/reset/")).rpartition("/")[2]

        An AssertionError tells which there are.
        """
        __tracebackhide__ = True  # in pytest, the test is where it failed
        for each in self.links:
            if fits(each, link):
                return each
        head = f"{self!r} has no link {shown(link)}"
        if not self.links:
            raise AssertionError(f"{head}: it has no links at all.")
        lines = [f"\n  {each}" for each in self.links[:_LISTED]]
        if len(self.links) > _LISTED:
            lines.append(f"\n  and {len(self.links) - _LISTED} more")
        raise AssertionError(f"{head}. There are:{''.join(lines)}")
