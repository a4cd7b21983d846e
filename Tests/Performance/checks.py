"""What a run must show, and whether it did."""

from dataclasses import dataclass

# The lowest ratio to the throughput of the ceiling, at up to 100,000 users and above.
RATIOS = {
    "get": (0.85, 0.80),
    "userName": (0.75, 0.70),
    "work email": (0.75, 0.70),
    "externalId": (0.75, 0.70),
    "probe": (0.75, 0.70),
    "list of 100": (0.30, 0.30),
    "patch": (0.35, 0.25),
    "post": (0.35, 0.25),
}


@dataclass
class Check:
    """A figure with the limit it is held against."""

    name: str
    value: float
    limit: float
    unit: str = ""
    at_least: bool = False
    # What a program reaches in the same seconds that does only what cannot be left out.
    possible: float | None = None

    @property
    def is_met(self):
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def is_forbidden(self):
        """Whether the limit is beyond what the machine lets anyone reach."""
        if self.possible is None:
            return False
        return self.possible < self.limit if self.at_least else self.possible > self.limit

    @property
    def verdict(self):
        if self.is_met:
            return "yes"
        return f"no: the machine allows {self.possible:.2f}" if self.is_forbidden else "NO"

    def __str__(self):
        sign = "≥" if self.at_least else "≤"
        value = f"{self.value:,.2f}" if self.limit < 10 else f"{self.value:,.0f}"
        return f"| {self.name} | {value} {self.unit} | {sign} {self.limit:,g} {self.unit} | {self.verdict} |"


def ratio_limit(row, size):
    return RATIOS[row][0 if size <= 100_000 else 1]
