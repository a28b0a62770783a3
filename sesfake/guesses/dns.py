"""Guessed texts of the mails about records in DNS."""

from __future__ import annotations

from sesfake.guesses import guess

RECORDS_SUBJECT = guess(
    "the subject of the mail about records in DNS that were found, or are missing",
    "Amazon SES {about} {outcome} for {name} in {region} region",
)
RECORDS_FOUND = guess(
    "the mail about records in DNS that were found",
    "The {about} of {name} in the {region} region is complete: Amazon SES has found its DNS "
    "records.",
)
RECORDS_NOT_FOUND = guess(
    "the mail about records in DNS that nobody has published in 72 hours",
    "The {about} of {name} in the {region} region has failed: Amazon SES could not find the "
    "required DNS records. To try again, start the setup from the beginning.",
)
RECORDS_MISSING = guess(
    "the mail about records in DNS that have vanished",
    "Amazon SES can no longer find the DNS records of the {about} of {name} in the {region} "
    "region. Unless they are published again within 72 hours, it will be revoked.",
)
RECORDS_BACK = guess(
    "the mail about records in DNS that have come back in time",
    "Amazon SES has found the DNS records of the {about} of {name} in the {region} region again. "
    "It will not be revoked.",
)
RECORDS_LOST = guess(
    "the mail about records in DNS that have not come back",
    "The {about} of {name} in the {region} region has been revoked: Amazon SES could not find the "
    "required DNS records. To use it again, start the setup from the beginning.",
)
