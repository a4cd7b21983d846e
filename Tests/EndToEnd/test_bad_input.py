"""What bad input gets: the right 4xx as a SCIM Error that says what to change, and nothing written."""

import gzip
import json
import uuid

import pytest

from service import ERROR, MEDIA_TYPE, USER, patch


def check(answer, status, scim_type=None, says=""):
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    error = answer.json()
    assert error["schemas"] == [ERROR]
    assert error["status"] == str(status)
    assert error.get("scimType") == scim_type
    assert says in error["detail"]
    return error


def user(**attributes):
    return {"schemas": [USER], "userName": uuid.uuid4().hex, **attributes}


DEEP = '{"schemas":["%s"],"userName":"deep","x":%s1%s}' % (USER, "[" * 100, "]" * 100)

BODIES = [
    ("", "invalidSyntax", "empty"),
    ("{", "invalidSyntax", "line 1"),
    ("[]", "invalidSyntax", "object"),
    ('{"schemas":["%s"],"userName":"a","userName":"b"}' % USER, "invalidSyntax", "twice"),
    (b'{"schemas":["%s"],"userName":"\xff"}' % USER.encode(), "invalidSyntax", "UTF-8"),
    ('{"schemas":["%s"],"userName":"a\\u0000b"}' % USER, "invalidSyntax", "NUL"),
    (b'{"schemas":["%s"],"userName":"a\x00b"}' % USER.encode(), "invalidSyntax", "NUL"),
    ('{"schemas":["%s"],"userName":"\\ud800"}' % USER, "invalidSyntax", "surrogate"),
    (DEEP, "invalidSyntax", "nested"),
    ('{"userName":"a"}', "invalidSyntax", "'schemas' is missing"),
    ('{"schemas":[],"userName":"a"}', "invalidSyntax", "at least one"),
    ('{"schemas":["urn:example:x"],"userName":"a"}', "invalidSyntax", USER),
    ('{"schemas":["%s"]}' % USER, "invalidValue", "'userName' is required"),
    (json.dumps(user(userName=5)), "invalidValue", "'userName' must be text"),
    (json.dumps(user(active="maybe")), "invalidValue", "true or false"),
    (json.dumps(user(emails="a@b.c")), "invalidValue", "send an array"),
    (json.dumps(user(name="Jane")), "invalidValue", "sub-attributes"),
    (json.dumps(user(x509Certificates=[{"value": "not base64!"}])), "invalidValue", "base64"),
    (json.dumps(user(emails=[{"value": "a", "primary": True}, {"value": "b", "primary": True}])), "invalidValue", "most one"),
]


@pytest.mark.parametrize("body, scim_type, says", BODIES, ids=range(len(BODIES)))
def test_body_is_refused_and_nothing_written(service, acme, body, scim_type, says):
    # Refusals are written down too, and some time later.
    changes = "SELECT count(*) FROM journal WHERE operation <> 'refuse'"
    before = service.query(changes)
    check(acme.post("/Users", body), 400, scim_type, says)
    assert service.query(changes) == before


def test_body_over_the_limit(acme):
    check(acme.post("/Users", json.dumps(user(title="x" * (4 * 1024 * 1024)))), 413, says="4 MiB")


def test_body_of_another_type(acme):
    for name in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        check(acme.post("/Users", json.dumps(user()), headers={"Content-Type": name}), 415, says=MEDIA_TYPE)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "gzip, gzip", "unknown"])
def test_body_with_an_encoding(acme, name):
    """Not even looked into: the answer is the same for a body that is not packed at all."""
    for body in (gzip.compress(json.dumps(user()).encode()), json.dumps(user())):
        check(acme.post("/Users", body, headers={"Content-Encoding": name}), 415, says=f"Content-Encoding: {name}")


def test_body_with_the_encoding_of_none(acme):
    assert acme.post("/Users", json.dumps(user()), headers={"Content-Encoding": "identity"}).status_code == 201


@pytest.mark.parametrize("name", [MEDIA_TYPE + "; charset=utf-8", "application/json", "Application/SCIM+JSON"])
def test_body_of_a_fitting_type(acme, name):
    assert acme.post("/Users", json.dumps(user()), headers={"Content-Type": name}).status_code == 201


# What a client accepts, and the type of every answer to it.
ACCEPTED = [
    (None, MEDIA_TYPE),
    ("*/*", MEDIA_TYPE),
    ("text/html", MEDIA_TYPE),
    (MEDIA_TYPE, MEDIA_TYPE),
    (f"{MEDIA_TYPE}, application/json", MEDIA_TYPE),
    (f"application/json, {MEDIA_TYPE};q=0.5", MEDIA_TYPE),
    ("application/json", "application/json"),
    ("text/html, application/json;q=0.9", "application/json"),
]


