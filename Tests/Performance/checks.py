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
# Where a limit is beyond what a C program reaches that does only what cannot be left out, so much of that is demanded; of
# changes less, which are held against rules.
READ_SHARE = 0.6
CHANGE_SHARE = 0.4
CHANGES = ("patch", "post")


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
    share: float = READ_SHARE
    # How far it is, where somebody gets there.
    distance: str = ""

    @property
    def is_met(self):
        return self._is_within(self.limit)

    @property
    def is_forbidden(self):
        """Whether the limit is beyond what the machine lets anyone reach."""
        if self.possible is None:
            return False
        return self.possible < self.limit if self.at_least else self.possible > self.limit

    @property
    def demanded(self):
        """What scimd must reach where the limit is forbidden."""
        return self.possible * self.share if self.at_least else self.possible / self.share

    @property
    def is_excused(self):
        """Whether the limit was missed for being forbidden, with scimd near enough to what is possible."""
        return not self.is_met and self.is_forbidden and self._is_within(self.demanded)

    @property
    def verdict(self):
        if self.is_met:
            return "yes"
        if not self.is_forbidden:
            return f"NO: {self.distance}" if self.distance else "NO"
        answer = "no" if self.is_excused else "NO"
        return f"{answer}: the machine allows {self.possible:.2f}, and {self._sign} {self.demanded:.2f} is demanded"

    def __str__(self):
        value = f"{self.value:,.2f}" if self.limit < 10 else f"{self.value:,.0f}"
        return f"| {self.name} | {value} {self.unit} | {self._sign} {self.limit:,g} {self.unit} | {self.verdict} |"

    @property
    def _sign(self):
        return "≥" if self.at_least else "≤"

    def _is_within(self, bound):
        return self.value >= bound if self.at_least else self.value <= bound


def ratio_limit(row, size):
    return RATIOS[row][0 if size <= 100_000 else 1]


def share(row):
    return CHANGE_SHARE if row in CHANGES else READ_SHARE
