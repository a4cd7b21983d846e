"""Random operations, made in view of what the model knows, so that most of them hit something."""

from model.random_bulk import RandomBulk
from model.random_changes import RandomChanges
from model.random_mistakes import RandomMistakes
from model.random_queries import RandomQueries
from model.random_resources import RandomResources

# How many there are of a kind before fewer are made.
USERS, GROUPS = 40, 12


class Generator(RandomResources, RandomQueries, RandomChanges, RandomBulk, RandomMistakes):
    """territory is what the names of this client's resources begin with, where several clients share a network."""

    def __init__(self, random, player, territory=""):
        self.random = random
        self.player = player
        self.network = player.network
        self.territory = territory
        self.symbols = {}
        self.noted = 0
        self.queries = {}
        # Whom a change is about: what it names is mostly something that they have.
        self.subject = None

    def note(self):
        """Learns by which operation each resource was made."""
        ids = self.player.references.ids
        if len(ids) > self.noted:
            for (number, part), id in list(ids.items())[self.noted :]:
                self.symbols[id] = f"{number}" if part is None else f"{number}.{part}"
            self.noted = len(ids)

    def some(self, kind):
        """A resource there is, seldom one that is gone or never was."""
        living = [id for id, resource in self.network.resources.items() if resource.kind == kind and id in self.symbols]
        if living and self.random.random() < 0.95:
            return "{" + self.symbols[self.random.choice(living)] + "}"
        if self.symbols and self.random.random() < 0.7:
            return "{" + self.random.choice(list(self.symbols.values())) + "}"
        return "{9999999}"

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, *choices):
        return self.random.choice(choices)

    def cased(self, name):
        """A name in another letter case now and then, which means the same (RFC 7643 §2.1)."""
        return self.pick(name.upper(), name.lower(), name.title()) if self.chance(0.1) else name

    def next(self, number):
        self.note()
        users = len(self.network.of_kind("User"))
        groups = len(self.network.of_kind("Group"))
        weights = {
            self.create_user: 0.15 if users < USERS else 0.01, self.create_group: 0.06 if groups < GROUPS else 0.005,
            self.read: 0.12, self.list: 0.14, self.search: 0.05, self.next_page: 0.09, self.replace: 0.08,
            self.change_user: 0.18, self.change_group: 0.1,
            self.delete: 0.04 if users < USERS * 0.8 else 0.15, self.bulk: 0.02, self.mistake: 0.02,
        }
        operation = self.random.choices(list(weights), list(weights.values()))[0]()
        if "query" in operation and "filter" not in operation["query"]:
            operation["query"] = {name: value for name, value in operation["query"].items() if value is not None}
        query = operation.get("query", {}) if operation["method"] == "GET" else operation.get("body", {})
        if isinstance(query, dict) and "cursor" in query:
            self.queries[number] = operation
        operation["via"] = self.random.randrange(3)
        return operation

    def create_user(self):
        return {"method": "POST", "path": "/Users", "body": self.user(), "query": self.projection("User")}

    def create_group(self):
        return {"method": "POST", "path": "/Groups", "body": self.group(), "query": self.projection("Group")}

    def about(self, kind, method, **more):
        operation = {"method": method, "path": f"/{kind}s/{self.some(kind)}", **more}
        if self.chance(0.12):
            reference = operation["path"].rsplit("/", 1)[1].strip("{}")
            tag = "{%s@%d}" % (reference, self.pick(0, 0, 0, 1))
            tag = self.pick(tag, tag, "*", f'W/"77", {tag}')
            operation[self.pick("ifMatch", "ifMatch", "ifNoneMatch")] = tag
        return operation

    def read(self):
        kind = self.pick("User", "User", "Group")
        return self.about(kind, "GET", query=self.projection(kind))

    def replace(self):
        kind = self.pick("User", "User", "Group")
        body = self.user() if kind == "User" else self.group()
        return self.about(kind, "PUT", body=body, query=self.projection(kind))

    def delete(self):
        return self.about(self.pick("User", "User", "User", "Group"), "DELETE")
