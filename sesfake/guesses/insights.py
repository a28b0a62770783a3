"""Guessed texts of insights, recommendations and exports."""

from __future__ import annotations

from sesfake.guesses import guess

UNKNOWN_FILTER_VALUE = guess(
    "a filter of ListRecommendations with a value that it does not know",
    "Invalid value for filter {name}: {value}",
)
FILTERS_DO_NOT_COMBINE = guess(
    "filters of ListRecommendations that cannot be combined",
    "Unsupported combination of filters.",
)
RECOMMENDATIONS_PAGE = guess(
    "a page size of ListRecommendations (the text of ListExportJobs)",
    "PageSize must be between 1 and {maximum}",
)
RECOMMENDATIONS_TOKEN = guess(
    "a token that is none, in ListRecommendations (the text of ListExportJobs)",
    "Failed to deserialize token. ",
)
WILDCARD_AND_SEVERAL = guess(
    "an export of metrics with the dimension value * beside other values",
    "If one dimension has the * value, other dimensions can only contain one value.",
)
METRIC_WITHOUT_NAME = guess(
    "an export of metrics with a metric that has no name", "The name of a metric must be specified."
)
DKIM_OFF = guess("a recommendation: no DKIM", "DKIM verification is not enabled.")
DKIM_SHORT_KEY = guess(
    "a recommendation: a DKIM key of less than 2048 bits",
    "DKIM signing key length is below 2048 bits.",
)
MAIL_FROM_NOT_ALIGNED = guess(
    "a recommendation: no custom MAIL FROM domain", "MAIL FROM record is not aligned."
)
SPF_NOT_FOUND = guess("a recommendation: no SPF record", "SPF record was not found.")
SPF_WITHOUT_SES = guess(
    "a recommendation: an SPF record that does not include amazonses.com",
    "SPF record for Amazon SES was not found.",
)
SPF_WITHOUT_ALL = guess(
    "a recommendation: an SPF record without all", "SPF all qualifier is missing."
)
DMARC_NOT_FOUND = guess("a recommendation: no DMARC record", "DMARC configuration was not found.")
DMARC_MALFORMED = guess(
    "a recommendation: a DMARC record without a known policy",
    "DMARC configuration could not be parsed.",
)
BIMI_NOT_FOUND = guess(
    "a recommendation: no BIMI record",
    "BIMI record was not found or configured without default selector.",
)
BIMI_MALFORMED = guess(
    "a recommendation: a BIMI record without a logo", "BIMI has malformed TXT record."
)
COMPLAINT_RATE = guess(
    "a recommendation: the complaint rate (the text about bounces is documented)",
    "The complaint rate exceeded {limit}% based on a representative volume of {volume} emails "
    "from {start} (UTC) to {end} (UTC).",
)
