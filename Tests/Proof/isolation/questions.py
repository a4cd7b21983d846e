"""The requests in which a client of acme names something of beta.

Each is a function of the neighbours and of what is named, and gives the method, path, query, body and headers. It is
asked once with what exists in beta and once with what exists nowhere; nothing but the name may differ.
"""

import random
import secrets
from urllib.parse import quote

from isolation.neighbours import BULK, location
from model.attributes import ENTERPRISE, GROUP, USER

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"


def request(method, path, query="", body=None, headers=None):
    return method, path, query, body, headers


def patch(*operations):
    return {"schemas": [PATCH], "Operations": list(operations)}


def filtered(path, expression):
    return lambda near, other: request("GET", path, "filter=" + quote(expression(other)))


def searched(path, expression):
    def question(near, other):
        return request("POST", f"{path}/.search", body={"schemas": [SEARCH], "filter": expression(other)})

    return question


def reading(endpoint):
    return {
        f"GET {endpoint}": lambda near, other: request("GET", f"{endpoint}/{other['id']}"),
        f"HEAD {endpoint}": lambda near, other: request("HEAD", f"{endpoint}/{other['id']}"),
        f"GET {endpoint} with attributes": lambda near, other: request(
            "GET", f"{endpoint}/{other['id']}", "attributes=members,groups"
        ),
        f"GET {endpoint} with If-None-Match": lambda near, other: request(
            "GET", f"{endpoint}/{other['id']}", headers={"HTTP_IF_NONE_MATCH": other["version"]}
        ),
        f"GET {endpoint} with If-Match": lambda near, other: request(
            "GET", f"{endpoint}/{other['id']}", headers={"HTTP_IF_MATCH": 'W/"77"'}
        ),
    }


def changing(endpoint, resource):
    return {
        f"PUT {endpoint}": lambda near, other: request("PUT", f"{endpoint}/{other['id']}", body=resource(other)),
        f"PUT {endpoint} with If-Match": lambda near, other: request(
            "PUT", f"{endpoint}/{other['id']}", body=resource(other), headers={"HTTP_IF_MATCH": other["version"]}
        ),
        f"PATCH {endpoint}": lambda near, other: request(
            "PATCH", f"{endpoint}/{other['id']}", body=patch({"op": "add", "path": "externalId", "value": "x"})
        ),
        f"PATCH {endpoint} wrongly": lambda near, other: request(
            "PATCH", f"{endpoint}/{other['id']}", body=patch({"op": "remove", "path": 'emails[type eq "none"]'})
        ),
        f"PATCH {endpoint} with If-Match": lambda near, other: request(
            "PATCH", f"{endpoint}/{other['id']}", body=patch({"op": "add", "path": "externalId", "value": "x"}),
            headers={"HTTP_IF_MATCH": 'W/"77"'},
        ),
        f"DELETE {endpoint}": lambda near, other: request("DELETE", f"{endpoint}/{other['id']}"),
        f"DELETE {endpoint} with If-Match": lambda near, other: request(
            "DELETE", f"{endpoint}/{other['id']}", headers={"HTTP_IF_MATCH": other["version"]}
        ),
    }


def user(other):
    return {"schemas": [USER], "userName": other["name"], "externalId": other["externalId"]}


def group(other):
    return {"schemas": [GROUP], "displayName": other["name"], "externalId": other["externalId"]}


EXPRESSIONS = {
    "/Users": {
        "id": lambda other: f'id eq "{other["id"]}"', "not id": lambda other: f'not (id ne "{other["id"]}")',
        "beginning of id": lambda other: f'id sw "{other["id"][:35]}"',
        "userName": lambda other: f'userName eq "{other["name"]}"',
        "beginning of userName": lambda other: f'userName sw "{other["name"]}"',
        "externalId": lambda other: f'externalId eq "{other["externalId"]}"',
        "email": lambda other: f'emails.value eq "{other["email"]}"',
        "email by value path": lambda other: f'emails[type eq "work" and value eq "{other["email"]}"]',
        "manager": lambda other: f'{ENTERPRISE}:manager eq "{other["id"]}"',
        "manager.value": lambda other: f'manager.value eq "{other["id"]}"',
        "groups": lambda other: f'groups eq "{other["id"]}"',
        "groups.value": lambda other: f'groups.value eq "{other["id"]}"',
        "groups.display": lambda other: f'groups.display eq "{other["name"]}"',
        "id and more": lambda other: f'id eq "{other["id"]}" and title pr',
    },
    "/Groups": {
        "id": lambda other: f'id eq "{other["id"]}"', "displayName": lambda other: f'displayName eq "{other["name"]}"',
        "externalId": lambda other: f'externalId eq "{other["externalId"]}"',
        "members": lambda other: f'members eq "{other["id"]}"',
        "members.value": lambda other: f'members.value eq "{other["id"]}"',
        "members by value path": lambda other: f'members[value eq "{other["id"]}" and type eq "User"]',
        "id and members": lambda other: f'id eq "{other["id"]}" and members eq "{other["id"]}"',
    },
}
EXPRESSIONS["/"] = {**EXPRESSIONS["/Users"], **EXPRESSIONS["/Groups"]}


def bulk(*operations):
    return request("POST", "/Bulk", body={"schemas": [BULK], "Operations": list(operations)})


def in_bulk(method, endpoint, data=None, version=False):
    def question(near, other):
        operation = {"method": method, "path": f"{endpoint}/{other['id']}"}
        if data:
            operation["data"] = data(other)
        if version:
            operation["version"] = other["version"]
        return bulk(operation)

    return question


