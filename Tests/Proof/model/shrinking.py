"""Makes a failing sequence as short as it can be (delta debugging), on a fresh network each time."""

import copy
import time

from model.player import Mismatch, Player


class Shrinking:
    def __init__(self, responder, name, seconds=120):
        self.responder = responder
        self.name = name
        self.end = time.monotonic() + seconds
        self.tries = 0
        self.told = None

    def fails(self, operations):
        """Whether the sequence goes wrong; what is told of it is kept."""
        self.tries += 1
        name = f"{self.name}-{self.tries}"
        player = Player(self.responder, name, self.responder.network(name))
        try:
            for number, operation in operations:
                player.play(number, operation)
        except (Mismatch, AssertionError) as mismatch:
            self.told = mismatch
            return True
        except Exception:
            # A sequence that the model cannot follow proves nothing.
            return False
        finally:
            player.close()
        return False

    def run(self, operations):
        """The shortest failing sequence that was found; None where the whole one does not fail when played again."""
        if not self.fails(operations):
            return None
        operations = self.without_runs(operations)
        operations = self.without_parts(operations)
        self.fails(operations)
        return operations

    def without_runs(self, operations):
        """Takes runs of operations away, halves first, then ever shorter ones."""
        length = len(operations) // 2
        while length and time.monotonic() < self.end:
            start = 0
            while start < len(operations):
                shorter = operations[:start] + operations[start + length :]
                if shorter and self.fails(shorter):
                    operations = shorter
                else:
                    start += length
            length //= 2
        return operations

    def without_parts(self, operations):
        """Takes members of bodies and queries away, and single operations of PATCH and Bulk."""
        changed = True
        while changed and time.monotonic() < self.end:
            changed = False
            for index, (number, operation) in enumerate(operations):
                for smaller in smaller_ones(operation):
                    attempt = [*operations[:index], (number, smaller), *operations[index + 1 :]]
                    if self.fails(attempt):
                        operations, changed = attempt, True
                        break
        return operations


def smaller_ones(value):
    """The value with one of its parts left out, in each way there is."""
    if isinstance(value, dict):
        for name in list(value):
            if name not in ("method", "path", "body", "schemas", "op"):
                yield {other: inner for other, inner in value.items() if other != name}
            if isinstance(value[name], (dict, list)) and name not in ("schemas", "filter"):
                for smaller in smaller_ones(value[name]):
                    yield {**copy.copy(value), name: smaller}
    if isinstance(value, list):
        for index, inner in enumerate(value):
            if len(value) > 1:
                yield value[:index] + value[index + 1 :]
            if isinstance(inner, (dict, list)):
                for smaller in smaller_ones(inner):
                    yield [*value[:index], smaller, *value[index + 1 :]]
