"""What a call of the program brings about before it goes its way.

To call any service is to look at the world: what is due happens now, so that it has reached the
queue which is about to be read. And CloudWatch is told what it has not heard yet.
"""

from __future__ import annotations

from sesfake.adapters.cloudwatch import reads_metrics
from sesfake.domain.accounts import Accounts
from sesfake.domain.figures.metering import meter
from sesfake.domain.neighbours.parcels import METERED


def look(accounts: Accounts, service: str, operation: str, body: object) -> None:
    """Done for every call; `body` is of the request as botocore has it."""
    accounts.catch_up()
    if service == METERED and reads_metrics(operation, body):
        meter(accounts)
