"""How a network answers queries, page by page (RFC 7644 §3.4.2, §3.4.3, RFC 9865)."""

from model.expected import Expected
from model.filters import Compiled
from model.projection import names, project
from model.refusal import AnyOf, Refusal, attempt, invalid
from model.sorting import sort_keys

LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
PAGE, LARGEST_PAGE = 100, 1000


class Searching:
    def search(self, request, path, asked, learnt):
        kinds = {(): ("User", "Group"), ("Users",): ("User",), ("Groups",): ("Group",)}.get(tuple(path))
        if kinds is None:
            raise Refusal(404)
        if request["method"] == "POST" and SEARCH not in asked.get("schemas", []):
            raise invalid("invalidSyntax")
        refusals = []
        start = attempt(refusals, whole, asked.get("startIndex"))
        count = attempt(refusals, whole, asked.get("count"))
        descending = attempt(refusals, is_descending, asked)
        filters = attempt(refusals, self.filters, request, kinds, asked)
        keys = attempt(refusals, sort_keys, kinds, asked)
        cursor = asked.get("cursor")
        if cursor is not None:
            attempt(refusals, check_paging, start, count)
        position = attempt(refusals, self.position, cursor, kinds, asked) if cursor else None
        if refusals:
            raise AnyOf(refusals)
        found = self.found(kinds, filters, keys, descending)
        limit = PAGE if count is None else min(max(count, 0), LARGEST_PAGE)
        if cursor is None:
            first = max(1, 1 if start is None else start) - 1
            page = found[first : first + limit]
        else:
            page = self.window(found, position, limit, descending)
            if [resource.id for _, resource in page] != learnt.page:
                other = self.with_newcomers(found, position, limit, descending, learnt.page)
                page = page if other is None else other
        body = {
            "schemas": [LIST], "totalResults": len(found), "itemsPerPage": len(page),
            "Resources": [self.listed(resource, asked) for _, resource in page],
        }
        if cursor is None:
            body["startIndex"] = first + 1
            return Expected(200, body)
        cursors = self.neighbours(found, page, position, kinds, asked)
        if position and any(resource.order >= position[2] for _, resource in found):
            cursors = {name: (None, place) for name, (_, place) in cursors.items()}
        return Expected(200, body, cursors=cursors)

    def with_newcomers(self, found, position, limit, descending, told):
        """The page that was told, if it is right but for who was made after the cursor was given.

        They may stand anywhere: RFC 9865 leaves open whether they are shown, and a service may give places again.
        """
        if position is None:
            return None
        known = {resource.id: (place, resource) for place, resource in found}
        old = [each for each in found if each[1].order < position[2]]
        expected = self.window(old, position, len(old), descending)
        mine = [known[id] for id in told if id in known and known[id][1].order < position[2]]
        is_part = mine == (expected[: len(mine)] if position[0] == "next" else expected[len(expected) - len(mine) :])
        is_full = len(told) == limit or len(mine) == len(expected)
        is_right = is_part and is_full and len(told) <= limit and all(id in known for id in told)
        return [known[id] for id in told] if is_right and len(set(told)) == len(told) else None

    def listed(self, resource, asked):
        return project(
            self.document(resource), resource.kind, names(asked.get("attributes")), names(asked.get("excludedAttributes"))
        )

    def filters(self, request, kinds, asked):
        tree = asked.get("filter")
        if tree is None:
            return {}
        if isinstance(tree, str):
            raise invalid("invalidFilter")
        try:
            return {kind: Compiled(tree["filter"], kind, len(kinds) > 1) for kind in kinds}
        except Refusal as refusal:
            if refusal.keyword != "sensitive":
                raise
            # In a URI it would be told to logs (RFC 7644 §7.5.2).
            raise (Refusal(403, "sensitive") if request["method"] == "GET" else invalid("invalidFilter")) from None

    def found(self, kinds, filters, keys, descending):
        """What a query selects, in its order, each with what it is ordered by."""
        found = []
        for resource in self.resources.values():
            if resource.kind not in kinds:
                continue
            document = self.document(resource) if filters or keys else None
            if filters and not filters[resource.kind].matches(document):
                continue
            key = keys[resource.kind](document) if keys else None
            found.append((((key is None, 0 if key is None else key), resource.order), resource))
        # Equal ones keep one order, in both directions.
        found.sort(key=lambda each: each[0][0], reverse=descending)
        return found

    def window(self, found, position, limit, descending):
        if position is None:
            return found[:limit]
        way, place, _ = position

        def before(one):
            if descending and one[0] != place[0]:
                return one[0] > place[0]
            return one < place

        if way == "previous":
            return [each for each in found if before(each[0])][-limit:]
        return [each for each in found if not before(each[0]) and each[0] != place][:limit]

    def neighbours(self, found, page, position, kinds, asked):
        """Which cursors an answer must have, and where they lead."""
        cursors = {}
        scope = scope_of(kinds, asked)
        if page:
            if page[-1] is not found[-1]:
                cursors["nextCursor"] = True
            elif position and position[0] == "previous":
                cursors["nextCursor"] = None
            if page[0] is not found[0]:
                cursors["previousCursor"] = True
            elif position and position[0] == "next":
                cursors["previousCursor"] = None
        return {
            name: (is_due, (scope, (way, page[-1 if way == "next" else 0][0], self.orders)))
            for name, way in (("nextCursor", "next"), ("previousCursor", "previous"))
            if (is_due := cursors.get(name, False)) is not False
        }

    def position(self, cursor, kinds, asked):
        known = self.pages.get(cursor)
        if known is None or known[0] != scope_of(kinds, asked):
            raise invalid("invalidCursor")
        return known[1]


def whole(number):
    if number is None or isinstance(number, int):
        return number
    try:
        return int(number)
    except ValueError:
        raise invalid("invalidValue") from None


def is_descending(asked):
    order = asked.get("sortOrder")
    if order is None or not asked.get("sortBy"):
        return False
    if order.lower() not in ("ascending", "descending"):
        raise invalid("invalidValue")
    return order.lower() == "descending"


def check_paging(start, count):
    if start is not None:
        raise invalid("invalidCursor")
    if count is not None and count < 1:
        raise invalid("invalidCount")


def scope_of(kinds, asked):
    return repr((kinds, asked.get("filter"), asked.get("sortBy"), asked.get("sortOrder")))
