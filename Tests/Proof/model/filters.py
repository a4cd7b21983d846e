"""Filters as trees: their text, and what they select (RFC 7644 §3.4.2.2).

    ["eq", path, value], and so with ne co sw ew gt ge lt le   ["pr", path]
    ["and", one, other]   ["or", one, other]   ["not", one]
    ["has", path, inner]: path[inner]          ["of", path, inner, comparison]: path[inner].name …
"""

import json
from datetime import datetime

from model.attributes import find
from model.refusal import invalid

ORDERED = ("gt", "ge", "lt", "le")
COMPARISONS = ("eq", "ne", "co", "sw", "ew", *ORDERED)


def text(tree, inside=False):
    """The filter as a client writes it."""
    kind = tree[0].lower()
    if kind in COMPARISONS:
        return f"{tree[1]} {tree[0]} {json.dumps(tree[2], ensure_ascii=False)}"
    if kind == "pr":
        return f"{tree[1]} {tree[0]}"
    if kind == "not":
        return f"{tree[0]} ({text(tree[1])})"
    if kind in ("and", "or"):
        parts = [text(part, True) for part in tree[1:]]
        joined = f" {tree[0]} ".join(parts)
        return f"({joined})" if inside else joined
    if kind == "has":
        return f"{tree[1]}[{text(tree[2])}]"
    return f"{tree[1]}[{text(tree[2])}].{text(tree[3])}"


class Compiled:
    """A filter for resources of one type, its names resolved; raises where one is not to be had."""

    def __init__(self, tree, kind, one_of_many=False):
        self.kind = kind
        self.one_of_many = one_of_many
        self.matches = self.compile(tree)

    def compile(self, tree):
        word = tree[0].lower()
        if word == "not":
            inner = self.compile(tree[1])
            return lambda view: not inner(view)
        if word in ("and", "or"):
            one, other = self.compile(tree[1]), self.compile(tree[2])
            if word == "and":
                return lambda view: one(view) and other(view)
            return lambda view: one(view) or other(view)
        target = find(self.kind, tree[1])
        if target is None or target.attribute is None:
            if self.one_of_many:
                # An attribute that a type does not have is without a value in it.
                return constant(word in ("eq", "ne") and (word == "eq") == (tree[2] is None))
            raise invalid("invalidFilter")
        if secret(target.leaf):
            raise invalid("sensitive")
        if word in ("has", "of"):
            return self.compile_path(tree, target, word)
        names = path_of(target)
        test = comparison(word, default_leaf(target), tree)
        return lambda view: test(values(view, names, target))

    def compile_path(self, tree, target, word):
        if not target.attribute.subs or target.sub:
            raise invalid("invalidFilter")
        inner = compile_element(tree[2], target.attribute)
        names = path_of(target)

        def selected(view):
            return [element for element in elements(view, names) if inner(element)]

        if word == "has":
            return lambda view: bool(selected(view))
        # Not in the RFC's grammar, but Entra's: some value is selected by both.
        outer = compile_element(tree[3], target.attribute)
        return lambda view: any(outer(element) for element in selected(view))


def constant(holds):
    return lambda view: holds


def compile_element(tree, attribute):
    """A filter in brackets, over the sub-attributes of one value."""
    word = tree[0].lower()
    if word == "not":
        inner = compile_element(tree[1], attribute)
        return lambda element: not inner(element)
    if word in ("and", "or"):
        one, other = compile_element(tree[1], attribute), compile_element(tree[2], attribute)
        if word == "and":
            return lambda element: one(element) and other(element)
        return lambda element: one(element) or other(element)
    sub = attribute.sub(tree[1])
    if sub is None:
        raise invalid("invalidFilter")
    test = comparison(word, sub, tree)
    return lambda element: test([element[sub.name]] if sub.name in element else [])


def secret(attribute):
    return attribute.returned == "never"


def default_leaf(target):
    """A complex attribute is compared by its `value`."""
    if target.leaf.type == "complex":
        return target.leaf.sub("value") or target.leaf
    return target.leaf


def path_of(target):
    return (target.urn, target.attribute.name) if target.urn else (target.attribute.name,)


def elements(view, names):
    for name in names:
        view = view.get(name)
        if view is None:
            return []
    return view if isinstance(view, list) else [view]


def values(view, names, target):
    found = elements(view, names)
    if target.sub is not None:
        return [element[target.sub.name] for element in found if target.sub.name in element]
    return found


def comparison(word, leaf, tree):
    """A test of the values that a path leads to; one that holds is enough."""
    if word == "pr":
        return is_present
    literal = tree[2]
    if literal is None:
        has = is_present if leaf.type == "complex" else lambda found: is_present([bare(value) for value in found])
        if word == "eq":
            return lambda found: not has(found)
        if word == "ne":
            return has
        raise invalid("invalidFilter")
    if leaf.type == "complex":
        raise invalid("invalidFilter")
    key = keys(leaf)
    wanted = key(literal_of(leaf, literal))
    if leaf.type == "boolean" and word not in ("eq", "ne"):
        raise invalid("invalidFilter")
    if leaf.type == "binary" and word in ORDERED:
        raise invalid("invalidFilter")
    test = {
        "eq": lambda value: value == wanted,
        "ne": lambda value: value == wanted,
        "co": lambda value: wanted in value,
        "sw": lambda value: value.startswith(wanted),
        "ew": lambda value: value.endswith(wanted),
        "gt": lambda value: value > wanted,
        "ge": lambda value: value >= wanted,
        "lt": lambda value: value < wanted,
        "le": lambda value: value <= wanted,
    }[word]

    def holds(found):
        return any(test(key(value)) for value in map(bare, found) if value is not None)

    # `ne` is the opposite of `eq`, also without a value or with several.
    return (lambda found: not holds(found)) if word == "ne" else holds


def is_present(found):
    """Whether there is a value that is not empty, in what is complex too."""
    for value in found:
        if any(inner != "" for inner in value.values()) if isinstance(value, dict) else value not in ("", None):
            return True
    return False


def bare(value):
    return value.get("value") if isinstance(value, dict) else value


def literal_of(leaf, literal):
    if leaf.type == "boolean":
        if isinstance(literal, str) and literal.lower() in ("true", "false"):
            return literal.lower() == "true"
        if not isinstance(literal, bool):
            raise invalid("invalidFilter")
        return literal
    if leaf.type == "dateTime":
        try:
            instant(literal)
        except (TypeError, ValueError):
            raise invalid("invalidFilter") from None
        return literal
    if not isinstance(literal, str):
        # Text may stand without quotation marks, so a bare word is text.
        return json.dumps(literal)
    return literal


def instant(written):
    return datetime.fromisoformat(written.replace("Z", "+00:00"))


def keys(leaf):
    """What values of an attribute are compared by."""
    if leaf.type == "boolean":
        return lambda value: value
    if leaf.type == "dateTime":
        return instant
    if leaf.exact:
        return lambda value: value.encode()
    return lambda value: value.lower().encode()
