"""Sorting, both ways of paging, projection, searches by POST, and preconditions."""

import json
import uuid

import pytest

from service import GROUP, USER

SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"


@pytest.fixture(scope="module")
def marked(service):
    """25 users who are the only ones with their title, and what they are."""
    client = service.client("beta")
    title = uuid.uuid4().hex
    users = []
    for number in range(25):
        attributes = {"title": title, "name": {"familyName": f"F{number % 5}"}}
        if number % 3:
            attributes["nickName"] = f"{'nN'[number % 2]}ick{number:02}"
        users.append(client.create_user(f"{title}-{24 - number:02}", **attributes))
    return f'title eq "{title}"', users


def names(page):
    return [user["userName"] for user in page["Resources"]]


def test_sorted_by_any_attribute(beta, marked):
    expression, users = marked
    by_name = beta.find(expression, sortBy="userName")
    assert names(by_name) == sorted(user["userName"] for user in users)
    descending = beta.find(expression, sortBy="USERNAME", sortOrder="descending")
    assert names(descending) == names(by_name)[::-1]
    by_nick = beta.find(expression, sortBy="nickName")["Resources"]
    nicks = [user.get("nickName") for user in by_nick]
    known = [nick.lower() for nick in nicks if nick]
    assert known == sorted(known) and nicks[len(known):] == [None] * 9
    assert [user.get("nickName") for user in beta.find(expression, sortBy="nickName", sortOrder="descending")["Resources"]][
        :9
    ] == [None] * 9
    by_family = beta.find(expression, sortBy="name.familyName")["Resources"]
    assert [user["name"]["familyName"] for user in by_family] == [f"F{n // 5}" for n in range(25)]
    assert beta.get("/Users?sortBy=nothing").json()["scimType"] == "invalidPath"
    assert beta.get("/Users?sortBy=userName&sortOrder=up").json()["scimType"] == "invalidValue"


@pytest.mark.parametrize("parameters", [{}, {"sortBy": "name.familyName"}, {"sortBy": "nickName", "sortOrder": "descending"}])
def test_pages_by_index_are_the_whole(beta, marked, parameters):
    expression, users = marked
    whole = names(beta.find(expression, count=1000, **parameters))
    pages = []
    for start in range(1, 26, 7):
        page = beta.find(expression, startIndex=start, count=7, **parameters)
        assert (page["totalResults"], page["startIndex"], page["itemsPerPage"]) == (25, start, len(page["Resources"]))
        pages += names(page)
    assert pages == whole and len(set(whole)) == 25
    for start, count, first in ((0, 5, 0), (-3, 5, 0), (1, 0, None), (1, -1, None), (99, 5, None)):
        page = beta.find(expression, startIndex=start, count=count, **parameters)
        assert page["totalResults"] == 25
        assert names(page) == (whole[:5] if first == 0 else [])


@pytest.mark.parametrize("parameters", [{}, {"sortBy": "name.familyName"}, {"sortBy": "nickName", "sortOrder": "descending"}])
def test_pages_by_cursor_go_forth_and_back(beta, marked, parameters):
    expression, users = marked
    whole = names(beta.find(expression, count=1000, **parameters))
    page = beta.find(expression, cursor="", count=7, **parameters)
    assert "startIndex" not in page and "previousCursor" not in page
    pages = [names(page)]
    while "nextCursor" in page:
        page = beta.find(expression, cursor=page["nextCursor"], count=7, **parameters)
        pages.append(names(page))
    assert sum(pages, []) == whole
    backwards = [names(page)]
    while "previousCursor" in page:
        page = beta.find(expression, cursor=page["previousCursor"], count=7, **parameters)
        backwards.append(names(page))
    assert sum(backwards[::-1], []) == whole


def test_cursor_of_all_users_survives_changes(service):
    client = service.client("beta")
    page = client.get("/Users?cursor=&count=3").json()
    seen = [user["id"] for user in page["Resources"]]
    client.delete(f"/Users/{client.create_user(uuid.uuid4().hex)['id']}")
    while "nextCursor" in page:
        page = client.get("/Users", params={"cursor": page["nextCursor"], "count": 3}).json()
        seen += [user["id"] for user in page["Resources"]]
    assert len(seen) == len(set(seen)) == page["totalResults"]


