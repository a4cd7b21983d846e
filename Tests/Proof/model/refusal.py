"""Answers that are errors."""


class Refusal(Exception):
    def __init__(self, status, keyword=None):
        super().__init__(f"{status} {keyword or ''}")
        self.status = status
        self.keyword = keyword

    @property
    def choices(self):
        return {(self.status, self.keyword)}


class AnyOf(Exception):
    """Several things are wrong at once: whichever of them is told first, the answer is right."""

    def __init__(self, refusals):
        self.choices = set().union(*[refusal.choices for refusal in refusals])
        super().__init__(" or ".join(f"{status} {keyword or ''}" for status, keyword in sorted(self.choices, key=str)))


def invalid(keyword):
    return Refusal(400, keyword)


def attempt(refusals, function, *arguments):
    """Notes why something cannot be done, so that what else is wrong can be looked at."""
    try:
        return function(*arguments)
    except (Refusal, AnyOf) as refusal:
        refusals.append(refusal)
        return None
