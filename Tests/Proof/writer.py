"""A client that changes resources of its own in every way, and notes what it was told."""

from collections import Counter

import requests

from service import GROUP, USER, patch
from told import State

# What may become of a request while something is broken: the client is to come again.
COME_AGAIN = (502, 503, 504)
BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"


class Writer:
    """Makes one change after the other; `wrong` collects answers that none of them may get."""

    def __init__(self, name, chance, told, come_again=COME_AGAIN):
        self.name = name
        self.chance = chance
        self.told = told
        self.come_again = come_again
        self.ids = {}
        self.made = 0
        self.kinds = Counter()
        self.wrong = []

    def step(self, client, kind=None):
        """Makes a change, of any kind unless it is said which."""
        if kind is None:
            kind = self.chance.choices(list(WEIGHTS), WEIGHTS.values())[0]
        getattr(self, kind)(client)

    def create(self, client):
        name, value = self.fresh("user"), self.value()
        body, after = user(name, value), {name: State(value)}
        self.send(client, kind="create", method="POST", path="/Users", body=body, after=after)

    def change(self, client):
        name = self.pick(self.users())
        if name is None:
            return self.create(client)
        value = self.value()
        after = {name: self.told.states[name].next(value=value)}
        body = patch(("replace", "title", value))
        self.send(client, kind="patch", method="PATCH", path=self.path(name), body=body, after=after)

    def create_group(self, client):
        name, value, members = self.fresh("group"), self.value(), self.some(self.users(), 3)
        body = group(name, value, [self.ids[member] for member in members])
        after = {name: State(value, members=frozenset(members))}
        self.send(client, kind="create a group", method="POST", path="/Groups", body=body, after=after)

    def change_group(self, client):
        name = self.pick(self.groups())
        if name is None:
            return self.create_group(client)
        state = self.told.states[name]
        coming = self.some([user for user in self.users() if user not in state.members], 3)
        going = self.some(sorted(state.members), 2)
        value = self.value()
        operations = [("replace", "externalId", value)]
        if coming:
            operations.append(("add", "members", [{"value": self.ids[user]} for user in coming]))
        operations += [("remove", f'members[value eq "{self.ids[user]}"]', None) for user in going]
        after = {name: state.next(value=value, members=state.members.union(coming).difference(going))}
        body = patch(*operations)
        self.send(client, kind="change a group", method="PATCH", path=self.path(name), body=body, after=after)

    def delete(self, client):
        users = self.users()
        name = self.pick(users + self.groups()) if len(users) > 3 else None
        if name is None:
            return self.create(client)
        self.send(client, kind="delete", method="DELETE", path=self.path(name), after=self.without(name))

    def bulk(self, client):
        """Makes two users and a group of them, changes a user and deletes one, all at once."""
        users = self.users()
        if len(users) < 2:
            return self.create(client)
        one, other, both = self.fresh("user"), self.fresh("user"), self.fresh("group")
        value = self.value()
        changed, deleted = self.chance.sample(users, 2)
        after = {
            one: State(value),
            other: State(value),
            both: State(value, members=frozenset([one, other])),
            changed: self.told.states[changed].next(value=value),
            **self.without(deleted),
        }
        operations = [
            ("POST", "/Groups", "both", group(both, value, ["bulkId:one", "bulkId:other"])),
            ("POST", "/Users", "one", user(one, value)),
            ("POST", "/Users", "other", user(other, value)),
            ("PATCH", self.path(changed), None, patch(("replace", "title", value))),
            ("DELETE", self.path(deleted), None, None),
        ]
        body = {"schemas": [BULK], "Operations": [operation(*each) for each in operations]}
        answer = self.send(client, kind="bulk", method="POST", path="/Bulk", body=body, after=after)
        if answer is None:
            return
        done = answer.json()["Operations"]
        if [each["status"] for each in done] != ["201", "201", "201", "200", "204"]:
            self.wrong.append(f"bulk: {answer.text}")
        for name, each in zip((both, one, other), done):
            self.ids[name] = each.get("location", "").rsplit("/", 1)[-1]

    def send(self, client, kind, method, path, after, body=None):
        """Sends a change and notes what comes of it; gives an answer that acknowledges it."""
        change = self.told.change(after)
        try:
            answer = client.request(method, path, body)
        except requests.RequestException:
            self.kinds[kind, "without an answer"] += 1
            self.told.leave_unclear(change)
            return None
        if answer.ok:
            self.kinds[kind, "acknowledged"] += 1
            self.told.acknowledge(change)
            if method != "DELETE" and path != "/Bulk":
                self.note(answer.json(), after)
            return answer
        self.kinds[kind, str(answer.status_code)] += 1
        self.told.leave_unclear(change)
        if answer.status_code not in self.come_again or int(answer.headers.get("Retry-After", 0)) <= 0:
            self.wrong.append(f"{method} {path}: {answer.status_code} {answer.text}")
        return None

    def note(self, document, after):
        """The answer to a change of one resource says what has become of it."""
        [(name, state)] = after.items()
        self.ids[name] = document["id"]
        told = (document.get("title", document.get("externalId")), version(document))
        if told != (state.value, state.version):
            self.wrong.append(f"{name}: {document} where {state} was expected")

    def without(self, name):
        """What a deletion makes of a resource and of the groups it is in."""
        after = {name: None}
        # Also of groups whose identifier is in no answer, because they were found later only.
        for other, state in self.told.states.items():
            if state is not None and name in state.members:
                after[other] = state.next(members=state.members - {name})
        return after

    def fresh(self, kind):
        self.made += 1
        return f"{self.name}-{kind}-{self.made}"

    def value(self):
        return f"{self.chance.getrandbits(64):x}"

    def named(self, kind):
        """Those of this writer that are there, and about which all is clear."""
        states = self.told.states
        return [name for name in self.ids if f"-{kind}-" in name and states.get(name) is not None]

    def users(self):
        """The users of whom no request about a group was left unanswered."""
        unclear = {member for change in self.told.unclear for state in each_state(change) for member in state.members}
        return [name for name in self.named("user") if name not in unclear]

    def groups(self):
        return self.named("group")

    def path(self, name):
        return f"/{'Users' if '-user-' in name else 'Groups'}/{self.ids[name]}"

    def pick(self, names):
        return self.chance.choice(names) if names else None

    def some(self, names, most):
        return self.chance.sample(names, self.chance.randint(0, min(most, len(names))))


