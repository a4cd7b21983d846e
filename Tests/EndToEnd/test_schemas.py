"""Resource types from files, the settings of a network, and what else an operator gives one."""

import json
import shutil
import subprocess
import uuid

import pytest

from service import Client, GROUP, ROOT, SCIMD, USER

SCHEMAS = ROOT / "Tests" / "Schemas"
DEVICE = "urn:example:scim:2.0:Device"
WARRANTY = "urn:example:scim:2.0:Warranty"
BADGE = "urn:example:scim:2.0:Badge"


def device(serial=None, **attributes):
    return {
        "schemas": [DEVICE, WARRANTY],
        "serial": serial or uuid.uuid4().hex,
        "label": "L",
        WARRANTY: {"until": "2030-01-01T00:00:00Z"},
        **attributes,
    }


def type_names(client):
    return {resource["name"] for resource in client.get("/ResourceTypes").json()["Resources"]}


@pytest.fixture(scope="module")
def devices(tmp_path_factory):
    """A service whose networks all have the resource types of the files."""
    from service import Service

    service = Service(
        tmp_path_factory.mktemp("devices") / "state", ["acme", "beta"], arguments=["--schemas", SCHEMAS]
    )
    yield service
    assert service.stop() == 0, service.errors()


def test_types_of_files_are_served(devices):
    client = devices.client("acme")
    assert type_names(client) == {"User", "Group", "Device"}
    ids = {schema["id"] for schema in client.get("/Schemas").json()["Resources"]}
    assert {DEVICE, WARRANTY, BADGE} <= ids
    made = client.post("/Devices", device("S1", kind="laptop", place={"building": "B", "floor": 1}))
    assert made.status_code == 201, made.text
    url = made.headers["Location"]
    assert url == f"{client.url}/Devices/{made.json()['id']}"
    path = url.removeprefix(client.url)
    assert client.get(path).json() == made.json()
    assert client.find('place.floor eq 1 and kind eq "LAPTOP"', "/Devices")["totalResults"] == 1
    changed = client.patch(path, ("replace", "place.floor", 2), ("add", f"{WARRANTY}:until", "2031-01-01T00:00:00Z"))
    assert changed.json()["place"] == {"building": "B", "floor": 2}
    assert changed.json()[WARRANTY] == {"until": "2031-01-01T00:00:00Z"}
    again = client.post("/Devices", device("S1"))
    assert (again.status_code, again.json()["scimType"]) == (409, "uniqueness")
    bare = client.post("/Devices", {"schemas": [DEVICE], "serial": "S2", "label": "L"})
    assert (bare.status_code, bare.json()["scimType"]) == (400, "invalidValue")
    assert WARRANTY in bare.json()["detail"]
    badge = client.create_user("badged", **{BADGE: {"number": 7, "color": "red"}})
    assert badge["schemas"] == [USER, BADGE]
    assert client.find(f"{BADGE}:number ge 7")["totalResults"] == 1
    assert client.delete(path).status_code == 204


def test_sorted_paged_and_projected_like_users(devices):
    client = devices.client("beta")
    for number in (3, 1, 2):
        client.post("/Devices", device(f"P{number}", cores=number)).raise_for_status()
    client.post("/Devices", device("P4")).raise_for_status()
    query = {"sortBy": "cores", "sortOrder": "descending", "attributes": "serial", "count": 2}
    pages, cursor = [], ""
    while cursor is not None:
        page = client.get("/Devices", params={**query, "cursor": cursor}).json()
        pages += page["Resources"]
        cursor = page.get("nextCursor")
    # What has no value comes last, and first when descending.
    assert [resource["serial"] for resource in pages] == ["P4", "P3", "P2", "P1"]
    assert all(set(resource) == {"schemas", "id", "serial", "label"} for resource in pages), "label is always returned"
    by_index = client.get("/Devices", params={**query, "startIndex": 3}).json()
    assert [resource["serial"] for resource in by_index["Resources"]] == ["P2", "P1"]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "says"),
    [
        ('"type": "decimal" },', '"type": "decimal"', 25, 7, "',' or '}' was expected"),
        ('"type": "decimal" }', '"type": "money" }', 24, 35, "there is no 'money'"),
        ('"mutability": "immutable", "uniqueness"', '"mutability": "frozen", "uniqueness"', 19, 96, "no 'frozen'"),
        ('"type": "boolean" }', '"type": "boolean", "colour": 1 }', 23, 57, "colour"),
    ],
)
def test_broken_file_stops_the_start(tmp_path, old, new, line, column, says):
    folder = tmp_path / "schemas"
    shutil.copytree(SCHEMAS, folder)
    file = folder / "device.json"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    done = subprocess.run(
        [SCIMD, "serve", "--database", tmp_path / "scimd.db", "--schemas", folder],
        capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL,
    )
    assert done.returncode != 0
    assert f"{file}, line {line}, column {column}: " in done.stderr and says in done.stderr, done.stderr


