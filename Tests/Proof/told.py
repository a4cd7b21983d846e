"""What clients were told of resources, and what must be found of them therefore."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class State:
    """What there is of a resource: a value that every change of attributes sets, and the names of members."""

    value: str
    version: int = 1
    members: frozenset = frozenset()

    def next(self, **changes):
        return replace(self, version=self.version + 1, **changes)


@dataclass(frozen=True)
class Change:
    """What one request makes of resources, by their names; `None` is a resource that is not there."""

    before: dict
    after: dict


@dataclass
class Told:
    """What must be there after answers, and what may be after requests without one.

    Every resource has one writer, and one about which a request was left unanswered is not touched any more.
    """

    states: dict = field(default_factory=dict)
    unclear: list = field(default_factory=list)
    acknowledged: int = 0
    unacknowledged: int = 0

    def change(self, after):
        return Change({name: self.states.get(name) for name in after}, after)

    def acknowledge(self, change):
        self.acknowledged += 1
        self.states.update(change.after)

    def leave_unclear(self, change):
        self.unacknowledged += 1
        for name in change.after:
            self.states.pop(name, None)
        self.unclear.append(change)

    def differences(self, found):
        """What was lost, is there by halves, or came from nowhere; what is seen of an unclear change stays."""
        differences = [
            f"{name}: told {state}, found {found.get(name)}"
            for name, state in self.states.items()
            if found.get(name) != state
        ]
        left = []
        for change in self.unclear:
            actual = {name: found.get(name) for name in change.after}
            if actual == change.after:
                self.states.update(change.after)
                continue
            left.append(change)
            if actual != change.before:
                differences.append(f"neither {change.before} nor {change.after} but {actual}")
        self.unclear = left
        known = set(self.states).union(*(change.after for change in left))
        differences += [f"{name}: never made, found {state}" for name, state in found.items() if name not in known]
        return differences