def test_cursor_belongs_to_its_query(acme, beta, marked):
    expression, users = marked
    cursor = beta.find(expression, cursor="", count=3)["nextCursor"]
    wrong = [
        beta.get("/Users", params={"cursor": cursor, "count": 3}),
        beta.get("/Users", params={"filter": expression, "cursor": cursor, "sortBy": "title"}),
        acme.get("/Users", params={"filter": expression, "cursor": cursor}),
        beta.get("/Users", params={"filter": expression, "cursor": cursor[:-4] + "AAAA"}),
        beta.get("/Users", params={"filter": expression, "cursor": "nonsense!"}),
        beta.get("/Users", params={"filter": expression, "cursor": cursor, "startIndex": 1}),
    ]
    assert [answer.json()["scimType"] for answer in wrong] == ["invalidCursor"] * 6
    count = beta.get("/Users", params={"filter": expression, "cursor": cursor, "count": 0})
    assert (count.status_code, count.json()["scimType"]) == (400, "invalidCount")


@pytest.mark.parametrize(
    "default, most, settings",
    [(100, 1000, None), (3, 5, ["--default-page-size", "3", "--max-page-size", "5"])],
    ids=["as created", "as set"],
)
def test_page_sizes_are_those_announced(service, fresh, tmp_path, default, most, settings):
    """RFC 9865 §4: how many are on a page for who does not say, and for who wants more than there may be."""
    network = fresh.url.rsplit("/", 1)[1]
    if settings:
        service.scimd("network", "set", network, *settings)
    file = tmp_path / "users.ndjson"
    people = [{"schemas": [USER], "userName": f"user{number}"} for number in range(most + 1)]
    file.write_text("\n".join(map(json.dumps, people)))
    service.scimd("import", network, str(file))
    announced = fresh.get("/ServiceProviderConfig").json()
    assert announced["filter"]["maxResults"] == most
    # For how long a cursor is good is tried with a clock of its own, in KeywordTests.
    assert announced["pagination"] == {
        "cursor": True, "index": True, "defaultPaginationMethod": "index", "defaultPageSize": default, "maxPageSize": most,
        "cursorTimeout": 3600,
    }

    def sizes(page):
        assert len(page["Resources"]) == page["itemsPerPage"] and page["totalResults"] == most + 1
        return page["itemsPerPage"], "startIndex" in page, "nextCursor" in page, "previousCursor" in page

    for ask in (
        lambda **search: fresh.get("/Users", params=search).json(),
        lambda **search: fresh.post("/Users/.search", {"schemas": [SEARCH], **search}).json(),
    ):
        assert sizes(ask()) == (default, True, False, False)
        assert sizes(ask(count=most)) == sizes(ask(count=most + 1)) == (most, True, False, False)
        first = ask(cursor="")
        assert sizes(first) == (default, False, True, False)
        # A cursor is where a page ended, whatever the size of the next one.
        second = ask(cursor=first["nextCursor"])
        assert sizes(second) == (min(default, most + 1 - default), False, most + 1 > 2 * default, True)
        assert (names(first) + names(second))[:most] == names(ask(count=2 * default))
        large = ask(cursor="", count=most + 1)
        assert sizes(large) == (most, False, True, False)
        last = ask(cursor=large["nextCursor"], count=most + 1)
        assert sizes(last) == (1, False, False, True)
        assert set(names(large) + names(last)) == {person["userName"] for person in people}


def test_projection(acme):
    user = acme.create_user(
        uuid.uuid4().hex, title="T", name={"givenName": "G", "familyName": "F"}, emails=[{"value": "a@b", "type": "work"}]
    )
    path = f"/Users/{user['id']}"

    def members(parameters):
        return acme.get(f"{path}?{parameters}").json()

    assert members("attributes=userName").keys() == {"schemas", "id", "userName"}
    assert members("attributes=NAME.givenName,emails.value") == {
        "schemas": user["schemas"],
        "id": user["id"],
        "name": {"givenName": "G"},
        "emails": [{"value": "a@b"}],
    }
    assert members(f"attributes={USER}:title")["title"] == "T"
    assert members("attributes=nonsense").keys() == {"schemas", "id"}
    assert members("excludedAttributes=name.givenName,emails,id,meta") == {
        name: ({"familyName": "F"} if name == "name" else value)
        for name, value in user.items()
        if name not in ("emails", "meta")
    }
    changed = acme.patch(f"{path}?attributes=title", ("replace", "title", "U")).json()
    assert changed == {"schemas": user["schemas"], "id": user["id"], "title": "U"}
    secret = acme.patch(f"{path}?attributes=password,userName", ("replace", "password", "s3cret of nobody")).json()
    assert "password" not in secret and "password" not in members("attributes=password")


