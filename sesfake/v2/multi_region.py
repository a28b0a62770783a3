"""Multi-region endpoints in v2, the only API that has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.multi_region.endpoints import DEFAULT_PAGE, Endpoint, endpoint_pages
from sesfake.guesses.multi_region import BAD_ENDPOINT_TOKEN
from sesfake.v2.pages import page_of
from sesfake.v2.tags import given_tags


def create_multi_region_endpoint(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    secondaries = [route["Region"] for route in request["Details"]["RoutesDetails"]]
    tags = given_tags(request)
    new = account.endpoints.add(request["EndpointName"], secondaries, tags)
    return {"Status": new.status(account.clock.now()), "EndpointId": new.id}


def get_multi_region_endpoint(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    endpoint = account.endpoints.get(request["EndpointName"])
    routes = [{"Region": region} for region in endpoint.regions]
    return {**_shown(account, endpoint), "Routes": routes}


def list_multi_region_endpoints(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size, token = request.get("PageSize", DEFAULT_PAGE), request.get("NextToken")
    pager = endpoint_pages()
    page = page_of(account, pager, account.endpoints, size, token, BAD_ENDPOINT_TOKEN)
    return {
        "MultiRegionEndpoints": [
            {**_shown(account, endpoint), "Regions": list(endpoint.regions)}
            for endpoint in page.items
        ],
        "NextToken": page.next_token,
    }


def delete_multi_region_endpoint(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    endpoint = account.endpoints.delete(request["EndpointName"])
    return {"Status": endpoint.status(account.clock.now())}


def _shown(account: Account, endpoint: Endpoint) -> dict[str, Any]:
    now = account.clock.now()
    return {
        "EndpointName": endpoint.name,
        "EndpointId": endpoint.id,
        "Status": endpoint.status(now),
        "CreatedTimestamp": endpoint.created_at,
        "LastUpdatedTimestamp": endpoint.updated_at(now),
    }
