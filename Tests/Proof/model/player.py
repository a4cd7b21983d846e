"""Sends operations to the service, and holds each answer against the model."""

import json
import time
from datetime import datetime, timezone

from model.expected import Learnt
from model.network import IDENTIFIER, Network
from model.operations import References, sent
from model.refusal import AnyOf, Refusal

ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"


class Mismatch(AssertionError):
    """An answer that is not the one the model expects."""


class Player:
    """One network, several connections to it, and what the model knows of it."""

    def __init__(self, responder, name, token, connections=3, network=None):
        self.responder = responder
        self.name = name
        self.token = token
        self.network = network or Network(name)
        self.references = References(self.network)
        self.connections = [responder.connect() for _ in range(connections)]
        self.asked = 0
        self.seen = set()

    def close(self):
        for connection in self.connections:
            connection.close()

    def start(self, number, operation):
        """Sends an operation; `finish` receives the answer, so that other players can send theirs meanwhile."""
        request = {"query": {}, **self.references.resolved(operation)}
        self.started = request, number, now()
        self.send(request)

    def send(self, request):
        self.connection = self.connections[request.get("via", 0) % len(self.connections)]
        self.connection.send(self.name, self.token, **sent(request))
        self.asked += 1

    def finish(self):
        request, number, since = self.started
        self.check(request, number, since, self.connection.receive())
        # What a change has left undated is read, on another connection than the change was made by.
        for id in list(self.network.undated):
            path = ("/Users/" if self.network.resources[id].kind == "User" else "/Groups/") + id
            look = {"method": "GET", "path": path, "query": {}, "via": self.asked}
            self.send(look)
            self.check(look, None, since, self.connection.receive())

    def play(self, number, operation):
        self.start(number, operation)
        self.finish()

    def check(self, request, number, since, answer):
        body = read_json(answer)
        try:
            expected = self.network.answer(request, Learnt(made(request, body), page_of(body)))
        except (Refusal, AnyOf) as refusal:
            self.check_refusal(request, refusal.choices, answer, body)
            return
        differ(request, "status", expected.status, answer.status, body)
        differ(request, "ETag", expected.tag, answer.headers.get("etag"), body)
        differ(request, "Location", expected.location, answer.headers.get("location"), body)
        if expected.body is None:
            differ(request, "body", None, body, body)
            return
        if "meta" in expected.body:
            self.learn(expected.body, body, since)
        if expected.cursors is not None:
            self.learn_cursors(request, expected.cursors, body, number)
        if "Operations" in expected.body:
            self.check_results(request, expected.body, body)
        differ(request, "body", ordered(expected.body), ordered(body), body)
        self.note(request, number, body)

    def check_refusal(self, request, choices, answer, body):
        keyword = body.get("scimType") if isinstance(body, dict) else None
        found = (answer.status, keyword)
        differ(request, "error", sorted(choices, key=str), [found], body, found in choices)
        is_error = body["schemas"] == [ERROR] and body["status"] == str(answer.status) and body["detail"]
        differ(request, "form of the error", True, bool(is_error), body)
        differ(request, "ETag of an error", None, answer.headers.get("etag"), body)

    def learn(self, expected, body, since):
        """Dates that only the service knows are those it tells."""
        meta = body.get("meta") if isinstance(body, dict) else None
        told = meta if isinstance(meta, dict) else {}
        resource = self.network.resources[expected["id"]]
        if resource.modified is None and "created" in told and "lastModified" in told:
            self.network.learn_dates(expected["id"], told, since)
        for name, value in (("created", resource.created), ("lastModified", resource.modified)):
            if name in expected["meta"]:
                expected["meta"][name] = value or told.get(name)

    def learn_cursors(self, request, cursors, body, number):
        for name in ("nextCursor", "previousCursor"):
            told = body.pop(name, None)
            is_due, place = cursors.get(name, (False, None))
            if is_due is not None:
                differ(request, name, is_due, told is not None, body)
            if told is not None:
                self.network.pages[told] = place
                self.references.cursors[number, name.removesuffix("Cursor")] = told

    def check_results(self, request, expected, body):
        """The results of a Bulk request, of which errors are compared by status and keyword."""
        results = body.get("Operations", [])
        differ(request, "number of results", len(expected["Operations"]), len(results), body)
        for one, told in zip(expected["Operations"], results):
            refusal = one.get("response")
            if refusal is None:
                continue
            response = told.get("response", {})
            found = (int(told.get("status", 0)), response.get("scimType"))
            differ(request, "error in Bulk", sorted(refusal.choices, key=str), [found], body, found in refusal.choices)
            one.update(status=told["status"], response=response)
            if "location" in told and one["method"] != "POST":
                one["location"] = told["location"]

    def note(self, request, number, body):
        """Remembers what an operation has made, for later operations to refer to."""
        if number is None or request["method"] != "POST":
            return
        if request["path"] == "/Bulk":
            for part, id in enumerate(made(request, body)):
                if id:
                    self.note_made(request, number, id, body, part)
        elif "id" in body:
            self.note_made(request, number, body["id"], body)

    def note_made(self, request, number, id, body, part=None):
        # Who is restored comes back under an old identifier, at a later version.
        is_new = id not in self.seen or (id in self.network.resources and self.network.resources[id].version > 1)
        differ(request, "identifier", True, bool(IDENTIFIER.fullmatch(id)) and is_new, body)
        self.seen.add(id)
        self.references.note(number, id, part)


