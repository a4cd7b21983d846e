"""Requests with one thing wrong."""

from model.attributes import GROUP, USER
from model.network import PATCH


class RandomMistakes:
    def mistake(self):
        """A request with one thing wrong."""
        user, group = self.some("User"), self.some("Group")
        name = self.name()
        return self.pick(
            {"method": "POST", "path": "/Users", "body": {"schemas": [USER]}},
            {"method": "POST", "path": "/Users", "body": {"userName": name}},
            {"method": "POST", "path": "/Users", "body": {"schemas": [GROUP], "userName": name}},
            {"method": "POST", "path": "/Users", "body": {"schemas": [USER], "userName": 5}},
            {"method": "POST", "path": "/Users", "body": {"schemas": [USER], "userName": name, "active": "maybe"}},
            {"method": "POST", "path": "/Users", "body": {"schemas": [USER], "userName": name, "emails": "x"}},
            {"method": "POST", "path": "/Users", "body": {"schemas": [USER], "userName": name, "name": "x"}},
            {"method": "POST", "path": "/Users", "body": {
                "schemas": [USER], "userName": name,
                "roles": [{"value": "a", "primary": True}, {"value": "b", "primary": True}],
            }},
            {"method": "POST", "path": "/Groups", "body": {"schemas": [GROUP], "members": []}},
            {"method": "PATCH", "path": f"/Users/{user}", "body": {"schemas": [PATCH], "Operations": []}},
            {"method": "PATCH", "path": f"/Users/{user}", "body": {"schemas": [USER], "Operations": [{"op": "remove"}]}},
            self.wrong_patch(f"/Users/{user}", {"op": "move", "path": "title", "value": "x"}),
            self.wrong_patch(f"/Users/{user}", {"op": "remove"}),
            self.wrong_patch(f"/Users/{user}", {"op": "replace", "path": "title"}),
            self.wrong_patch(f"/Users/{user}", {"op": "add", "path": "emails[", "value": "x"}),
            self.wrong_patch(f"/Users/{user}", {"op": "add", "path": "no.such", "value": "x"}),
            self.wrong_patch(f"/Users/{user}", {"op": "replace", "path": "id", "value": "x"}),
            self.wrong_patch(f"/Users/{user}", {"op": "remove", "path": "groups"}),
            self.wrong_patch(f"/Users/{user}", {"op": "remove", "path": "userName"}),
            self.wrong_patch(f"/Users/{user}", {"op": "replace", "path": "active", "value": "maybe"}),
            self.wrong_patch(f"/Users/{user}", {"op": "add", "value": "x"}),
            self.wrong_patch(f"/Groups/{group}", {"op": "remove", "path": "displayName"}),
            self.wrong_patch(f"/Groups/{group}", {"op": "replace", "path": "members.value", "value": "x"}),
            {"method": "GET", "path": "/Users", "query": {"filter": "userName is x"}},
            {"method": "GET", "path": "/Users", "query": {"filter": {"filter": ["eq", "password", "x"]}}},
            {"method": "POST", "path": "/Users/.search", "body": {"schemas": [USER], "count": 1}},
            {"method": "GET", "path": "/Users", "query": {"cursor": "nothing"}},
            {"method": "GET", "path": "/Users", "query": {"cursor": "", "startIndex": 1}},
            {"method": "GET", "path": "/Users", "query": {"count": "many"}},
            {"method": "GET", "path": "/Users", "query": {"sortBy": "nothing"}},
            {"method": "GET", "path": "/Users", "query": {"sortBy": "title", "sortOrder": "up"}},
            {"method": "GET", "path": "/Nothing"},
            {"method": "PUT", "path": "/Users", "body": {"schemas": [USER], "userName": name}},
            {"method": "DELETE", "path": "/Groups"},
        )

    def wrong_patch(self, path, operation):
        return {"method": "PATCH", "path": path, "body": {"schemas": [PATCH], "Operations": [operation]}}
