"""Whether two requests take the same time, told from many interleaved pairs of them."""

import math
import random
import time

# How sure: a pair of equal requests is taken for different once in ten thousand times.
STANDARD_DEVIATIONS = 3.9


class Timing:
    def __init__(self):
        self.differences = []
        self.durations = []

    def measure(self, ask, one, other):
        """Times both, in random order so that neither is always the second; each is a tuple of arguments."""
        times = {}
        for number, arguments in random.sample([(0, one), (1, other)], 2):
            start = time.perf_counter_ns()
            ask(*arguments)
            times[number] = time.perf_counter_ns() - start
        self.differences.append((times[0] - times[1]) / 1000)
        self.durations.append(min(times.values()) / 1000)

    @property
    def median(self):
        """How many microseconds a request takes."""
        return sorted(self.durations)[len(self.durations) // 2]

    @property
    def interval(self):
        """Between what the median of the differences lies, in microseconds; nothing is supposed of their distribution."""
        values = sorted(self.differences)
        reach = STANDARD_DEVIATIONS * math.sqrt(len(values)) / 2
        low = max(0, math.floor(len(values) / 2 - reach))
        return values[low], values[len(values) - 1 - low]

    def is_known_by(self, share):
        """Whether the interval is narrower than a share of the time of a request."""
        low, high = self.interval
        return high - low < share * self.median

    def differs_by(self, tolerance):
        """Whether the difference is beyond doubt greater than a tolerance."""
        low, high = self.interval
        return low > tolerance or high < -tolerance
