"""Open and click tracking: what of a message is tracked, and the html that arrives.

`tracked` decides it when a message is sent; `Tracker` rewrites the html when somebody looks. An
html part that is looked at also loses what is meant for SES: `ses:no-track`, `ses:tags`, and
`{{ses:openTracker}}`. Of a message that is not tracked at all nothing is changed. Rows: facts
"events" 8.
https://docs.aws.amazon.com/ses/latest/dg/faqs-metrics.html
"""

from sesfake.domain.tracking.tracked import Tracked, tracked
from sesfake.domain.tracking.tracker import TrackedLink, Tracker

__all__ = ["Tracked", "TrackedLink", "Tracker", "tracked"]
