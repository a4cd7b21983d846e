"""Random PATCH requests, most of them about something that is there."""

from model.attributes import ENTERPRISE
from model.network import PATCH
from model.words import LISTS, NAMES, OFFICE, TEXTS


class RandomChanges:
    def change_user(self):
        return self.change("User")

    def change_group(self):
        return self.change("Group")

    def change(self, kind):
        operation = self.about(kind, "PATCH")
        id = self.player.references.resolved(operation["path"]).rsplit("/", 1)[1]
        self.subject = self.network.resources.get(id)
        operation.update(body=self.patch(kind), query=self.projection(kind))
        self.subject = None
        return operation

    def list_name(self):
        """The name of a list, of one that the subject has if it has any."""
        had = [name for name in LISTS if self.subject and name in self.subject.attributes]
        return self.random.choice(had) if had and self.chance(0.7) else self.random.choice(LISTS)

    def value_of(self, name):
        """A filter that selects one of the values that the subject has, or any."""
        values = self.subject.attributes.get(name) if self.subject else None
        if not values or self.chance(0.3):
            return self.inner()
        value = self.random.choice(values)
        known = [key for key in ("type", "value", "primary", "display") if key in value]
        key = self.random.choice(known)
        other = self.random.choice(known)
        one = ["eq", key, value[key]]
        return one if key == other else ["and", one, ["eq", other, value[other]]]

    def patch(self, kind):
        operations = [self.operation(kind) for _ in range(self.pick(1, 1, 1, 2, 3))]
        return {"schemas": [PATCH], "Operations": operations}

    def word(self):
        return self.pick("add", "replace", "remove", "add", "replace", "Add", "Replace", "Remove")

    def operation(self, kind):
        if kind == "Group" and self.chance(0.8):
            return self.member_operation()
        word = self.word()
        if self.chance(0.15) and word.lower() != "remove":
            return {"op": word, "value": self.pathless(kind)}
        path, value = self.user_target() if kind == "User" else self.group_target()
        operation = {"op": word, "path": path}
        if word.lower() != "remove":
            operation["value"] = value
        elif isinstance(value, list) and self.chance(0.4):
            named = [one for one in value if "value" in one]
            operation["value"] = [{"value": one["value"]} if self.chance(0.5) else one for one in named]
        return operation

    def pathless(self, kind):
        if kind == "Group":
            return self.pick({"displayName": self.name()}, {"members": self.members(2)}, {"externalId": "g1"})
        body = {name: value for name, value in self.user().items() if self.chance(0.6) and name != "schemas"}
        if self.chance(0.3):
            body["name.givenName"] = self.text()
        if self.chance(0.2):
            body[f"{ENTERPRISE}:department"] = self.text()
        return body

    def group_target(self):
        return self.pick(("displayName", self.name()), ("externalId", self.pick("g1", "")))

    def user_target(self):
        kind = self.random.random()
        name = self.list_name()
        if kind < 0.2:
            return self.cased(self.random.choice([*TEXTS, "externalId"])), self.text()
        if kind < 0.25:
            return "userName", self.name()
        if kind < 0.32:
            return "active", self.truth()
        if kind < 0.4:
            return self.pick(("name", self.parts(NAMES)), (f"name.{self.random.choice(NAMES)}", self.text()))
        if kind < 0.55:
            return self.cased(name), self.pick(self.elements(2), self.element(), self.elements(2))
        if kind < 0.65:
            return {"path": [name, self.value_of(name), None]}, self.element()
        if kind < 0.85:
            sub = self.pick("value", "display", "type", "primary")
            value = self.truth() if sub == "primary" else self.element().get(sub, self.pick("work", "odd"))
            return {"path": [self.cased(name), self.value_of(name), sub]}, value
        if kind < 0.88:
            return f"{name}.display", self.text()
        if kind < 0.91:
            path = {"path": ["addresses", ["eq", "type", "work"], "locality"]}
            return self.pick(("addresses", [self.address()]), (path, "Z"))
        return self.pick(
            (ENTERPRISE, self.pick(self.office(), self.office(), None, "")), (f"{ENTERPRISE}:{self.random.choice(OFFICE)}", self.text()),
            (f"{ENTERPRISE}:manager", self.pick(self.some("User"), {"value": self.some("User")})),
            ("manager", self.some("User")), (f"{ENTERPRISE}:manager.value", self.some("User")), ("department", self.text()),
        )

    def member_operation(self):
        word = self.word()
        if word.lower() != "remove":
            return {"op": word, "path": "members", "value": self.pick(self.members(3), self.member(), self.members(3))}
        return self.pick(
            {"op": word, "path": "members", "value": [{"value": self.some("User")}]},
            {"op": word, "path": {"path": ["members", ["eq", "value", self.some("User")], None]}},
            {"op": word, "path": {"path": ["members", ["eq", "value", self.some("Group")], None]}},
            {"op": word, "path": {"path": ["members", ["eq", "type", "User"], None]}} if self.chance(0.3)
            else {"op": word, "path": "members", "value": self.members(2)},
            {"op": word, "path": "members", **({} if self.chance(0.2) else {"value": [self.member()]})},
        )
