"""The attributes of RFC 7643 §3.1, §4.1 to §4.3, and how their names are found."""

from dataclasses import dataclass, field

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"


@dataclass
class Attribute:
    name: str
    type: str = "string"
    many: bool = False
    exact: bool = False
    read_only: bool = False
    required: bool = False
    returned: str = "default"
    canonical: tuple = ()
    subs: dict = field(default_factory=dict)

    def sub(self, name):
        return self.subs.get(name.lower())


def table(*attributes):
    return {attribute.name.lower(): attribute for attribute in attributes}


def strings(*names, **options):
    return [Attribute(name, **options) for name in names]


def labelled(name, canonical=(), value=None):
    """A list of values with a type and one primary (RFC 7643 §2.4)."""
    subs = table(
        value or Attribute("value"), Attribute("display"), Attribute("type", canonical=canonical),
        Attribute("primary", "boolean"),
    )
    return Attribute(name, "complex", many=True, subs=subs)


def link(name, **options):
    return Attribute(name, "reference", exact=True, **options)


COMMON = table(
    Attribute("schemas", "reference", many=True, read_only=True, returned="always"),
    Attribute("id", exact=True, read_only=True, returned="always"),
    Attribute("externalId", exact=True),
    Attribute("meta", "complex", read_only=True, subs=table(
        Attribute("resourceType", exact=True, read_only=True), Attribute("created", "dateTime", read_only=True),
        Attribute("lastModified", "dateTime", read_only=True), link("location", read_only=True),
        Attribute("version", exact=True, read_only=True),
    )),
)

CORE = {
    "User": table(
        Attribute("userName", required=True),
        Attribute("name", "complex", subs=table(*strings(
            "formatted", "familyName", "givenName", "middleName", "honorificPrefix", "honorificSuffix"
        ))),
        *strings("displayName", "nickName", "title", "userType", "preferredLanguage", "locale", "timezone"),
        link("profileUrl"),
        Attribute("active", "boolean"),
        Attribute("password", exact=True, returned="never"),
        labelled("emails", ("work", "home", "other")),
        labelled("phoneNumbers", ("work", "home", "mobile", "fax", "pager", "other")),
        labelled("ims", ("aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo")),
        labelled("photos", ("photo", "thumbnail"), link("value")),
        Attribute("addresses", "complex", many=True, subs=table(
            *strings("formatted", "streetAddress", "locality", "region", "postalCode", "country"),
            Attribute("type", canonical=("work", "home", "other")), Attribute("primary", "boolean"),
        )),
        Attribute("groups", "complex", many=True, read_only=True, subs=table(
            Attribute("value", exact=True, read_only=True), link("$ref", read_only=True),
            Attribute("display", read_only=True), Attribute("type", read_only=True),
        )),
        labelled("entitlements"),
        labelled("roles"),
        labelled("x509Certificates", value=Attribute("value", "binary", exact=True)),
    ),
    "Group": table(
        Attribute("displayName", required=True),
        Attribute("members", "complex", many=True, subs=table(
            Attribute("value", exact=True), link("$ref"), Attribute("type"), Attribute("display"),
        )),
    ),
}

EXTENSION = table(
    *strings("employeeNumber", "costCenter", "organization", "division", "department"),
    Attribute("manager", "complex", subs=table(
        Attribute("value", exact=True), link("$ref"), Attribute("displayName", read_only=True)
    )),
)

SCHEMA = {"User": USER, "Group": GROUP}
ENDPOINT = {"User": "/Users", "Group": "/Groups"}


@dataclass
class Target:
    """What a name leads to: an attribute, or a whole extension, and perhaps a sub-attribute."""

    urn: str | None
    attribute: Attribute | None
    sub: Attribute | None = None

    @property
    def leaf(self):
        return self.sub or self.attribute


def find(kind, name):
    """Resolves a name as RFC 7644 §3.10 has it, in any letter case; None where there is no such attribute."""
    lower = name.lower()
    extensions = {ENTERPRISE: EXTENSION} if kind == "User" else {}
    for urn, attributes in extensions.items():
        if lower == urn.lower():
            return Target(urn, None)
        if lower.startswith(urn.lower() + ":"):
            return within(urn, attributes, name[len(urn) + 1 :])
    core = SCHEMA[kind]
    if lower.startswith(core.lower() + ":"):
        return within(None, CORE[kind], name[len(core) + 1 :])
    found = within(None, CORE[kind], name) or within(None, COMMON, name)
    if found or ":" in name:
        return found
    for urn, attributes in extensions.items():
        found = found or within(urn, attributes, name)
    return found


def within(urn, attributes, name):
    first, _, second = name.partition(".")
    attribute = attributes.get(first.lower())
    if attribute is None:
        return None
    if not second:
        return Target(urn, attribute)
    sub = attribute.sub(second)
    return Target(urn, attribute, sub) if sub else None
