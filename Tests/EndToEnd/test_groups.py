"""Groups and their members (RFC 7643 §4.2), as the RFC and as Entra ID change them."""

import uuid

import pytest

from service import ENTERPRISE, GROUP


@pytest.fixture
def people(acme):
    return [acme.create_user(f"member-{uuid.uuid4().hex}")["id"] for _ in range(3)]


def create(client, *members, **attributes):
    body = {"schemas": [GROUP], "displayName": f"G {uuid.uuid4().hex}", **attributes}
    if members:
        body["members"] = [{"value": member} for member in members]
    answer = client.post("/Groups", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def members(client, group):
    return [member["value"] for member in client.get(f"/Groups/{group['id']}").json().get("members", [])]


def test_member_has_type_and_reference(acme, people):
    group = create(acme, people[0])
    assert group["members"] == [
        {"value": people[0], "$ref": f"{acme.url}/Users/{people[0]}", "type": "User"}
    ]
    assert acme.get(f"/Groups/{group['id']}").json() == group
    assert "members" not in acme.get(f"/Groups/{group['id']}?excludedAttributes=members").json()
    listed = acme.get("/Groups", params={"filter": f'displayName eq "{group["displayName"].upper()}"'}).json()
    assert listed["Resources"] == [group]


def test_a_member_is_not_found_by_its_reference(acme, people):
    """And nobody is told that it was removed."""
    group = create(acme, people[0])
    path = f'members[$ref eq "{group["members"][0]["$ref"]}"]'
    refused = acme.patch(f"/Groups/{group['id']}", ("remove", path, None))
    assert refused.status_code == 400 and refused.json()["scimType"] == "invalidFilter"
    assert "by its 'value'" in refused.json()["detail"]
    assert acme.get(f"/Groups/{group['id']}").json() == group


# Operations, who is a member behind them, and the version: one more where a step has moved anybody, however many have.
CHANGES = [
    ([("Add", "members", [{"$ref": None, "value": 1}, {"value": 2}])], [0, 1, 2], 2),
    ([("add", "members", {"value": 1})], [0, 1], 2),
    ([("add", "members", 1)], [0, 1], 2),
    ([("Add", "members", [{"value": 0}])], [0], 1),
    ([("Remove", "members", [{"value": 0}])], [], 2),
    ([("Remove", "members", [{"value": 1}])], [0], 1),
    ([("remove", 'members[value eq "{0}"]', None)], [], 2),
    ([("remove", 'members[type eq "User"]', None)], [], 2),
    ([("remove", "members", None)], [], 2),
    ([("replace", "members", [{"value": 2}])], [2], 2),
    ([("replace", "members", [])], [], 2),
    ([("replace", {"members": [{"value": 1}, {"value": 2}]})], [1, 2], 2),
    ([("add", "members", [{"value": 1}]), ("remove", 'members[value eq "{1}"]', None)], [0], 2),
    ([("remove", 'members[value eq "{0}"]', None), ("add", "members", [{"value": 1, "display": "x"}])], [1], 2),
]


def filled(value, people):
    """The value with the numbers of people replaced by their identifiers."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return people[value]
    if isinstance(value, str):
        for number, person in enumerate(people):
            value = value.replace("{%d}" % number, person)
        return value
    if isinstance(value, dict):
        return {name: filled(inner, people) for name, inner in value.items()}
    return [filled(inner, people) for inner in value]


@pytest.mark.parametrize("operations, expected, version", CHANGES, ids=range(len(CHANGES)))
def test_change_of_members(acme, people, operations, expected, version):
    group = create(acme, people[0])
    answer = acme.patch(f"/Groups/{group['id']}", *[tuple(filled(part, people) for part in o) for o in operations])
    assert answer.status_code == 200, answer.text
    assert members(acme, group) == [people[number] for number in expected]
    assert acme.get(f"/Groups/{group['id']}").json() == answer.json()
    assert answer.json()["meta"]["version"] == f'W/"{version}"'


def test_groups_of_a_user_are_derived(acme, people):
    inner = create(acme, people[0])
    outer = create(acme, inner["id"])
    create(acme, outer["id"], people[1])
    groups = acme.get(f"/Users/{people[0]}").json()["groups"]
    assert [(group["display"], group["type"]) for group in groups[:2]] == [
        (inner["displayName"], "direct"),
        (outer["displayName"], "indirect"),
    ]
    assert groups[0]["$ref"] == f"{acme.url}/Groups/{inner['id']}"
    assert acme.patch(f"/Users/{people[0]}", ("add", "groups", [])).json()["scimType"] == "mutability"
    assert acme.find(f'groups.value eq "{inner["id"]}"')["totalResults"] == 1
    # Groups that contain each other do no harm.
    acme.patch(f"/Groups/{inner['id']}", ("add", "members", [{"value": outer["id"]}]))
    assert len(acme.get(f"/Users/{people[0]}").json()["groups"]) == 3


def test_deleting_a_member_removes_its_memberships(service, acme, people):
    group = create(acme, *people)
    acme.delete(f"/Users/{people[1]}")
    after = acme.get(f"/Groups/{group['id']}").json()
    assert [member["value"] for member in after["members"]] == [people[0], people[2]]
    assert after["meta"]["version"] == 'W/"2"'
    acme.delete(f"/Groups/{group['id']}")
    assert "groups" not in acme.get(f"/Users/{people[0]}").json()
    assert "whole" in service.scimd("check").stdout


def test_who_does_not_exist_yet_is_a_member_by_name_alone(acme, beta, people):
    """RFC 7644 asks for no existing member; one of another network is as if it did not exist."""
    group = create(acme, people[0])
    foreign = beta.create_user(uuid.uuid4().hex)["id"]
    stranger = str(uuid.uuid4())
    acme.patch(f"/Groups/{group['id']}", ("add", "members", [{"value": foreign}, {"value": stranger}]))
    named = acme.get(f"/Groups/{group['id']}").json()["members"]
    assert {"value": foreign} in named and {"value": stranger} in named
    assert "groups" not in beta.get(f"/Users/{foreign}").json()


def test_reference_checks_of_entra(acme, people):
    group = create(acme, people[0])
    for attribute in ("members", "members.value"):
        for person, total in ((people[0], 1), (people[1], 0)):
            found = acme.find(f'id eq "{group["id"]}" and {attribute} eq "{person}"', path="/Groups", attributes="id")
            assert found["totalResults"] == total
            if total:
                assert found["Resources"][0].keys() == {"schemas", "id"}
    acme.patch(f"/Users/{people[1]}", ("Add", f"{ENTERPRISE}:manager", people[0]))
    assert acme.find(f'id eq "{people[1]}" and {ENTERPRISE}:manager eq "{people[0]}"')["totalResults"] == 1


def test_group_name_is_unique_in_any_letter_case(acme):
    group = create(acme)
    again = acme.post("/Groups", {"schemas": [GROUP], "displayName": group["displayName"].upper()})
    assert (again.status_code, again.json()["scimType"]) == (409, "uniqueness")


def test_large_group_is_changed_member_by_member(service, acme):
    """5,000 members are added one at a time by eight clients; exactly they are there, and each answer stays small."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        clients = [service.client() for _ in range(8)]
        name = uuid.uuid4().hex
        people = list(pool.map(lambda n: clients[n % 8].create_user(f"{name}-{n}")["id"], range(5000)))
        group = create(acme)

        def add(number):
            answer = clients[number % 8].patch(f"/Groups/{group['id']}", ("Add", "members", [{"value": people[number]}]))
            return answer.status_code

        statuses = list(pool.map(add, range(5000)))
    assert statuses.count(200) == 100 and statuses.count(204) == 4900
    after = acme.get(f"/Groups/{group['id']}").json()
    assert sorted(member["value"] for member in after["members"]) == sorted(people)
    assert after["meta"]["version"] == 'W/"5001"'
    assert acme.patch(f"/Groups/{group['id']}", ("remove", f'members[value eq "{people[7]}"]', None)).status_code == 204
    assert acme.delete(f"/Groups/{group['id']}").status_code == 204


def test_members_are_looked_through_so_often_in_a_request_and_no_oftener(acme):
    """Other changes wait meanwhile."""
    group = create(acme, *(acme.create_user(f"member-{uuid.uuid4().hex}")["id"] for _ in range(200)))
    path, look = f"/Groups/{group['id']}", ("remove", 'members[type eq "Group"]', None)
    assert acme.patch(path, *[look] * 50).status_code < 300
    refused = acme.patch(path, *[look] * 2_500)
    assert (refused.status_code, refused.json()["scimType"]) == (400, "tooMany")
    assert len(members(acme, group)) == 200
