"""Random filters, orders, pages and projections."""

from model.attributes import COMMON, CORE, ENTERPRISE, GROUP, USER
from model.searching import SEARCH
from model.words import LISTS, MAILS, TYPES, WORDS


class RandomQueries:
    def projection(self, kind):
        if not self.chance(0.2):
            return {}
        names = [self.attribute(kind) for _ in range(self.random.randrange(1, 4))]
        return {self.pick("attributes", "excludedAttributes"): ",".join(names)}

    def attribute(self, kind):
        """A name of an attribute in one of its forms."""
        if kind == "User" and self.chance(0.15):
            return self.cased(self.pick(
                ENTERPRISE, f"{ENTERPRISE}:department", f"{ENTERPRISE}:manager", f"{ENTERPRISE}:manager.value",
                "costCenter",
            ))
        attribute = self.random.choice([*CORE[kind].values(), *COMMON.values()])
        name = attribute.name
        if attribute.subs and self.chance(0.5):
            name += "." + self.random.choice([*attribute.subs.values()]).name
        if self.chance(0.1) and name.lower().split(".")[0] not in COMMON:
            name = (USER if kind == "User" else GROUP) + ":" + name
        return self.cased(name) if self.chance(0.98) else "nothing"

    def list(self):
        kind = self.pick("User", "User", "Group")
        path = f"/{kind}s"
        if not self.territory and self.chance(0.15):
            path = "/"
        return {"method": "GET", "path": path, "query": {**self.query(kind), **self.projection(kind)}}

    def search(self):
        kind = self.pick("User", "User", "Group")
        path = "/.search" if not self.territory and self.chance(0.3) else f"/{kind}s/.search"
        query = {**self.query(kind), **self.projection(kind)}
        for name in ("attributes", "excludedAttributes"):
            if name in query:
                query[name] = query[name].split(",")
        return {"method": "POST", "path": path, "body": {"schemas": [SEARCH], **query}}

    def query(self, kind):
        query = {}
        if self.territory or self.chance(0.7):
            query["filter"] = {"filter": self.owned(kind, self.filter(kind, 2))}
        if self.chance(0.4):
            query["sortBy"] = self.sort_path(kind)
            if self.chance(0.6):
                query["sortOrder"] = self.pick("ascending", "descending", "Descending")
        if self.chance(0.3):
            query["cursor"] = ""
            if self.chance(0.9):
                query["count"] = self.pick(1, 2, 3, 5, 0)
            return query
        if self.chance(0.3):
            query["startIndex"] = self.pick(-1, 0, 1, 2, 3, 7, 50)
        if self.chance(0.4):
            query["count"] = self.pick(-1, 0, 1, 2, 5, 10, 2000)
        return query

    def owned(self, kind, tree):
        if not self.territory:
            return tree
        own = ["sw", "userName" if kind == "User" else "displayName", self.territory]
        return ["and", tree, own]

    def sort_path(self, kind):
        while True:
            path = self.attribute(kind)
            # Members and groups are in no order, so neither is what is ordered by their first.
            if not any(word in path.lower() for word in ("members", "groups", "schemas", "location", "$ref")):
                return path if path.lower() != ENTERPRISE.lower() else "title"

    def next_page(self):
        """A step from a page that was answered before, with the same query."""
        known = [key for key in list(self.player.references.cursors)[-12:] if key[0] in self.queries]
        if not known:
            return self.list()
        number, way = self.random.choice(known)
        before = self.queries[number]
        field = "query" if before["method"] == "GET" else "body"
        query = {**before[field], "cursor": {"cursor": [number, way]}}
        if self.chance(0.3):
            query["count"] = self.pick(1, 2, 4)
        if self.chance(0.05):
            query["sortBy"] = "title"
        return {"method": before["method"], "path": before["path"], field: query}

    def filter(self, kind, depth):
        if depth and self.chance(0.3):
            word = self.pick("and", "or", "AND")
            return [word, self.filter(kind, depth - 1), self.filter(kind, depth - 1)]
        if depth and self.chance(0.1):
            return ["not", self.filter(kind, depth - 1)]
        if kind == "User" and self.chance(0.2):
            return self.value_filter()
        return self.comparison(kind)

    def comparison(self, kind):
        if self.chance(0.25):
            return self.about_relations(kind)
        path = self.attribute(kind)
        # Addresses of the service's own depend on the address the client uses, and cannot be searched.
        if any(word in path.lower() for word in ("password", "$ref", "location")):
            path = "displayName"
        if self.chance(0.2):
            return ["pr", path]
        lower = path.lower().rsplit(":", 1)[-1]
        if self.chance(0.03):
            return [self.pick("eq", "ne"), path, None]
        if lower in ("active", "emails.primary", "ims.primary", "roles.primary"):
            return [self.pick("eq", "ne"), path, self.truth()]
        if lower.startswith("meta."):
            return self.about_meta(path, lower)
        word = self.pick("eq", "eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le")
        return [word, path, self.literal()]

    def about_meta(self, path, lower):
        if lower == "meta.version":
            return [self.pick("eq", "ne"), path, f'W/"{self.pick(1, 2, 3)}"']
        if lower in ("meta.created", "meta.lastmodified"):
            dates = [r.modified for r in self.network.resources.values() if r.modified] or ["2020-01-01T00:00:00Z"]
            return [self.pick("eq", "ne", "gt", "ge", "lt", "le"), path, self.random.choice(dates)]
        return ["eq", "meta.resourceType", self.pick("User", "Group", "user")]

    def about_relations(self, kind):
        if kind == "Group":
            return self.pick(
                ["eq", "members", self.some("User")], ["eq", "members.value", self.some("Group")],
                ["has", "members", ["and", ["eq", "type", "User"], ["eq", "value", self.some("User")]]],
                ["eq", "members.type", self.pick("user", "Group")], ["pr", "members"], ["eq", "id", self.some("Group")],
                ["sw", "members.display", "a"],
            )
        return self.pick(
            ["eq", "groups", self.some("Group")], ["eq", "groups.value", self.some("Group")], ["pr", "groups"],
            ["eq", f"{ENTERPRISE}:manager", self.some("User")], ["eq", "manager.value", self.some("User")],
            ["has", "groups", ["and", ["eq", "type", "indirect"], ["pr", "display"]]], ["eq", "id", self.some("User")],
            ["co", "groups.display", "o"], ["eq", "schemas", ENTERPRISE], ["eq", "userName", self.name()],
            ["eq", "externalId", self.pick("e1", "E1")],
        )

    def literal(self):
        word = self.random.choice([*WORDS, *MAILS])
        return word[: self.random.randrange(1, 4)] if self.chance(0.4) else self.pick(word, word.upper())

    def value_filter(self):
        name = self.random.choice(LISTS)
        inner = self.inner()
        if self.chance(0.3):
            return ["of", name, inner, [self.pick("eq", "co", "ne"), "value", self.random.choice(MAILS)]]
        return ["has", self.cased(name), inner]

    def inner(self, depth=1):
        if depth and self.chance(0.3):
            return [self.pick("and", "or"), self.inner(0), self.inner(0)]
        if depth and self.chance(0.1):
            return ["not", self.inner(0)]
        return self.pick(
            ["eq", "type", self.random.choice(TYPES)], ["eq", "value", self.random.choice(MAILS)],
            ["eq", "primary", self.truth()], ["co", "value", "x"], ["pr", "display"], ["ne", "type", "work"],
            ["sw", "display", "a"], ["eq", "type", "work"],
        )
