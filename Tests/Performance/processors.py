"""How busy the processors of this machine are."""

from pathlib import Path


def time_so_far():
    """How long all processors together were idle so far, and how long there was, in ticks."""
    # user, nice, system, idle, iowait, irq, softirq, steal
    times = [int(ticks) for ticks in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return times[3] + times[4], sum(times)


def idle_share(before):
    """The share of their time that the processors were idle since `before`."""
    idle, passed = (now - then for now, then in zip(time_so_far(), before))
    return idle / passed
