"""The requests that are measured, a row of the table each."""

import json
import random
from urllib.parse import quote

from behind_nginx import NETWORK
from seed import ENTERPRISE, USER

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
BASE = f"/scim/v2/{NETWORK}"
SAMPLE = 5_000


def _search(expression):
    return f"GET\t{BASE}/Users?filter={quote(expression, safe='[]@.')}"


def _numbers(size):
    return [random.randrange(size) for _ in range(SAMPLE)]


def _changes():
    return json.dumps(
        {
            "schemas": [PATCH],
            "Operations": [
                {"op": "Replace", "path": "title", "value": "Engineer @N@"},
                {"op": "Replace", "path": "name.familyName", "value": "Family @N@"},
            ],
        }
    )


def _newcomer():
    return json.dumps(
        {
            "schemas": [USER, ENTERPRISE],
            "externalId": "new-@N@",
            "userName": "new@N@@contoso.com",
            "active": True,
            "displayName": "New Person",
            "title": "Engineer",
            "emails": [{"type": "work", "value": "new@N@@contoso.com", "primary": True}],
            "meta": {"resourceType": "User"},
            "name": {"formatted": "New Person", "familyName": "Person", "givenName": "New"},
            "roles": [],
            ENTERPRISE: {"department": "R&D", "organization": "Contoso"},
        }
    )


# Reads first: POST makes the network larger.
ROWS = {
    "get": lambda seeded: [f"GET\t{BASE}/Users/{id}" for id in seeded.ids(SAMPLE)],
    "userName": lambda seeded: [_search(f'userName eq "user{n}@contoso.com"') for n in _numbers(seeded.size)],
    "work email": lambda seeded: [
        _search(f'emails[type eq "work"].value eq "user{n}@contoso.com"') for n in _numbers(seeded.size)
    ],
    "externalId": lambda seeded: [_search(f'externalId eq "external-{n}"') for n in _numbers(seeded.size)],
    "probe": lambda seeded: [_search(f'userName eq "nobody-{n}"') for n in _numbers(seeded.size)],
    "list of 100": lambda _: [f"GET\t{BASE}/Users?startIndex=1&count=100"],
    "patch": lambda seeded: [f"PATCH\t{BASE}/Users/{id}\t{_changes()}" for id in seeded.ids(SAMPLE)],
    "post": lambda _: [f"POST\t{BASE}/Users\t{_newcomer()}"],
}


def write(lines, file):
    file.write_text("\n".join(lines) + "\n")
    return file
