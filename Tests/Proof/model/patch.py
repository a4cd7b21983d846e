"""What a PATCH does to the attributes of a resource (RFC 7644 §3.5.2, and what is chosen where it leaves a choice).

Operations are as a client sends them, but a path with a filter is {"path": [name, filter, sub-attribute or None]}.
"""

import copy

from model.attributes import CORE, find
from model.filters import compile_element
from model.refusal import AnyOf, Refusal, attempt, invalid
from model.values import NOTHING, get, put, read, read_complex


class Patched:
    """The attributes and the members after a PATCH, all of its operations or none."""

    def __init__(self, kind, attributes, members, operations, shown=lambda member: member):
        """shown tells what a member looks like to a filter: its type is that of what exists."""
        self.kind = kind
        self.shown = shown
        self.attributes = copy.deepcopy(attributes)
        self.members = dict(members)
        # Whether a membership came or went, even if it went and came again.
        self.moved = False
        self.known = False
        self.unknown = False
        refusals = []
        for operation in operations:
            attempt(refusals, self.apply, operation)
        # What nobody knows is passed over beside other work, so that a disable is not lost with it.
        if self.unknown and not self.known:
            refusals.append(invalid("invalidPath"))
        if self.known and missing(kind, self.attributes) and not missing(kind, attributes):
            refusals.append(invalid("mutability"))
        if refusals:
            raise AnyOf(refusals)

    def apply(self, operation):
        word = operation["op"].lower() if isinstance(operation.get("op"), str) else None
        if word not in ("add", "replace", "remove"):
            raise invalid("invalidSyntax")
        if word != "remove" and "value" not in operation:
            raise invalid("invalidValue")
        path, value = operation.get("path"), operation.get("value")
        if path is None:
            if word == "remove":
                raise invalid("noTarget")
            self.apply_all(word, value)
            return
        name, tree, sub_name = path["path"] if isinstance(path, dict) else (path, None, None)
        if "[" in name:
            raise invalid("invalidPath")
        target = find(self.kind, name)
        if target is None:
            self.unknown = True
            return
        self.known = True
        if target.attribute is None:
            self.extension(word, target, value)
        elif target.leaf.read_only:
            raise invalid("mutability")
        elif target.attribute.name == "members":
            self.change_members(word, target, tree, sub_name, value)
        elif tree is not None:
            self.change_selected(word, target, tree, sub_name, value)
        elif target.sub is not None:
            self.change_sub(word, target, value)
        else:
            self.change(word, target, value)

    def apply_all(self, word, value):
        """An operation without a path: each member of the value is a path of its own; readOnly ones are passed over."""
        if not isinstance(value, dict):
            raise invalid("invalidValue")
        self.known = True
        for name, inner in value.items():
            target = find(self.kind, name)
            if target is None or (target.attribute and target.leaf.read_only):
                continue
            self.apply({"op": word, "path": name, "value": inner})

    def extension(self, word, target, value):
        if word == "remove" or value in (None, ""):
            self.attributes.pop(target.urn, None)
            return
        if not isinstance(value, dict):
            raise invalid("invalidValue")
        for name, inner in value.items():
            inside = find(self.kind, f"{target.urn}:{name}")
            if inside and not inside.leaf.read_only:
                self.apply({"op": word, "path": f"{target.urn}:{name}", "value": inner})

    def change(self, word, target, value):
        attribute = target.attribute
        old = get(self.attributes, target.urn, attribute)
        if word == "remove":
            new = removed(attribute, old, value) if attribute.many and value not in (None, "") else NOTHING
        elif attribute.many:
            new = read(attribute, value, patching=True)
            if new is NOTHING and any(isinstance(one, dict) for one in (value if isinstance(value, list) else [value])):
                raise invalid("invalidValue")
            if word == "add":
                new = added(old or [], new or [])
        elif attribute.type == "complex":
            new = NOTHING if value in (None, "") else merged(attribute, old or {}, value)
        else:
            new = read(attribute, value, patching=True)
        self.put(target, new)

    def change_sub(self, word, target, value):
        attribute, sub = target.attribute, target.sub
        new = NOTHING if word == "remove" else read(sub, value, patching=True)
        old = get(self.attributes, target.urn, attribute)
        if not attribute.many:
            self.put(target, referring(old or {}, with_sub(old or {}, sub, new)) or NOTHING)
            return
        chosen = list(old or [])
        if not chosen and new is not NOTHING:
            self.put(target, [{sub.name: new}])
            return
        change = self.removed_from if new is NOTHING else lambda one, sub: with_sub(one, sub, new)
        self.put(target, settled(chosen, {number: change(one, sub) for number, one in enumerate(chosen)}))

    def change_selected(self, word, target, tree, sub_name, value):
        attribute = target.attribute
        if not attribute.many:
            raise invalid("invalidPath")
        try:
            selects = compile_element(tree, attribute)
        except Refusal:
            raise invalid("invalidPath") from None
        sub = attribute.sub(sub_name) if sub_name else None
        if sub_name and sub is None:
            raise invalid("invalidPath")
        old = list(get(self.attributes, target.urn, attribute) or [])
        chosen = [number for number, one in enumerate(old) if selects(one)]
        if word == "remove":
            self.put(target, settled(old, {n: self.removed_from(old[n], sub) for n in chosen}))
            return
        new = read(sub, value, patching=True) if sub else read_complex(attribute, value, patching=True)
        if new is NOTHING:
            self.put(target, settled(old, {n: self.removed_from(old[n], sub) for n in chosen}))
            return
        if not chosen:
            start = described(tree, attribute)
            if start is None or (word == "replace" and not may_create(tree, attribute)):
                raise invalid("noTarget")
            old.append({})
            changes = {len(old) - 1: with_sub(start, sub, new) if sub else {**start, **(new or {})}}
        elif sub:
            changes = {n: with_sub(old[n], sub, new) for n in chosen}
        elif word == "add":
            changes = {n: {**old[n], **(new or {})} for n in chosen}
        else:
            # What the filter selects by stays true of what is put in its place.
            kept = described(tree, attribute) or {}
            changes = {n: {**kept, **(new or {})} for n in chosen}
        self.put(target, settled(old, changes))

    def removed_from(self, element, sub):
        """What is left of a value; nothing where only its kind would be."""
        left = with_sub(element, sub, NOTHING) if sub else {}
        return left if left.keys() - {"type", "primary"} else {}

    def change_members(self, word, target, tree, sub_name, value):
        before = self.members.keys() | set()
        self.move_members(word, target, tree, sub_name, value)
        self.moved = self.moved or before != self.members.keys()

    def move_members(self, word, target, tree, sub_name, value):
        if tree is not None:
            if word != "remove" or sub_name:
                raise invalid("mutability")
            try:
                selects = compile_element(tree, target.attribute)
            except Refusal:
                raise invalid("invalidPath") from None
            self.members = {id: member for id, member in self.members.items() if not selects(self.shown(member))}
            return
        if target.sub is not None:
            raise invalid("mutability")
        if word == "remove":
            if value in (None, ""):
                self.members = {}
            else:
                for id in read_members(target.attribute, value):
                    self.members.pop(id, None)
            return
        new = read_members(target.attribute, value)
        if word == "replace":
            self.members = {id: self.members.get(id, member) for id, member in new.items()}
        else:
            for id, member in new.items():
                self.members.setdefault(id, member)

    def put(self, target, value):
        put(self.attributes, target.urn, target.attribute, value)


