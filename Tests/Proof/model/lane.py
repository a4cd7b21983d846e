"""A client that sends one random sequence, and what is left of it to be looked at when it goes wrong."""

from random import Random

from model.generator import Generator
from model.player import Player
from model.searching import SEARCH


class Lane:
    """territory: what the names of this client's resources begin with, where others use the same network."""

    def __init__(self, responder, name, token, seed, length, territory=""):
        self.player = Player(responder, name, token)
        self.generator = Generator(Random(seed), self.player, territory)
        self.seed = seed
        self.length = length
        self.territory = territory
        self.played = []
        self.last = None

    def start(self):
        """Sends the next operation; False when there is none any more."""
        number = len(self.played)
        if number < self.length:
            operation = self.generator.next(number)
        else:
            self.last = self.whole() if self.last is None else self.last
            if not self.last:
                return False
            operation = self.last.pop(0)
        self.played.append((number, operation))
        self.player.start(number, operation)
        return True

    def whole(self):
        """Operations that read the final state: everything by list, page by page, and each by itself."""
        looks = []
        for kind in ("User", "Group"):
            query = {"filter": {"filter": self.generator.owned(kind, ["pr", "id"])}, "count": 1000}
            looks.append({"method": "GET", "path": f"/{kind}s", "query": query})
            looks.append({"method": "POST", "path": f"/{kind}s/.search", "body": {"schemas": [SEARCH], **query}})
        if not self.territory:
            looks.append({"method": "GET", "path": "/", "query": {"count": 1000}})
        for id, resource in self.player.network.resources.items():
            looks.append({"method": "GET", "path": f"/{resource.kind}s/{id}", "query": {}})
        return looks

    def close(self):
        self.player.close()
