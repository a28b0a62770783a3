"""Methods and paths of v2."""

import pytest

from sesfake import errors
from sesfake.protocol.model import service_model
from sesfake.protocol.routing import find_route

from .botocore_side import of_today


def found(method, path):
    route, labels = find_route(method, path)
    return route.operation.name, labels


@pytest.mark.parametrize("name", service_model("sesv2").operation_names)
def test_every_template_of_the_model_leads_to_its_operation(name):
    http = service_model("sesv2").operation_model(name).http
    path = http["requestUri"].replace("{", "").replace("}", "")
    assert found(http["method"], path)[0] == name


@of_today
@pytest.mark.parametrize(
    ("method", "path", "name", "labels"),
    [
        # resources 0.4: routes that end in a slash, with it and without
        ("GET", "/v2/email/insights/0100-x/", "GetMessageInsights", {"MessageId": "0100-x"}),
        ("GET", "/v2/email/insights/0100-x", "GetMessageInsights", {"MessageId": "0100-x"}),
        ("POST", "/v2/email/email-address-insights/", "GetEmailAddressInsights", {}),
        ("POST", "/v2/email/email-address-insights", "GetEmailAddressInsights", {}),
        ("GET", "/v2/email/account/", "GetAccount", {}),
        # resources 0.4: singular "tenant"
        ("POST", "/v2/email/tenant/suppression", "PutTenantSuppressionAttributes", {}),
        # resources 0.4: client generations
        ("POST", "/v2/email/list-configuration-sets", "ListConfigurationSets", {}),
        ("GET", "/v2/email/configuration-sets", "ListConfigurationSets", {}),
        ("POST", "/v2/email/list-identities", "ListEmailIdentities", {}),
        ("GET", "/v2/email/identities", "ListEmailIdentities", {}),
        ("POST", "/v2/email/import-jobs/list", "ListImportJobs", {}),
        ("GET", "/v2/email/import-jobs", "ListImportJobs", {}),
        # a literal beats a label
        ("GET", "/v2/email/import-jobs/list", "GetImportJob", {"JobId": "list"}),
        ("POST", "/v2/email/tenants/get", "GetTenant", {}),
        (
            "PUT",
            "/v2/email/contact-lists/contacts/contacts/contacts",
            "UpdateContact",
            {"ContactListName": "contacts", "EmailAddress": "contacts"},
        ),
        (
            "GET",
            "/v2/email/identities/a%2Fb%40c%252F+",
            "GetEmailIdentity",
            {"EmailIdentity": "a/b@c%2F+"},
        ),
        ("GET", "/v2/email/dedicated-ips/192.0.2.1", "GetDedicatedIp", {"IP": "192.0.2.1"}),
    ],
)
def test_a_path_leads_to_an_operation(method, path, name, labels):
    assert found(method, path) == (name, labels)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v2/email/nothing"),
        ("PATCH", "/v2/email/account"),
        ("get", "/v2/email/account"),
        ("GET", "/v1/email/account"),
        ("GET", "/v2/email/account/x/y/z"),
        ("GET", "/v2/email/identities//policies"),
        ("DELETE", "/v2/email/identities/"),
        ("GET", ""),
        ("GET", "/"),
    ],
)
def test_any_other_path_is_an_unknown_operation(method, path):
    with pytest.raises(errors.UnknownOperation):
        find_route(method, path)
