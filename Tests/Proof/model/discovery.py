"""Whether /Schemas announces what the model believes."""

import json

from model.attributes import CORE, ENTERPRISE, EXTENSION, GROUP, USER


def differences(responder, name, token):
    """Where the announced attributes and those of the model differ."""
    connection = responder.connect()
    found = []
    for urn, attributes in ((USER, CORE["User"]), (GROUP, CORE["Group"]), (ENTERPRISE, EXTENSION)):
        schema = json.loads(connection.ask(name, token, "GET", f"/Schemas/{urn}").body)
        found += list(compare(urn, attributes, schema["attributes"]))
    connection.close()
    return found


def compare(place, attributes, announced):
    known = {each["name"]: each for each in announced}
    if known.keys() != {attribute.name for attribute in attributes.values()}:
        yield place, sorted(known)
        return
    for attribute in attributes.values():
        told = known[attribute.name]
        mine = {
            "type": attribute.type, "multiValued": attribute.many, "required": attribute.required,
            "returned": attribute.returned,
        }
        if attribute.type in ("string", "reference", "binary"):
            mine["caseExact"] = attribute.exact
        for name, value in mine.items():
            if told[name] != value:
                yield f"{place}.{attribute.name}.{name}", told[name]
        if (told["mutability"] == "readOnly") != attribute.read_only:
            yield f"{place}.{attribute.name}.mutability", told["mutability"]
        if attribute.canonical and tuple(told.get("canonicalValues", ())) != attribute.canonical:
            yield f"{place}.{attribute.name}.canonicalValues", told.get("canonicalValues")
        yield from compare(f"{place}.{attribute.name}", attribute.subs, told.get("subAttributes", []))