def missing(kind, attributes):
    """Whether there is no value of what a resource must have."""
    return any(attribute.required and attribute.name not in attributes for attribute in CORE[kind].values())


def read_members(attribute, value):
    """Members by their identifier; who they are is told by what exists, so only what they are called is kept."""
    members = {}
    for member in read(attribute, value, patching=True) or []:
        if "value" not in member:
            raise invalid("invalidValue")
        members.setdefault(member["value"], {key: member[key] for key in ("value", "display") if key in member})
    return members


def with_sub(element, sub, value):
    changed = {name: inner for name, inner in element.items() if name != sub.name}
    if value is not NOTHING:
        changed[sub.name] = value
    return changed


def merged(attribute, old, value):
    """A complex value: what the client names is set or cleared, the rest stays."""
    new = dict(old)
    if attribute.name == "manager" and isinstance(value, list) and len(value) == 1:
        value = value[0]
    if attribute.name == "manager" and isinstance(value, str):
        value = {"value": value}
    if not isinstance(value, dict):
        raise invalid("invalidValue")
    # Whom it is about is gone, and nothing else is said.
    if attribute.sub("value") and (
        value.get("value") == "" or ("value" in value and read_complex(attribute, value) is NOTHING)
    ):
        return NOTHING
    for name, inner in value.items():
        sub = attribute.sub(name)
        if sub and not sub.read_only:
            new = with_sub(new, sub, read(sub, inner, patching=True))
    return (new if "$ref" in value and "value" in new else referring(old, new)) or NOTHING