@pytest.mark.parametrize("accept, expected", ACCEPTED)
def test_answers_are_of_the_type_that_is_asked_for(acme, accept, expected):
    """RFC 7644 §3.8: SCIM's own, unless a client names JSON alone; what is in the answer is the same."""
    headers = {"Accept": accept}
    created = acme.post("/Users", user(), headers=headers)
    path = f"/Users/{created.json()['id']}"
    read = acme.get(path, headers=headers)
    answers = [created, read, acme.patch(path, ("add", "title", "T"), headers=headers)]
    for other in ("/Users?count=1", "/Schemas", "/ServiceProviderConfig", "/Users/none"):
        answers.append(acme.get(other, headers=headers))
    answers.append(acme.post("/Users", "{", headers=headers))
    assert [answer.status_code for answer in answers] == [201, 200, 200, 200, 200, 200, 404, 400]
    assert [answer.headers["Content-Type"] for answer in answers] == [expected] * len(answers)
    assert created.json() == read.json()


FILTERS = [
    ("nickname2 eq \"x\"", "'nickname2' is not an attribute of User"),
    ("userName", "an operator was expected"),
    ("userName eq", "a value was expected"),
    ("userName xx \"a\"", "not an operator"),
    ("userName eq \"a", "closing quotation mark"),
    ("userName eq \"a\" and", "expected"),
    ("(userName eq \"a\"", "')' was expected"),
    ("active gt true", "cannot compare"),
    ("meta.created gt \"yesterday\"", "not a value"),
    ("emails[type eq \"work\"", "']' was expected"),
    ("(" * 100 + "userName pr" + ")" * 100, "nested"),
]


@pytest.mark.parametrize("expression, says", FILTERS, ids=range(len(FILTERS)))
def test_filter_is_refused(acme, expression, says):
    check(acme.get("/Users", params={"filter": expression}), 400, "invalidFilter", says)


@pytest.mark.parametrize("path", ["/ServiceProviderConfig", "/ResourceTypes", "/ResourceTypes/User", "/Schemas"])
def test_discovery_is_not_filtered(acme, path):
    """RFC 7644 §4: nobody shall take all there is for what a filter found; the other parameters of a query are ignored."""
    error = check(acme.get(path, params={"filter": 'name eq "User"'}), 403)
    assert error["detail"] == "discovery cannot be filtered: leave 'filter' out"
    assert acme.get(path, params={"sortBy": "name", "startIndex": 2, "count": 1}).json() == acme.get(path).json()


def test_unknown_path_and_wrong_method(acme):
    check(acme.get("/Userz"), 404, says="Tenant URL")
    check(acme.get("/Users/none"), 404)
    answer = acme.put("/Users", user())
    check(answer, 405, says="GET, POST")
    assert answer.headers["Allow"] == "GET, POST"
    for path in ("/ServiceProviderConfig", "/Schemas", "/ResourceTypes"):
        assert acme.post(path, {}).headers["Allow"] == "GET"


PATCHES = [
    ({"schemas": [USER], "Operations": []}, "invalidSyntax"),
    (patch(), "invalidSyntax"),
    (patch(("move", "title", "x")), "invalidSyntax"),
    (patch(("replace", "title[", "x")), "invalidPath"),
    (patch(("replace", "nothing.here", "x")), "invalidPath"),
    (patch(("replace", "id", "x")), "mutability"),
    (patch(("replace", 'emails[type eq "none"].value', "x")), "noTarget"),
    (patch(("replace", "active", "maybe")), "invalidValue"),
    (patch(("remove", None, None)), "noTarget"),
    (patch(("remove", "userName", None)), "mutability"),
    (patch(("add", "emails", {})), "invalidValue"),
]


@pytest.mark.parametrize("body, scim_type", PATCHES, ids=range(len(PATCHES)))
def test_failing_operation_leaves_the_user_as_it_was(acme, body, scim_type):
    created = acme.create_user(uuid.uuid4().hex, title="before", emails=[{"type": "work", "value": "a@b.c"}])
    good = {"op": "replace", "path": "title", "value": "after"}
    for operations in (body["Operations"], [good] + body["Operations"] if body["Operations"] else []):
        answer = acme.request("PATCH", f"/Users/{created['id']}", {**body, "Operations": operations})
        if answer.status_code == 200:
            # An unknown attribute beside something to do is passed over, so that a disable is never lost with it.
            assert scim_type == "invalidPath" and len(operations) == 2
            continue
        check(answer, 400, scim_type)
        assert acme.get(f"/Users/{created['id']}").json() == created


def test_taken_name_is_a_conflict_in_any_letter_case(acme):
    name = "Taken-" + uuid.uuid4().hex
    acme.create_user(name)
    check(acme.post("/Users", user(userName=name.upper())), 409, "uniqueness", "look it up")
    other = acme.create_user(uuid.uuid4().hex)
    check(acme.patch(f"/Users/{other['id']}", ("replace", "userName", name)), 409, "uniqueness")
    assert acme.get(f"/Users/{other['id']}").json() == other