def new_group(member):
    """A group of acme that names somebody."""
    return lambda near, other: request("POST", "/Groups", body={
        "schemas": [GROUP], "displayName": f"new {secrets.token_hex(8)}", "members": [member(other)],
    })


def change_group(op, path, value):
    def question(near, other):
        operation = {"op": op, "path": path(other)}
        if value:
            operation["value"] = value(other)
        return request("PATCH", f"/Groups/{near.own['Groups'][0]['id']}", body=patch(operation))

    return question


def change_user(operation):
    return lambda near, other: request("PATCH", f"/Users/{near.own['Users'][0]['id']}", body=patch(operation(other)))


def new_user(attributes):
    return lambda near, other: request("POST", "/Users", body={
        "schemas": [USER], "userName": f"new-{secrets.token_hex(8)}", **attributes(other)
    })


QUESTIONS = {
    **reading("/Users"), **reading("/Groups"), **changing("/Users", user), **changing("/Groups", group),
    **{
        f"filter on {name} at {path}": filtered(path, expression)
        for path, expressions in EXPRESSIONS.items() for name, expression in expressions.items()
    },
    **{
        f"search for {name} at {path}": searched("" if path == "/" else path, expression)
        for path, expressions in EXPRESSIONS.items() for name, expression in expressions.items()
    },
    "DELETE in Bulk": in_bulk("DELETE", "/Users"),
    "DELETE with version in Bulk": in_bulk("DELETE", "/Groups", version=True),
    "PUT in Bulk": in_bulk("PUT", "/Users", user), "PUT of a group in Bulk": in_bulk("PUT", "/Groups", group),
    "PATCH in Bulk": in_bulk("PATCH", "/Users", lambda other: patch({"op": "add", "path": "title", "value": "x"}), True),
    "bulkId of another request": lambda near, other: bulk({
        "method": "POST", "path": "/Groups", "bulkId": "g",
        "data": {"schemas": [GROUP], "displayName": "g", "members": [{"value": f"bulkId:{other['bulkId']}"}]},
    }),
    "bulkId of another request in a path": lambda near, other: bulk(
        {"method": "DELETE", "path": f"/Users/bulkId:{other['bulkId']}"}
    ),
    "identifier as bulkId": lambda near, other: bulk(
        {"method": "DELETE", "path": f"/Users/bulkId:{other['id']}"}
    ),
    "member of a new group": new_group(lambda other: {"value": other["id"]}),
    "member of a new group with type": new_group(lambda other: {"value": other["id"], "type": "User"}),
    "member of a new group with $ref": new_group(
        lambda other: {"value": other["id"], "$ref": location(other, "/Users")}
    ),
    "member added": change_group("add", lambda other: "members", lambda other: [{"value": other["id"]}]),
    "member replaced": change_group("replace", lambda other: "members", lambda other: [{"value": other["id"]}]),
    "member removed": change_group("remove", lambda other: f'members[value eq "{other["id"]}"]', None),
    "manager of a new user": new_user(lambda other: {ENTERPRISE: {"manager": {"value": other["id"]}}}),
    "manager of a new user with $ref": new_user(
        lambda other: {ENTERPRISE: {"manager": {"value": other["id"], "$ref": location(other, "/Users")}}}
    ),
    "manager by PATCH": change_user(
        lambda other: {"op": "replace", "path": f"{ENTERPRISE}:manager", "value": other["id"]}
    ),
    "$ref of a manager by PATCH": change_user(
        lambda other: {"op": "replace", "path": f"{ENTERPRISE}:manager", "value": {"$ref": location(other, "/Users")}}
    ),
    "identifier in a POST": new_user(lambda other: {"id": other["id"], "meta": {"location": location(other, "/Users")}}),
    "externalId in a POST": new_user(lambda other: {"externalId": other["externalId"], "active": True}),
    "endpoint of a type": lambda near, other: request("GET", other["type"] + "s"),
    "resource type": lambda near, other: request("GET", "/ResourceTypes" + other["type"]),
    "schema": lambda near, other: request("GET", "/Schemas/urn:example:scim:2.0:" + other["type"][1:]),
    "attribute of a schema": lambda near, other: request(
        "GET", "/Users", "filter=" + quote(f'urn:example:scim:2.0:{other["type"][1:]}:serial eq "x"')
    ),
    "cursor": lambda near, other: request("GET", "/Users", f"{other['cursor'][0]}&cursor={other['cursor'][1]}"),
    "location of another network": lambda near, other: request(
        "GET", "/Users/" + quote(location(other, "/Users"), safe="")
    ),
}

# What makes something new under the name itself would meet it the second time; the answers are looked at by themselves.
CREATIONS = {
    "userName in a POST": lambda near, other: request("POST", "/Users", body=user(other)),
    "displayName in a POST": lambda near, other: request("POST", "/Groups", body=group(other)),
    "userName in Bulk": lambda near, other: bulk(
        {"method": "POST", "path": "/Users", "bulkId": other["bulkId"], "data": user(other)}
    ),
}


def named(near, kind):
    """What exists in beta, with everything that a question may need of it, and the same of what exists nowhere."""
    other = random.choice(near.others[kind])
    query, cursor, noise = random.choice(near.cursors)
    return (
        {**other, "type": "/Device", "cursor": (query, cursor)},
        {**other["nothing"], "type": "/Gadget", "cursor": (query, noise)},
    )
