"""What clients send, as the resource then has it (RFC 7643 §2)."""

import base64
import binascii

from model.attributes import CORE, ENTERPRISE, EXTENSION, SCHEMA, find
from model.refusal import invalid

# No value, of which null and an empty list are forms (RFC 7643 §2.5).
NOTHING = None


def read(attribute, value, patching=False):
    """The value as it is kept; in a PATCH an empty text is no value either."""
    if value is None or (patching and value == ""):
        return NOTHING
    if not attribute.many:
        return read_one(attribute, value, patching)
    if not isinstance(value, list):
        if not patching:
            raise invalid("invalidValue")
        value = [value]
    return read_list(attribute, value, patching)


def read_list(attribute, values, patching):
    kept = []
    for each in values:
        one = read_one(attribute, each, patching) if each is not None else NOTHING
        if one is not NOTHING and one not in kept:
            kept.append(one)
    if sum(1 for one in kept if one.get("primary")) > 1:
        raise invalid("invalidValue")
    return kept or NOTHING


def read_one(attribute, value, patching=False):
    if attribute.type == "complex":
        return read_complex(attribute, value, patching)
    if attribute.type == "boolean":
        if isinstance(value, str) and value.lower() in ("true", "false"):
            return value.lower() == "true"
        if not isinstance(value, bool):
            raise invalid("invalidValue")
        return value
    if not isinstance(value, str):
        raise invalid("invalidValue")
    if attribute.type == "binary":
        try:
            base64.b64decode(value, validate=True)
        except binascii.Error:
            raise invalid("invalidValue") from None
    return value


def read_complex(attribute, value, patching=False):
    if attribute.name == "manager":
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, str):
            value = {"value": value}
    if attribute.many and isinstance(value, str) and patching and attribute.sub("value"):
        value = {"value": value}
    if not isinstance(value, dict):
        raise invalid("invalidValue")
    kept = {}
    for name, inner in value.items():
        sub = attribute.sub(name)
        if sub is None or sub.read_only:
            continue
        one = read(sub, inner)
        if one is not NOTHING:
            kept[sub.name] = one
    return kept or NOTHING


def read_resource(kind, body):
    """The attributes of the body of a POST or PUT; what is unknown or readOnly is passed over."""
    schemas = body.get("schemas")
    if not isinstance(schemas, list) or not any(
        isinstance(urn, str) and urn.lower() == SCHEMA[kind].lower() for urn in schemas
    ):
        raise invalid("invalidSyntax")
    kept = {}
    for name, value in body.items():
        target = find(kind, name)
        if target is None or target.sub:
            continue
        if target.attribute is None:
            if value is None:
                continue
            if not isinstance(value, dict):
                raise invalid("invalidValue")
            for inner_name, inner in value.items():
                attribute = EXTENSION.get(inner_name.lower())
                if attribute:
                    put(kept, ENTERPRISE, attribute, read(attribute, inner))
        elif not target.attribute.read_only:
            put(kept, target.urn, target.attribute, read(target.attribute, value))
    check_required(kind, kept)
    return kept


def check_required(kind, attributes):
    for attribute in CORE[kind].values():
        if attribute.required and attribute.name not in attributes:
            raise invalid("invalidValue")


def get(attributes, urn, attribute):
    return (attributes.get(urn, {}) if urn else attributes).get(attribute.name)


def put(attributes, urn, attribute, value):
    """Sets or takes away an attribute; an extension without any is gone."""
    if urn is None:
        if value is NOTHING:
            attributes.pop(attribute.name, None)
        else:
            attributes[attribute.name] = value
        return
    inner = dict(attributes.get(urn, {}))
    put(inner, None, attribute, value)
    if inner:
        attributes[urn] = inner
    else:
        attributes.pop(urn, None)