def referring(old, new):
    """A value without the URI of who is no longer meant."""
    return new if new.get("value") == old.get("value") else {name: inner for name, inner in new.items() if name != "$ref"}


def added(old, new):
    """A list with more values; what was there already is not added, and a new primary is the only one."""
    result = list(old)
    for value in new:
        if any(value.items() <= other.items() for other in old):
            continue
        same = place_but_for_primary(old, value)
        if value.get("primary"):
            result = [unmarked(other) for other in result]
        if same is None:
            result.append(value)
        elif result[same].get("primary", False) != value["primary"]:
            result[same] = {**result[same], "primary": value["primary"]}
    return result or NOTHING


def place_but_for_primary(old, value):
    """Where a list has a value already that is only primary, or is not: a value is not there twice (RFC 7643 §2.4)."""
    if "value" not in value or "primary" not in value:
        return None
    rest = {name: inner for name, inner in value.items() if name != "primary"}
    return next((place for place, other in enumerate(old) if rest.items() <= other.items()), None)


def removed(attribute, old, value):
    """A list without some values, which the client names by their `value` or else by what they have."""
    gone = read(attribute, value, patching=True) or []
    return [one for one in old or [] if not any(is_named(one, other) for other in gone)] or NOTHING


def is_named(one, other):
    return one.get("value") == other["value"] if "value" in other else other.items() <= one.items()


def unmarked(element):
    return {**element, "primary": False} if element.get("primary") else element


def settled(old, changes):
    """A list with some of its values changed: none empty, none twice, one primary at most."""
    result = [changes.get(number, one) for number, one in enumerate(old)]
    primary = [number for number, value in changes.items() if value.get("primary")]
    if primary:
        result = [one if number == primary[-1] else unmarked(one) for number, one in enumerate(result)]
    kept = []
    for one in result:
        if one and one not in kept:
            kept.append(one)
    return kept or NOTHING


def described(tree, attribute):
    """What a filter of nothing but `eq` says of a value; None for other filters."""
    word = tree[0].lower()
    if word == "and":
        one, other = described(tree[1], attribute), described(tree[2], attribute)
        return None if one is None or other is None else {**one, **other}
    if word != "eq" or tree[2] is None:
        return None
    sub = attribute.sub(tree[1])
    return {sub.name: read(sub, tree[2])}


def may_create(tree, attribute):
    """Whether a `replace` that selects nothing makes what it names, as Entra ID expects."""
    if tree[0].lower() != "eq":
        return False
    sub = attribute.sub(tree[1])
    if sub.name == "primary":
        return described(tree, attribute) == {"primary": True}
    return sub.name == "type" and (not sub.canonical or tree[2].lower() in [word.lower() for word in sub.canonical])
