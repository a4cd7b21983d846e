"""What of a resource an answer holds (RFC 7644 §3.9)."""

from model.attributes import COMMON, CORE, ENTERPRISE, EXTENSION, find

WHOLE = object()


def project(document, kind, attributes=None, excluded=None):
    """The document with the named attributes alone, or without some; empty values are left out."""
    if attributes:
        named = Names(kind, attributes)
        return pick(document, kind, lambda urn, name: named.get(urn, name), is_asked=True)
    if excluded:
        named = Names(kind, excluded)
        return pick(document, kind, lambda urn, name: named.get(urn, name), is_asked=False)
    return document


def names(asked):
    if isinstance(asked, str):
        asked = asked.split(",")
    return [name.strip() for name in asked] if asked else None


def includes(name, query):
    """Whether answers to a query about groups hold an attribute."""
    asked, excluded = names(query.get("attributes")), names(query.get("excludedAttributes"))
    if asked:
        return Names("Group", asked).get(None, name) is not None
    return Names("Group", excluded or []).get(None, name) is not WHOLE


class Names:
    """For each attribute that is named: the names of the sub-attributes, or WHOLE."""

    def __init__(self, kind, names):
        self.found = {}
        for name in names:
            target = find(kind, name)
            if target is None:
                continue
            if target.attribute is None:
                for attribute in EXTENSION.values():
                    self.found[target.urn, attribute.name] = WHOLE
            elif target.sub is None:
                self.found[target.urn, target.attribute.name] = WHOLE
            elif self.found.get((target.urn, target.attribute.name)) is not WHOLE:
                self.found.setdefault((target.urn, target.attribute.name), set()).add(target.sub.name)

    def get(self, urn, name):
        return self.found.get((urn, name))


def pick(document, kind, named, is_asked, urn=None):
    left = {}
    for name, value in document.items():
        if urn is None and name == ENTERPRISE:
            value = pick(value, kind, named, is_asked, urn=ENTERPRISE)
        elif urn is None and is_always(kind, name):
            pass
        else:
            value = part(value, named(urn, name), is_asked)
        if value is not None and value != {} and value != []:
            left[name] = value
    return left


def is_always(kind, name):
    attribute = COMMON.get(name.lower()) or CORE[kind].get(name.lower())
    return attribute.returned == "always"


def part(value, subs, is_asked):
    """A value as far as it is asked for, or without what is excluded."""
    if subs is None:
        return None if is_asked else value
    if subs is WHOLE:
        return value if is_asked else None
    if isinstance(value, list):
        parts = [part(one, subs, is_asked) for one in value]
        return [one for one in parts if one]
    return {name: inner for name, inner in value.items() if (name in subs) == is_asked}
