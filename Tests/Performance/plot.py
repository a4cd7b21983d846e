"""One picture: what a request costs, against how many users there are."""

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402


def draw(measured, file):
    """Draws the median time of each row at 8 clients over plain HTTP, and that of the ceiling."""
    plt.rcParams["svg.hashsalt"] = "scimd"
    figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
    plain = [one for one in measured if one.scheme == "http" and one.clients == 8]
    for row in dict.fromkeys(one.row for one in plain):
        points = sorted((one.size, one.scimd.p50 / 1000) for one in plain if one.row == row)
        axes.plot(*zip(*points), marker="o", label=row)
    ceiling = {}
    for one in plain:
        ceiling.setdefault(one.size, []).append(one.ceiling.p50 / 1000)
    axes.plot(sorted(ceiling), [min(ceiling[size]) for size in sorted(ceiling)], "k--", label="ceiling: constant bytes")
    axes.set(xscale="log", yscale="log", xlabel="users in the network", ylabel="median answer, ms (8 clients)")
    for which in (axes.yaxis.set_major_formatter, axes.yaxis.set_minor_formatter):
        which("{x:g}")
    axes.grid(True, which="both", alpha=0.2)
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    figure.savefig(file, metadata={"Date": None})
