"""A Bulk request: operations that may refer to each other in any order (RFC 7644 §3.7)."""

import copy

from model.attributes import ENDPOINT
from model.expected import Expected, Learnt
from model.refusal import AnyOf, Refusal, invalid

BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
BULK_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:BulkResponse"
DONE = {"POST": 201, "PUT": 200, "PATCH": 200, "DELETE": 204}
KINDS = {"Users": "User", "Groups": "Group"}


class Bulk:
    def __init__(self, network, body, learnt):
        self.network = network
        if BULK not in body.get("schemas", []) or not body.get("Operations"):
            raise invalid("invalidSyntax")
        self.operations = body["Operations"]
        self.limit = body.get("failOnErrors")
        # The answer names what was made, operation by operation.
        self.ids = learnt.identifiers
        self.makers = {}
        for number, operation in enumerate(self.operations):
            if operation["method"] == "POST" and operation.get("bulkId"):
                self.makers.setdefault(operation["bulkId"], number)
        self.results = {}

    def answer(self):
        failures = 0
        for circle in self.order():
            if self.limit and failures >= self.limit:
                break
            self.run(circle)
            failures += sum(1 for number in circle if "response" in self.results[number])
        told = [self.results[number] for number in sorted(self.results)]
        return Expected(200, {"schemas": [BULK_RESPONSE], "Operations": told})

    def references(self, number):
        """The operations that an operation refers to, in the order in which it does."""
        operation = self.operations[number]
        found = []
        for text in texts([operation.get("data"), operation["path"].rsplit("/", 1)[-1]]):
            if text.startswith("bulkId:") and text[7:] in self.makers and self.makers[text[7:]] not in found:
                found.append(self.makers[text[7:]])
        return found

    def order(self):
        """What is referred to comes first, otherwise the order of the request; circles come as one."""
        count = len(self.operations)
        direct = [self.references(number) for number in range(count)]
        reached = [self.reach(number, direct) for number in range(count)]
        placed, steps = set(), []

        def place(number):
            if number in placed:
                return
            circle = [n for n in range(count) if n == number or (n in reached[number] and number in reached[n])]
            placed.update(circle)
            for member in [number, *[n for n in circle if n != number]]:
                for other in direct[member]:
                    place(other)
            steps.append(circle)

        for number in range(count):
            place(number)
        return steps

    def reach(self, number, direct):
        reached, open_ends = set(), list(direct[number])
        while open_ends:
            other = open_ends.pop()
            if other not in reached:
                reached.add(other)
                open_ends += direct[other]
        return reached

    def run(self, circle):
        """Operations that refer to each other are done all or none."""
        # One operation alone is refused before it changes anything.
        before = copy.deepcopy(self.network.__dict__) if len(circle) > 1 else {}
        made = {}
        for number in circle:
            try:
                made[number] = self.perform(number)
            except (Refusal, AnyOf) as refusal:
                self.network.__dict__.update(before)
                for other in circle:
                    self.fail(other, refusal if other == number else Refusal(409))
                return
        self.results.update(made)

    def perform(self, number):
        operation = self.operations[number]
        method, path = operation["method"], operation["path"].strip("/").split("/")
        for reference in self.references(number):
            if "response" in self.results.get(reference, {}):
                raise Refusal(409)
        kind = KINDS.get(path[0])
        if kind is None:
            raise Refusal(404)
        if method not in DONE:
            raise invalid("invalidSyntax")
        version = operation.get("version")
        if method == "POST":
            return self.create(number, kind, operation, path)
        if len(path) != 2:
            raise invalid("invalidValue")
        id = self.resolved(path[1])
        if method == "DELETE":
            self.network.delete(kind, id, version)
            return self.told(operation, kind, id)
        change = self.network.replace if method == "PUT" else self.network.patch
        if not isinstance(operation.get("data"), dict):
            raise invalid("invalidSyntax")
        resource = change(kind, id, self.resolved(operation["data"]), version)
        return self.told(operation, kind, id, resource.tag)

    def create(self, number, kind, operation, path):
        if len(path) != 1:
            raise invalid("invalidValue")
        if not operation.get("bulkId"):
            raise invalid("invalidSyntax")
        if self.makers[operation["bulkId"]] != number:
            raise invalid("invalidValue")
        if not isinstance(operation.get("data"), dict):
            raise invalid("invalidSyntax")
        data = self.resolved(operation["data"])
        resource = self.network.create(kind, data, Learnt([self.id_of(number)]), restores=False)
        return self.told(operation, kind, resource.id, resource.tag)

    def id_of(self, number):
        """The identifier of what an operation makes; made up where the answer tells none, as of one that fails."""
        return self.ids[number] or f"nobody-{number}"

    def resolved(self, value):
        if isinstance(value, str) and value.startswith("bulkId:"):
            if value[7:] not in self.makers:
                raise invalid("invalidValue")
            return self.id_of(self.makers[value[7:]])
        if isinstance(value, list):
            return [self.resolved(inner) for inner in value]
        if isinstance(value, dict):
            return {name: self.resolved(inner) for name, inner in value.items()}
        return value

    def told(self, operation, kind, id, tag=None):
        told = {"method": operation["method"], "status": str(DONE[operation["method"]])}
        told["location"] = f"{self.network.url}{ENDPOINT[kind]}/{id}"
        if "bulkId" in operation:
            told["bulkId"] = operation["bulkId"]
        if tag:
            told["version"] = tag
        return told

    def fail(self, number, refusal):
        operation = self.operations[number]
        told = {"method": operation["method"], "response": refusal}
        if "bulkId" in operation:
            told["bulkId"] = operation["bulkId"]
        self.results[number] = told


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
