"""The alerts and the dashboard: they say what they should, and read only metrics that the guide names."""

import json
import re
import subprocess

import pytest

from service import ROOT

MONITOR = ROOT / "Sources" / "SCIM" / "SCIM.docc" / "Guides" / "Monitor.md"
ALERTS = ROOT / "nginx" / "alerts.yml"
DASHBOARD = ROOT / "nginx" / "grafana.json"
TESTS = ROOT / "Tests" / "EndToEnd" / "alerts_test.yml"

# What Prometheus itself adds to every scrape.
OF_PROMETHEUS = {"up": {"job", "instance"}}


def documented():
    """The metrics of the guide with their labels; a histogram stands for its three series."""
    metrics = dict(OF_PROMETHEUS)
    for row in MONITOR.read_text().splitlines():
        cells = [cell.strip() for cell in row.split("|")]
        if len(cells) != 6 or not re.fullmatch(r"`\w+`", cells[1]):
            continue
        name, kind, labels = cells[1].strip("`"), cells[2], set(re.findall(r"`(\w+)`", cells[3]))
        assert kind in ("counter", "gauge", "histogram"), row
        if kind == "histogram":
            metrics |= {f"{name}_bucket": labels | {"le"}, f"{name}_sum": labels, f"{name}_count": labels}
        else:
            metrics[name] = labels
    assert len(metrics) > 10
    return metrics


def check(expression, metrics):
    """Says which metrics an expression reads, once it is sure that they and their labels are documented."""
    read = re.findall(r"\b(scimd_\w+|process_\w+|up)\b", expression)
    assert read, expression
    for name in read:
        assert name in metrics, f"{name} is not in the table of {MONITOR.name}: {expression}"
    known = set().union(*(metrics[name] for name in read)) | {"job", "instance"}
    selectors = re.findall(r"(\w+)\s*(?:=~|!~|!=|=)\s*\"", expression)
    grouped = [name for list_ in re.findall(r"\bby \(([^)]*)\)", expression) for name in list_.split(",")]
    for label in [*selectors, *(name.strip() for name in grouped)]:
        assert label in known, f"no metric of it has the label {label}: {expression}"
    return set(read)


def expressions_of_alerts():
    """What follows expr: in the rules, on the line or indented below it."""
    found = re.findall(r"^ +expr: (?:\|\n((?: {10,}.*\n)+)|(.*)\n)", ALERTS.read_text(), re.MULTILINE)
    return [block or line for block, line in found]


def expressions_of_dashboard():
    dashboard = json.loads(DASHBOARD.read_text())
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            yield target["expr"]
    for variable in dashboard["templating"]["list"]:
        if variable["type"] == "query":
            yield variable["query"]["query"]
    for annotation in dashboard["annotations"]["list"]:
        yield annotation["expr"]


@pytest.mark.parametrize("command", [["check", "rules", ALERTS], ["test", "rules", TESTS]], ids=["check", "test"])
def test_rules(command):
    done = subprocess.run(["promtool", *command], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_rule_has_a_test_and_says_what_to_do():
    names = re.findall(r"- alert: (\w+)", ALERTS.read_text())
    assert len(names) == len(expressions_of_alerts()) == ALERTS.read_text().count("summary:")
    fired = re.findall(r"alertname: (\w+)\n +exp_alerts:", TESTS.read_text())
    assert set(names) == set(fired)
    for name in names:
        assert f"`{name}`" in MONITOR.read_text(), f"{MONITOR.name} does not explain {name}"


def test_alerts_read_documented_metrics():
    metrics = documented()
    for expression in expressions_of_alerts():
        check(expression, metrics)


def test_dashboard_reads_documented_metrics_and_all_of_them():
    metrics = documented()
    read = set()
    for expression in expressions_of_dashboard():
        read |= check(expression, metrics)
    histograms = {name.removesuffix("_bucket") for name in metrics if name.endswith("_bucket")}
    shown = {re.sub(r"_(bucket|sum|count)$", "", name) if name.startswith(tuple(histograms)) else name for name in read}
    wanted = {re.sub(r"_(bucket|sum|count)$", "", name) if name.startswith(tuple(histograms)) else name for name in metrics}
    assert shown == wanted - set(OF_PROMETHEUS)


def test_panels_of_the_dashboard_do_not_overlap():
    taken = {}
    for panel in json.loads(DASHBOARD.read_text())["panels"]:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24, panel["title"]
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                assert taken.setdefault((x, y), panel["title"]) == panel["title"]