def test_search_by_post(beta, marked):
    expression, users = marked
    search = {"schemas": [SEARCH], "filter": expression, "sortBy": "userName", "startIndex": 3, "count": 2,
              "attributes": ["userName"]}
    by_get = beta.find(expression, sortBy="userName", startIndex=3, count=2, attributes="userName")
    for path in ("/Users/.search", "/.search"):
        assert beta.post(path, search).json() == by_get
    by_cursor = beta.post("/Users/.search", {"schemas": [SEARCH], "filter": expression, "cursor": "", "count": 5}).json()
    assert names(by_cursor) == names(beta.find(expression, count=5))
    assert beta.post("/.search", {"filter": expression}).json()["scimType"] == "invalidSyntax"


def test_root_query_over_all_types(beta):
    name = uuid.uuid4().hex
    user = beta.create_user(name, displayName=name)
    group = beta.post("/Groups", {"schemas": [GROUP], "displayName": name, "members": [{"value": user["id"]}]}).json()
    found = beta.get("/", params={"filter": f'displayName eq "{name}"'}).json()
    assert [resource["id"] for resource in found["Resources"]] == [user["id"], group["id"]]
    assert found["Resources"][1] == group
    only = beta.get("/", params={"filter": f'members eq "{user["id"]}"'}).json()
    assert [resource["id"] for resource in only["Resources"]] == [group["id"]]
    # Attributes that a type does not have are without a value in it, also where nothing else is asked.
    twice = f'members eq "{user["id"]}" or members eq "nobody"'
    assert beta.get("/", params={"filter": twice}).json()["totalResults"] == 1


def test_secret_attribute_is_not_searched(beta):
    answer = beta.get("/Users", params={"filter": 'password eq "x"'})
    assert (answer.status_code, answer.json()["scimType"]) == (403, "sensitive")
    by_post = beta.post("/Users/.search", {"schemas": [SEARCH], "filter": 'password sw "$scrypt"'})
    assert (by_post.status_code, by_post.json()["scimType"]) == (400, "invalidFilter")


def test_password_is_kept_as_a_hash_alone(service, acme):
    password = "correct horse " + uuid.uuid4().hex
    user = acme.create_user(uuid.uuid4().hex, password=password)
    [(unsent, document)] = service.query("SELECT unsent, document FROM resource WHERE id = ?", user["id"])
    assert "$scrypt$ln=14,r=8,p=1$" in unsent and "password" not in document
    for file in service.state.glob("**/*"):
        if file.is_file():
            assert password.encode() not in file.read_bytes()
    replaced = acme.put(f"/Users/{user['id']}", {"schemas": [USER], "userName": user["userName"], "title": "x"})
    assert replaced.status_code == 200
    assert service.query("SELECT unsent FROM resource WHERE id = ?", user["id"]) == [(unsent,)]


def test_preconditions(acme):
    user = acme.create_user(uuid.uuid4().hex)
    path, tag = f"/Users/{user['id']}", user["meta"]["version"]
    unchanged = acme.get(path, headers={"If-None-Match": tag})
    assert (unchanged.status_code, unchanged.content, unchanged.headers["ETag"]) == (304, b"", tag)
    assert acme.get(path, headers={"If-None-Match": 'W/"99"'}).status_code == 200
    assert acme.patch(path, ("replace", "title", "a"), headers={"If-Match": 'W/"99"'}).status_code == 412
    assert acme.patch(path, ("replace", "title", "a"), headers={"If-Match": f'W/"7", {tag}'}).status_code == 200
    body = {"schemas": [USER], "userName": user["userName"]}
    assert acme.put(path, body, headers={"If-Match": tag}).status_code == 412
    assert acme.put(path, body, headers={"If-None-Match": "*"}).status_code == 412
    assert acme.delete(path, headers={"If-Match": tag}).status_code == 412
    assert acme.delete(path, headers={"If-Match": "*"}).status_code == 204


def test_no_update_is_lost_under_preconditions(service):
    """Eight clients append to one attribute, each only to the version it has read: all appends are there."""
    from concurrent.futures import ThreadPoolExecutor

    user = service.client().create_user(uuid.uuid4().hex, title="")

    def append(number):
        client = service.client()
        while True:
            read = client.get(f"/Users/{user['id']}").json()
            answer = client.patch(
                f"/Users/{user['id']}",
                ("replace", "title", f"{read.get('title', '')}<{number}>"),
                headers={"If-Match": read["meta"]["version"]},
            )
            if answer.status_code == 200:
                return
            assert answer.status_code == 412

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(append, range(40)))
    title = service.client().get(f"/Users/{user['id']}").json()["title"]
    assert sorted(title.strip("<>").split("><"), key=int) == [str(number) for number in range(40)]