# How often each kind of change is made.
WEIGHTS = {"create": 4, "change": 4, "create_group": 1, "change_group": 3, "delete": 2, "bulk": 1}


def each_state(change):
    return [state for states in (change.before, change.after) for state in states.values() if state is not None]


def user(name, value):
    return {
        "schemas": [USER],
        "userName": name,
        "externalId": f"external-{name}",
        "title": value,
        "emails": [{"type": "work", "value": f"{name}@example.com", "primary": True}],
    }


def group(name, value, ids):
    return {"schemas": [GROUP], "displayName": name, "externalId": value, "members": [{"value": id} for id in ids]}


def operation(method, path, bulk_id, data):
    written = {"method": method, "path": path}
    if bulk_id:
        written["bulkId"] = bulk_id
    if data:
        written["data"] = data
    return written


def version(document):
    """The number in W/"3"."""
    return int(document["meta"]["version"].strip('W/"'))


class Refused(Exception):
    """The service is to be asked later."""


def served(client, come_again=COME_AGAIN):
    """What the service itself says there is: states by names."""
    users = list(pages(client, "/Users?attributes=userName,title,meta", come_again))
    names = {each["id"]: each["userName"] for each in users}
    found = {each["userName"]: State(each["title"], version(each)) for each in users}
    for each in pages(client, "/Groups", come_again):
        members = frozenset(names.get(member["value"], member["value"]) for member in each.get("members", []))
        found[each["displayName"]] = State(each["externalId"], version(each), members)
    return found


def pages(client, path, come_again):
    start = 1
    while True:
        answer = client.get(path, params={"startIndex": start, "count": 200})
        if answer.status_code in come_again and int(answer.headers.get("Retry-After", 0)) > 0:
            raise Refused(answer.text)
        assert answer.status_code == 200, answer.text
        resources = answer.json()["Resources"]
        yield from resources
        start += len(resources)
        if start > answer.json()["totalResults"]:
            return
