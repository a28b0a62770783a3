"""What tests call on moto's backend before the code under test runs: identities and templates.

Errors are those of SES here, as `sesfake.errors` has them; a client would get AWS's.
"""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from sesfake.compat.moto.asking import ask
from sesfake.domain.account import Account
from sesfake.mock import current

if TYPE_CHECKING:
    from sesfake.fake import SESFake

# moto's words for the parts of a template, and AWS's.
_PARTS = {
    "template_name": "TemplateName",
    "subject_part": "SubjectPart",
    "text_part": "TextPart",
    "html_part": "HtmlPart",
}


class Seeding:
    """The part of a backend that makes ready, and starts over."""

    def __init__(self, account_id: str, region_name: str) -> None:
        self.account_id = account_id
        self.region_name = region_name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.account_id} in {self.region_name}>"

    @property
    def fake(self) -> SESFake:
        """The view of sesfake that is shown here."""
        return current().account(self.account_id).region(self.region_name)

    @property
    def _account(self) -> Account:
        return current().accounts.open(self.account_id, self.region_name)

    def reset(self) -> None:
        self.fake.reset()

    def verify(self, name: str) -> None:
        """Verify an address, as `ses.verify(...)` does; not in moto."""
        self.fake.verify(name)

    def verify_email_identity(self, address: str) -> None:
        bare = parseaddr(address)[1]
        ask(self._account, "ses", "VerifyEmailIdentity", EmailAddress=bare)

    def verify_email_address(self, address: str) -> None:
        self.verify_email_identity(address)

    def verify_domain(self, domain: str) -> None:
        ask(self._account, "ses", "VerifyDomainIdentity", Domain=domain)

    def delete_identity(self, identity: str) -> None:
        ask(self._account, "ses", "DeleteIdentity", Identity=identity)

    def list_identities(self, identity_type: str | None = None) -> list[str]:
        identities = self._account.identities
        return [found.name for found in identities if identity_type in (None, found.type.value)]

    def list_verified_email_addresses(self) -> list[str]:
        return self.list_identities("EmailAddress")

    def add_template(self, template_info: Mapping[str, Any]) -> None:
        """Store a template: `template_name`, `subject_part`, `text_part`, `html_part`."""
        ask(self._account, "ses", "CreateTemplate", Template=_parts(template_info))

    def update_template(self, template_info: Mapping[str, Any]) -> None:
        ask(self._account, "ses", "UpdateTemplate", Template=_parts(template_info))

    def get_template(self, template_name: str) -> dict[str, Any]:
        found = self._account.templates.get(template_name)
        return {
            "text_part": found.parts.text or "",
            "html_part": found.parts.html or "",
            "template_name": found.name,
            "subject_part": found.parts.subject,
            "Timestamp": found.created_at,
        }

    def list_templates(self) -> list[dict[str, Any]]:
        return [self.get_template(name) for name in self.template_names()]

    def template_names(self) -> list[str]:
        """In the order in which they were made; not in moto."""
        return [template.name for template in self._account.templates][::-1]

    def delete_template(self, name: str) -> None:
        ask(self._account, "ses", "DeleteTemplate", TemplateName=name)

    def render_template(self, render_data: Mapping[str, Any]) -> str:
        """The mail of a template: `name`, and `data` in JSON."""
        answer = ask(
            self._account,
            "ses",
            "TestRenderTemplate",
            TemplateName=render_data["name"],
            TemplateData=render_data["data"],
        )
        return str(answer["RenderedTemplate"])


def _parts(template_info: Mapping[str, Any]) -> dict[str, Any]:
    return {aws: template_info[moto] for moto, aws in _PARTS.items() if template_info.get(moto)} | {
        "TemplateName": template_info.get("template_name") or ""
    }