def test_a_network_has_types_of_its_own(service, fresh, beta):
    name = fresh.url.rsplit("/", 1)[1]
    assert type_names(fresh) == {"User", "Group"}
    service.scimd("network", "schemas", name, SCHEMAS)
    # The very next request knows them; other networks do not.
    assert type_names(fresh) == {"User", "Group", "Device"}
    assert beta.get("/Devices").status_code == 404
    made = fresh.post("/Devices", device())
    assert made.status_code == 201, made.text
    assert "Device" in service.scimd("network", "show", name).stdout
    # What would lose resources is refused, and says how many.
    refused = service.scimd("network", "schemas", name, "--remove", check=False)
    assert refused.returncode != 0 and "Device" in refused.stderr
    assert fresh.get(made.headers["Location"].removeprefix(fresh.url)).status_code == 200
    fresh.delete(made.headers["Location"].removeprefix(fresh.url))
    service.scimd("network", "schemas", name, "--remove")
    assert type_names(fresh) == {"User", "Group"}


def test_names_of_groups_are_unique_by_setting(service, fresh):
    name = fresh.url.rsplit("/", 1)[1]
    group = {"schemas": [GROUP], "displayName": "Tour Guides"}
    assert fresh.post("/Groups", group).status_code == 201
    refused = fresh.post("/Groups", {**group, "displayName": "tour guides"})
    assert (refused.status_code, refused.json()["scimType"]) == (409, "uniqueness")
    service.scimd("network", "set", name, "--no-unique-group-names")
    assert fresh.post("/Groups", group).status_code == 201
    # There are two of one name now, so the setting cannot come back.
    back = service.scimd("network", "set", name, "--unique-group-names", check=False)
    assert back.returncode != 0 and "tour guides" in back.stderr.lower(), back.stderr


def test_me_is_who_the_token_was_issued_for(service, acme):
    user = acme.create_user(uuid.uuid4().hex)
    issued = service.scimd("token", "issue", "acme", "--me", user["id"])
    me = Client(acme.url, issued.stdout.splitlines()[-1], service.ca)
    assert me.get("/Me").json() == user
    assert me.patch("/Me", ("add", "title", "T")).json()["title"] == "T"
    assert acme.get("/Me").status_code == 501
    missing = service.scimd("token", "issue", "acme", "--me", "nobody", check=False)
    assert missing.returncode != 0 and "nobody" in missing.stderr


def bulk(*operations):
    return {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": operations}


def test_bulk_makes_a_group_and_its_members(acme):
    names = [uuid.uuid4().hex for _ in range(3)]
    users = [
        {"method": "POST", "path": "/Users", "bulkId": name, "data": {"schemas": [USER], "userName": name}}
        for name in names
    ]
    members = [{"value": f"bulkId:{name}"} for name in names]
    group = {
        "method": "POST", "path": "/Groups", "bulkId": "g",
        "data": {"schemas": [GROUP], "displayName": names[0], "members": members},
    }
    # The group stands first, and refers to what is made after it.
    answer = acme.post("/Bulk", bulk(group, *users))
    assert answer.status_code == 200, answer.text
    results = answer.json()["Operations"]
    assert [result["status"] for result in results] == ["201"] * 4
    made = acme.get(results[0]["location"].removeprefix(acme.url)).json()
    assert {member["value"] for member in made["members"]} == {
        result["location"].rsplit("/", 1)[1] for result in results[1:]
    }


def test_bulk_is_limited_as_announced(acme):
    announced = acme.get("/ServiceProviderConfig").json()["bulk"]
    delete = {"method": "DELETE", "path": "/Users/x"}
    fits = acme.post("/Bulk", bulk(*[delete] * announced["maxOperations"]))
    assert fits.status_code == 200
    assert {result["status"] for result in fits.json()["Operations"]} == {"404"}
    assert acme.post("/Bulk", bulk(*[delete] * (announced["maxOperations"] + 1))).status_code == 413
    padding = " " * announced["maxPayloadSize"]
    too_large = acme.post("/Bulk", json.dumps(bulk(delete)) + padding)
    assert too_large.status_code == 413 and too_large.json()["status"] == "413"


def test_versions_of_the_protocol(acme):
    assert acme.url.endswith("/v2/acme")
    for version in ("v1", "v3"):
        answer = acme.session.get(acme.url.replace("/v2/", f"/{version}/") + "/Users", timeout=10)
        assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidVers"), version
        assert "write v2 in the Tenant URL" in answer.json()["detail"]