def now():
    """The time in milliseconds, as the service tells it."""
    return datetime.fromtimestamp(int(time.time() * 1000) / 1000, timezone.utc)


def made(request, body):
    """The identifiers that an answer tells of new resources; for Bulk one an operation, None where nothing is made."""
    if request["method"] != "POST" or not isinstance(body, dict):
        return []
    if request["path"] != "/Bulk":
        return [body.get("id", "")]
    ids = [None] * len(request["body"].get("Operations", []))
    numbers = {}
    for number, operation in enumerate(request["body"].get("Operations", [])):
        if operation["method"] == "POST":
            numbers.setdefault(operation.get("bulkId"), number)
    for told in body.get("Operations", []):
        if told.get("method") == "POST" and told.get("status") == "201":
            ids[numbers[told.get("bulkId")]] = told.get("location", "").rsplit("/", 1)[-1]
    return ids


def page_of(body):
    """The identifiers of the resources that an answer lists, as far as it tells them."""
    listed = body.get("Resources") if isinstance(body, dict) else None
    return [resource.get("id") for resource in listed or [] if isinstance(resource, dict)]


def read_json(answer):
    if not answer.body:
        return None
    if answer.headers.get("content-type") != "application/scim+json":
        raise Mismatch(f"the body is {answer.headers.get('content-type')}")
    return json.loads(answer.body)


def ordered(value):
    """The value with lists of members and of groups in one order, for theirs says nothing."""
    if isinstance(value, dict):
        changed = {name: ordered(inner) if isinstance(inner, (dict, list)) else inner for name, inner in value.items()}
        for name in ("members", "groups"):
            if name in changed:
                changed[name] = sorted(changed[name], key=lambda one: json.dumps(one, sort_keys=True))
        return changed
    if isinstance(value, list):
        return [ordered(inner) if isinstance(inner, dict) else inner for inner in value]
    return value


def differ(request, what, expected, found, body, is_same=None):
    if expected == found if is_same is None else is_same:
        return
    wire = {name: part.decode() if isinstance(part, bytes) else part for name, part in sent(request).items()}
    places = list(places_of(expected, found))
    listed = "\n".join(f"  {place}: {shown(one)} / {shown(other)}" for place, one, other in places[:5])
    raise Mismatch(
        f"{what}: the model expects / the service answers\n{listed}\n"
        f"to {json.dumps(wire, ensure_ascii=False)}\nwith {shown(body)}"
    )


def places_of(one, other, place=""):
    """Where two values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in [*one, *[name for name in other if name not in one]]:
            if one.get(name) != other.get(name):
                yield from places_of(one.get(name), other.get(name), f"{place}.{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (mine, theirs) in enumerate(zip(one, other)):
            if mine != theirs:
                yield from places_of(mine, theirs, f"{place}[{number}]")
    else:
        yield place, one, other


def shown(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=repr)
    return text if len(text) < 2000 else text[:2000] + " …"
