"""What resources are ordered by (RFC 7644 §3.4.2.3)."""

from model.attributes import find
from model.filters import instant
from model.refusal import invalid


def sort_keys(kinds, asked):
    name = asked.get("sortBy")
    if not name:
        return None
    return {kind: sort_key(kind, name, len(kinds) > 1) for kind in kinds}


def sort_key(kind, name, one_of_many):
    """What a resource is ordered by: the primary or first value of a list, text without its letter case."""
    target = find(kind, name)
    leaf = target.leaf if target else None
    if leaf is not None and leaf.type == "complex":
        leaf = leaf.sub("value")
    if leaf is None or leaf.returned == "never":
        if one_of_many:
            return lambda document: None
        raise invalid("invalidPath")

    def key(document):
        source = document.get(target.urn, {}) if target.urn else document
        value = source.get(target.attribute.name)
        if isinstance(value, list):
            value = next((one for one in value if isinstance(one, dict) and one.get("primary")), value[0])
        if isinstance(value, dict):
            value = value.get(leaf.name)
        if value is None or isinstance(value, bool):
            return value
        if leaf.type == "dateTime":
            return instant(value)
        return value.encode() if leaf.exact else value.lower().encode()

    return key
