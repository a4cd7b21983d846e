"""Random Bulk requests whose operations refer to each other."""

from model.attributes import ENTERPRISE
from model.bulk import BULK


class RandomBulk:
    def bulk(self):
        operations = []
        made = {"User": [], "Group": []}
        for number in range(self.random.randrange(1, 7)):
            kind = self.pick("User", "User", "Group")
            method = self.pick("POST", "POST", "POST", "PUT", "PATCH", "DELETE")
            operation = {"method": method}
            if method == "POST":
                data = self.user() if kind == "User" else self.group()
                operation.update(path=f"/{kind}s", bulkId=f"b{number}", data=data)
                made[kind].append(f"bulkId:b{number}")
            else:
                operation["path"] = f"/{kind}s/{self.some(kind)}"
                if method == "PUT":
                    operation["data"] = self.user() if kind == "User" else self.group()
                if method == "PATCH":
                    operation["data"] = self.patch(kind)
                if self.chance(0.2):
                    reference = operation["path"].rsplit("/", 1)[1].strip("{}")
                    operation["version"] = "{%s@%d}" % (reference, self.pick(0, 0, 1))
            operations.append(operation)
        everyone = made["User"] + made["Group"] + (["bulkId:none"] if self.chance(0.05) else [])
        for operation in operations:
            self.refer(operation, made, everyone)
        body = {"schemas": [BULK], "Operations": operations}
        if self.chance(0.3):
            body["failOnErrors"] = self.pick(1, 2)
        return {"method": "POST", "path": "/Bulk", "body": body}

    def refer(self, operation, made, everyone):
        """Lets an operation name what others of the request make."""
        if operation["method"] not in ("POST", "PUT") or not everyone or not self.chance(0.5):
            return
        if operation["path"].startswith("/Groups"):
            operation["data"]["members"] = [{"value": self.random.choice(everyone)}]
        elif made["User"]:
            operation["data"][ENTERPRISE] = {"manager": {"value": self.random.choice(made["User"])}}
