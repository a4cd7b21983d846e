"""One network as the RFCs have it, in memory: it says what each request is answered with."""

import re
from datetime import datetime, timezone

from model.attributes import ENDPOINT, ENTERPRISE, GROUP, USER, find
from model.bulk import Bulk
from model.expected import Expected
from model.filters import instant
from model.patch import Patched, read_members
from model.projection import includes, names, project
from model.refusal import AnyOf, Refusal, attempt, invalid
from model.resource import Resource
from model.searching import Searching
from model.values import check_required, read_resource
from fastcgi import base_url

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
# A larger group is not in the answer to a PATCH.
MEMBERS_IN_ANSWER = 100


class Network(Searching):
    def __init__(self, name):
        self.url = base_url(name)
        self.resources = {}
        self.orders = 0
        self.pages = {}
        self.undated = set()
        self.changes = 0
        self.member_changes = 0
        self.memberships = (None, {})

    # Reading

    def of_kind(self, kind):
        return [resource for resource in self.resources.values() if resource.kind == kind]

    def find(self, kind, id):
        resource = self.resources.get(id)
        if resource is None or resource.kind != kind:
            raise Refusal(404)
        return resource

    def location(self, resource):
        return f"{self.url}{ENDPOINT[resource.kind]}/{resource.id}"

    def groups_of(self, id):
        """The groups of a user, direct ones and those that contain these."""
        stamp, known = self.memberships
        if stamp != self.member_changes:
            known = {}
            for group in self.of_kind("Group"):
                for member in group.members:
                    known.setdefault(member, []).append(group)
            self.memberships = (self.member_changes, known)
        direct = known.get(id, [])
        seen = {group.id for group in direct}
        open_ends, indirect = list(direct), []
        while open_ends:
            for group in known.get(open_ends.pop().id, []):
                if group.id not in seen:
                    seen.add(group.id)
                    indirect.append(group)
                    open_ends.append(group)
        return [self.membership(group, "direct") for group in direct] + [
            self.membership(group, "indirect") for group in indirect
        ]

    def membership(self, group, type):
        return {
            "value": group.id, "$ref": self.location(group), "display": group.attributes["displayName"], "type": type
        }

    def member(self, member):
        resource = self.resources.get(member["value"])
        if resource is None:
            return member
        return {**member, "$ref": self.location(resource), "type": resource.kind}

    def document(self, resource):
        document = {
            "schemas": [USER if resource.kind == "User" else GROUP], "id": resource.id, **resource.attributes,
            "meta": {
                "resourceType": resource.kind, "created": resource.created, "lastModified": resource.modified,
                "location": self.location(resource), "version": resource.tag,
            },
        }
        if ENTERPRISE in resource.attributes:
            document["schemas"].append(ENTERPRISE)
        if resource.kind == "User":
            groups = self.groups_of(resource.id)
            if groups:
                document["groups"] = groups
        elif resource.members:
            document["members"] = [self.member(member) for member in resource.members.values()]
        return document

    def projected(self, resource, request):
        query = request["query"]
        return project(
            self.document(resource), resource.kind, names(query.get("attributes")), names(query.get("excludedAttributes"))
        )

    # Answering

    def answer(self, request, learnt):
        """What the request is answered with; raises Refusal or AnyOf when that is an error."""
        method, path = request["method"], request["path"].strip("/").split("/")
        if method == "POST" and path[-1] == ".search":
            return self.search(request, path[:-1], request["body"], learnt)
        if method == "POST" and path == ["Bulk"]:
            return Bulk(self, request["body"], learnt).answer()
        kinds = {"Users": "User", "Groups": "Group"}
        if path == [""] and method == "GET":
            return self.search(request, [], request["query"], learnt)
        kind = kinds.get(path[0])
        if kind is None or len(path) > 2:
            raise Refusal(404)
        if len(path) == 1:
            if method == "GET":
                return self.search(request, path, request["query"], learnt)
            if method != "POST":
                raise Refusal(405)
            resource = self.create(kind, request["body"], learnt)
            return self.told(201, resource, request)
        return self.about(kind, path[1], request)

    def about(self, kind, id, request):
        method = request["method"]
        if method == "GET":
            resource = self.find(kind, id)
            if request.get("ifMatch") and not lists(request["ifMatch"], resource.tag):
                raise Refusal(412)
            if request.get("ifNoneMatch") and lists(request["ifNoneMatch"], resource.tag):
                return Expected(304, tag=resource.tag, location=self.location(resource))
            return self.told(200, resource, request)
        if method == "DELETE":
            resource = self.find(kind, id)
            self.delete(kind, id, request.get("ifMatch"), request.get("ifNoneMatch"))
            return Expected(204, location=self.location(resource))
        change = {"PUT": self.replace, "PATCH": self.patch}.get(method)
        if change is None:
            raise Refusal(405)
        resource = change(kind, id, request["body"], request.get("ifMatch"), request.get("ifNoneMatch"))
        is_large = len(resource.members) > MEMBERS_IN_ANSWER and includes("members", request["query"])
        # Who asks for attributes by name is answered with them.
        if method == "PATCH" and is_large and not request["query"].get("attributes"):
            return Expected(204, tag=resource.tag, location=self.location(resource))
        return self.told(200, resource, request)

    def told(self, status, resource, request):
        return Expected(status, self.projected(resource, request), resource.tag, self.location(resource))

    # Changing

    def precondition(self, resource, if_match, if_none_match):
        if if_match and not lists(if_match, resource.tag):
            raise Refusal(412)
        if if_none_match and lists(if_none_match, resource.tag):
            raise Refusal(412)

    def check_unique(self, kind, attributes, id=None):
        name = "userName" if kind == "User" else "displayName"
        mine = attributes[name].lower()
        for other in self.of_kind(kind):
            if other.id != id and other.attributes[name].lower() == mine:
                raise Refusal(409, "uniqueness")

    def create(self, kind, body, learnt, restores=True):
        attributes, members = self.read(kind, body)
        old = self.disabled(attributes) if kind == "User" and restores else None
        if old:
            old.password = attributes.pop("password", None)
            old.attributes = attributes
            self.touch(old)
            return old
        self.check_unique(kind, attributes)
        resource = Resource(kind, learnt.identifiers.pop(0), self.orders)
        self.orders += 1
        resource.password = attributes.pop("password", None)
        resource.attributes = attributes
        resource.members = members
        self.resources[resource.id] = resource
        self.changed(resource)
        return resource

    def disabled(self, attributes):
        """Who is made anew after having been disabled: the same userName and externalId."""
        if "externalId" not in attributes or attributes.get("active") is False:
            return None
        for other in self.of_kind("User"):
            if (
                other.attributes["userName"].lower() == attributes["userName"].lower()
                and other.attributes.get("active") is False
                and other.attributes.get("externalId") == attributes["externalId"]
            ):
                return other
        return None

    def read(self, kind, body):
        if not isinstance(body, dict):
            raise invalid("invalidSyntax")
        attributes = read_resource(kind, body)
        check_required(kind, attributes)
        given = attributes.pop("members", None)
        return attributes, read_members(find("Group", "members").attribute, given) if given else {}

    def replace(self, kind, id, body, if_match=None, if_none_match=None):
        refusals = []
        read = attempt(refusals, self.read, kind, body)
        resource = attempt(refusals, self.find, kind, id)
        if resource:
            attempt(refusals, self.precondition, resource, if_match, if_none_match)
        if refusals:
            raise AnyOf(refusals)
        attributes, members = read
        self.check_unique(kind, attributes, id)
        # A replacement that does not speak of them neither disables nor locks out.
        if "active" not in attributes and "active" in resource.attributes:
            attributes["active"] = resource.attributes["active"]
        members = {id: resource.members.get(id, member) for id, member in members.items()}
        self.settle(resource, attributes, members, resource.members.keys() != members.keys())
        return resource

    def patch(self, kind, id, body, if_match=None, if_none_match=None):
        refusals = []
        resource = attempt(refusals, self.find, kind, id)
        if resource:
            attempt(refusals, self.precondition, resource, if_match, if_none_match)
        patched = attempt(refusals, self.patched, kind, resource, body)
        if refusals:
            raise AnyOf(refusals)
        self.check_unique(kind, patched.attributes, id)
        self.settle(resource, patched.attributes, patched.members, patched.moved)
        return resource

    def patched(self, kind, resource, body):
        operations = body.get("Operations") if isinstance(body, dict) else None
        if not isinstance(operations, list) or not operations or PATCH not in body.get("schemas", []):
            raise invalid("invalidSyntax")
        if resource is None:
            return Patched(kind, {}, {}, operations)
        return Patched(kind, resource.attributes, resource.members, operations, self.member)

    def settle(self, resource, attributes, members, members_changed):
        password = attributes.pop("password", None)
        if attributes == resource.attributes and not members_changed and password is None:
            return
        renamed = attributes.get("displayName") != resource.attributes.get("displayName")
        resource.attributes = attributes
        if password is not None:
            resource.password = password
        if members_changed or (renamed and resource.kind == "Group"):
            resource.members = members
            self.member_changes += 1
        self.touch(resource)

    def delete(self, kind, id, if_match=None, if_none_match=None):
        resource = self.find(kind, id)
        self.precondition(resource, if_match, if_none_match)
        del self.resources[id]
        self.undated.discard(id)
        self.member_changes += 1
        # Memberships go with the resource.
        for group in self.of_kind("Group"):
            if group.members.pop(id, None):
                self.touch(group)

    def touch(self, resource):
        resource.version += 1
        resource.earlier = resource.modified or resource.earlier
        resource.modified = None
        self.changed(resource)

    def changed(self, resource):
        self.member_changes += bool(resource.members)
        self.undated.add(resource.id)

    # Learning

    def learn_dates(self, id, told, since):
        """Dates that were not known: of now, and not before those that were."""
        resource = self.resources[id]
        created, modified = told["created"], told["lastModified"]
        for date in (created, modified):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", date), f"{date} is not a dateTime"
        if resource.created is None:
            assert resource.version > 1 or created == modified, f"{id} was made at {created}, changed at {modified}"
            resource.created = created
        earliest = max(since, instant(resource.earlier or created))
        assert earliest <= instant(modified) <= datetime.now(timezone.utc), f"{id} cannot be of {modified}"
        resource.modified = modified
        self.undated.discard(id)


def lists(tags, tag):
    return any(each.strip() in ("*", tag) for each in tags.split(","))
