"""Prints the functions of scimd that usual requests go through, those first that most kinds of requests have in common."""

import tempfile
from collections import Counter as Tally
from pathlib import Path

import rows
from instructions import Counter


def main():
    kinds, most = Tally(), Tally()
    with tempfile.TemporaryDirectory() as folder:
        # nginx's workers may run as another user.
        Path(folder).chmod(0o755)
        with Counter(Path(folder)) as counter:
            for row in rows.ROWS:
                for function, count in counter.functions(row).items():
                    kinds[function] += 1
                    most[function] = max(most[function], count)
    print("# What requests to scimd go through, for nginx/build; written by Tests/functions.")
    for function in sorted(kinds, key=lambda function: (-kinds[function], -most[function], function)):
        print(function)


if __name__ == "__main__":
    main()
