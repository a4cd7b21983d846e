"""Which of several requests is answered sooner, as somebody measures it who may ask as often as they like."""

import random
import statistics
import time


def compare(ask, requests, rounds, seed):
    """By how many microseconds each kind of request takes longer than the first kind.

    All kinds are asked once a round, in an order that changes, so that whatever else the machine does meets all alike; the
    median of the differences within rounds is not moved by the rounds that were disturbed.
    """
    chance = random.Random(seed)
    kinds = list(requests)
    times = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind in chance.sample(kinds, len(kinds)):
            start = time.perf_counter_ns()
            ask(requests[kind])
            times[kind].append(time.perf_counter_ns() - start)
    first = times[kinds[0]]
    return {kind: statistics.median(a - b for a, b in zip(times[kind], first)) / 1_000 for kind in kinds[1:]}
