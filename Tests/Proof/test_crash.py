"""Kills the responder, nginx and both at random moments while writers go on, and looks for what they were told."""

import random

from storm import Storm

# What is killed, and how often of 25 times.
VICTIMS = {
    "the responder": 11,
    "nginx's workers": 6,
    "the responder and nginx's workers": 5,
    "nginx": 1,
    "everything": 2,
}
# After how many kills the writers get a new database: looking at all of it takes longer and longer.
KILLS_OF_ONE_DATABASE = 50


def test_what_was_acknowledged_survives_kills(own_service, extent, seed, tried):
    kills = extent(short=25, long=500)
    chance = random.Random(seed)
    deck = [victim for victim, number in VICTIMS.items() for _ in range(number * kills // 25)]
    chance.shuffle(deck)
    killed, wrong, writes = [], [], {"acknowledged": 0, "unacknowledged": 0}
    try:
        for start in range(0, kills, KILLS_OF_ONE_DATABASE):
            with Storm(own_service, f"state-{start}", chance) as storm:
                try:
                    for victim in deck[start : start + KILLS_OF_ONE_DATABASE]:
                        storm.blow(chance.uniform(0.02, 0.6))
                        storm.kill(victim)
                        killed.append(victim)
                        storm.calm()
                        found = storm.look()
                        if found:
                            wrong.append(f"after kill {len(killed)}, of {victim}: {found[:5]}")
                finally:
                    for told in storm.tolds:
                        writes["acknowledged"] += told.acknowledged
                        writes["unacknowledged"] += told.unacknowledged
                    print(storm.kinds())
    finally:
        for victim in VICTIMS:
            number = killed.count(victim)
            tried("crash", f"kills of {victim}", number, sum(f"of {victim}:" in each for each in wrong))
        for what, number in writes.items():
            tried("crash", f"{what} writes", number)
    assert wrong == []
    assert writes["acknowledged"] > 50 * kills and writes["unacknowledged"] > 0
