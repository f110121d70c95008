"""The OpenAPI document and the profile say what the API does."""

import pytest
from django.urls import reverse

from resources.hsds.endpoints import ENDPOINTS
from resources.hsds.parameters import PARAMETERS, BadParameter
from resources.hsds.schemas import SCHEMAS
from tests.resources.hsds.conforming import REQUIRED
from tests.resources.hsds.conftest import everything

pytestmark = pytest.mark.django_db
OF_THE_STANDARD = {
    "services": "search page per_page format taxonomy_term_id taxonomy_id organization_id modified_after minimal full",
    "organizations": "search full_service full taxonomy_term_id taxonomy_id page per_page format",
    "service_at_locations": "search taxonomy_term_id taxonomy_id organization_id modified_after full page per_page format "
    "postcode proximity",
    "taxonomies": "search page per_page format",
    "taxonomy_terms": "search page per_page format taxonomy_id top_only parent_id",
}


@pytest.fixture
def document(client):
    return client.get(reverse("hsds:openapi")).json()


def pointers(part):
    if isinstance(part, dict):
        yield from ([part["$ref"]] if "$ref" in part else [])
        for each in part.values():
            yield from pointers(each)
    elif isinstance(part, list):
        for each in part:
            yield from pointers(each)


def test_every_parameter_of_the_standard_is_there_and_no_other():
    assert {name: set(each.of_list) for name, each in ENDPOINTS.items()} == {
        name: set(names.split()) for name, names in OF_THE_STANDARD.items()
    }


def test_every_pointer_of_the_document_leads_somewhere(document):
    for pointer in set(pointers(document)):
        part = document
        for name in pointer.removeprefix("#/").split("/"):
            part = part[name]


def test_the_document_names_each_address_and_each_operation_once(document):
    assert set(document["paths"]) == {"/", "/openapi.json", "/profile/"} | {
        address for name in ENDPOINTS for address in (f"/{name}", f"/{name}/{{id}}")
    }
    names = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_takes_its_own_default_and_refuses_what_its_schema_does(name):
    parameter = PARAMETERS[name]
    kind = parameter.schema["type"]
    if "default" in parameter.schema:
        assert parameter.value_of(str(parameter.schema["default"])) == parameter.schema["default"]
    if kind in ("integer", "boolean") or {"format", "anyOf", "pattern", "enum"} & parameter.schema.keys():
        with pytest.raises(BadParameter, match=f"“{name}” takes "):
            parameter.value_of("⋯")


def test_the_schemas_ask_for_what_the_standard_asks_for():
    ours = {"Organization", "Service", "ServiceAtLocation", "Location", "Address", "Phone", "Attribute", "Taxonomy"}
    names = {"ServiceAtLocation": "service_at_location"}
    for name in ours:
        assert set(SCHEMAS[name]["required"]) == set(REQUIRED[names.get(name, name.lower())].split())


def test_the_profile_explains_every_attribute_that_is_told(client, api, worker):
    made = everything(is_confidential=True, address_visibility="never")
    profile = client.get(reverse("hsds:profile")).json()
    explained = {(each["link_type"], each["link_entity"]) for each in profile["attributes"]}

    def told(part):
        if isinstance(part, dict):
            yield from ([(part["link_type"], part["link_entity"])] if "link_type" in part else [])
            for each in part.values():
                yield from told(each)
        elif isinstance(part, list):
            for each in part:
                yield from told(each)

    assert set(told(api(f"services/{made.pk}", worker).json())) - explained == set()
