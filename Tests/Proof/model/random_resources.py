"""Random users and groups as clients send them."""

from model.attributes import ENTERPRISE, GROUP, USER
from model.words import LISTS, MAILS, NAMES, OFFICE, TEXTS, TYPES, WORDS


class RandomResources:
    def name(self):
        word = self.territory + self.random.choice(WORDS) + self.pick("", "", str(self.random.randrange(4)))
        return word.upper() if not self.territory and self.chance(0.1) else word

    def text(self):
        return self.pick("", *WORDS) if self.chance(0.05) else self.random.choice(WORDS)

    def truth(self):
        return self.pick(True, False, True, False, "True", "false")

    def user(self):
        body = {"schemas": [USER], self.cased("userName"): self.name()}
        if self.chance(0.4):
            body["active"] = self.truth()
        if self.chance(0.5):
            body[self.cased("externalId")] = self.pick("e1", "e2", "E1", "e3")
        for name in self.random.sample(TEXTS, self.random.randrange(4)):
            body[self.cased(name)] = self.pick(None, self.text()) if self.chance(0.1) else self.text()
        if self.chance(0.4):
            body["name"] = self.parts(NAMES)
        for name in self.random.sample(LISTS, self.pick(0, 1, 2, 3)):
            body[name] = self.elements(3)
        if self.chance(0.15):
            body["addresses"] = [self.address() for _ in range(self.random.randrange(3))]
        if self.chance(0.1):
            body["x509Certificates"] = [{"value": self.pick("AAAA", "AQID", "qw==")}]
        if self.chance(0.1):
            body["photos"] = [{"value": self.pick("https://x/P.jpg", "https://x/p.jpg"), "type": "photo"}]
        if self.chance(0.1):
            body["profileUrl"] = self.pick("https://x/A", "https://x/a")
        if self.chance(0.3):
            body[ENTERPRISE] = self.office()
        if self.chance(0.05):
            body[self.pick("nonsense", "id", "meta", "groups")] = self.pick("x", None)
        if self.chance(0.002):
            body["password"] = "secret"
        return body

    def group(self):
        body = {"schemas": [GROUP], "displayName": self.name()}
        if self.chance(0.3):
            body["externalId"] = self.pick("e1", "g1", "G1")
        if self.chance(0.6):
            body["members"] = self.members(4)
        if self.chance(0.01):
            body["members"] = [{"value": f"member-{number}"} for number in range(self.pick(99, 100, 101, 103))]
        return body

    def parts(self, names):
        chosen = self.random.sample(names, self.random.randrange(1, 4))
        return {self.cased(name): self.pick(None, self.text()) if self.chance(0.1) else self.text() for name in chosen}

    def element(self):
        value = {"value": self.random.choice(MAILS)}
        if self.chance(0.7):
            value["type"] = self.random.choice(TYPES)
        if self.chance(0.2):
            value["display"] = self.random.choice(WORDS)
        if self.chance(0.3):
            value["primary"] = self.truth()
        return value

    def elements(self, most):
        return [self.element() for _ in range(self.random.randrange(most + 1))]

    def address(self):
        value = self.parts(["formatted", "streetAddress", "locality", "region", "country"])
        return {**value, **self.pick({}, {"type": "work"}, {"type": "home", "primary": True})}

    def office(self):
        body = self.parts(OFFICE)
        if self.chance(0.5):
            manager = self.some("User")
            body["manager"] = self.pick(
                manager, {"value": manager}, [{"value": manager, "displayName": "told"}], {"displayName": "told"},
                {"value": self.pick(None, "", manager)}, {"value": manager, "$ref": f"https://x/Users/{manager}"},
            )
        return body

    def member(self):
        member = {"value": self.some(self.pick("User", "User", "User", "Group"))}
        if self.chance(0.15):
            member["display"] = self.random.choice(WORDS)
        if self.chance(0.1):
            member["type"] = "User"
        return member

    def members(self, most):
        return [self.member() for _ in range(self.random.randrange(most + 1))]
