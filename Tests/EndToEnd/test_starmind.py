"""The life of a user as the Starmind application of Entra ID leads it: eight attributes, both dialects."""

import uuid

import pytest

from service import ENTERPRISE, MEDIA_TYPE, USER


@pytest.fixture
def jane():
    name = f"Jane.{uuid.uuid4().hex[:8]}@contoso.com"
    return {
        "schemas": [USER, ENTERPRISE],
        "userName": name,
        "active": True,
        "title": "Engineer, “R&D”",
        "emails": [{"primary": True, "type": "work", "value": name}],
        "meta": {"resourceType": "User"},
        "name": {"givenName": "Jané", "familyName": "O'Neill"},
        "roles": [],
        ENTERPRISE: {"organization": "Contoso", "department": "R&D"},
    }


def sent(user):
    return {name: value for name, value in user.items() if name not in ("meta", "roles")}


def test_connection_probe_gets_an_empty_list(acme):
    for attribute in ("userName", "externalId", 'emails[type eq "work"].value'):
        answer = acme.get("/Users", params={"filter": f'{attribute} eq "{uuid.uuid4()}"'})
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == MEDIA_TYPE
        assert answer.json() == {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
            "totalResults": 0,
            "startIndex": 1,
            "itemsPerPage": 0,
            "Resources": [],
        }


def test_every_value_comes_back_as_sent(acme, jane):
    created = acme.post("/Users", jane)
    assert created.status_code == 201
    user = created.json()
    assert created.headers["Location"] == user["meta"]["location"] == f"{acme.url}/Users/{user['id']}"
    assert created.headers["ETag"] == user["meta"]["version"] == 'W/"1"'
    read = acme.get(f"/Users/{user['id']}").json()
    assert read == user
    assert {name: read[name] for name in sent(jane)} == sent(jane)


@pytest.mark.parametrize("case", [str, str.upper, str.lower, str.swapcase])
def test_lookup_in_any_letter_case(acme, jane, case):
    created = acme.post("/Users", jane).json()
    for attribute in ("userName", "USERNAME", 'emails[type eq "work"].value', 'emails[type EQ "WORK"].Value'):
        found = acme.find(f'{attribute} eq "{case(jane["userName"])}"')
        assert [user["id"] for user in found["Resources"]] == [created["id"]]


def disable_by_default_dialect(active):
    return [("Replace", "active", str(active))]


def disable_by_flag_dialect(active):
    return [("replace", "active", active)]


@pytest.mark.parametrize("write", [disable_by_default_dialect, disable_by_flag_dialect])
def test_disabled_stays_readable_and_is_restored(acme, jane, write):
    identifier = acme.post("/Users", jane).json()["id"]
    answer = acme.patch(f"/Users/{identifier}", *write(False))
    assert (answer.status_code, answer.json()["active"]) == (200, False)
    assert acme.get(f"/Users/{identifier}").json()["active"] is False
    assert acme.find(f'userName eq "{jane["userName"]}"')["Resources"][0]["active"] is False
    assert acme.patch(f"/Users/{identifier}", *write(True)).json()["active"] is True


UPDATES = {
    "default": [
        ("Replace", "title", "Head"),
        ("Replace", 'emails[type eq "work"].value', "new@contoso.com"),
        ("Replace", "name.givenName", "G"),
        ("Add", "name.familyName", "F"),
        ("Replace", f"{ENTERPRISE}:department", "X"),
        ("Add", f"{ENTERPRISE}:organization", "Y"),
    ],
    "aadOptscim062020": [
        ("replace", 'emails[type eq "work"].value', "new@contoso.com"),
        (
            "replace",
            {
                "title": "Head",
                "name.givenName": "G",
                "name.familyName": "F",
                f"{ENTERPRISE}:department": "X",
                f"{ENTERPRISE}:organization": "Y",
            },
        ),
    ],
}


@pytest.mark.parametrize("dialect", UPDATES)
def test_update_in_each_dialect(acme, jane, dialect):
    created = acme.post("/Users", jane).json()
    answer = acme.patch(f"/Users/{created['id']}", *UPDATES[dialect])
    assert answer.status_code == 200, answer.text
    user = acme.get(f"/Users/{created['id']}").json()
    assert user == answer.json()
    assert user["title"] == "Head"
    assert user["emails"] == [{"primary": True, "type": "work", "value": "new@contoso.com"}]
    assert user["name"] == {"givenName": "G", "familyName": "F"}
    assert user[ENTERPRISE] == {"organization": "Y", "department": "X"}
    assert user["meta"]["version"] == 'W/"2"'


def test_delete_and_create_again(acme, jane):
    identifier = acme.post("/Users", jane).json()["id"]
    assert acme.post("/Users", jane).status_code == 409
    deleted = acme.delete(f"/Users/{identifier}")
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert acme.get(f"/Users/{identifier}").status_code == 404
    assert acme.delete(f"/Users/{identifier}").status_code == 404
    again = acme.post("/Users", jane)
    assert again.status_code == 201
    assert again.json()["id"] != identifier


def test_change_is_in_the_database_with_its_journal(service, acme, jane):
    identifier = acme.post("/Users", jane).json()["id"]
    acme.patch(f"/Users/{identifier}", ("Replace", "title", "Head"))
    acme.delete(f"/Users/{identifier}")
    rows = service.query(
        "SELECT operation, version, before ->> '$.title', token IS NOT NULL FROM journal WHERE resource = ?", identifier
    )
    assert rows == [
        ("create", 1, None, 1),
        ("update", 2, jane["title"], 1),
        ("delete", 2, "Head", 1),
    ]
