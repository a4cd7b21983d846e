"""What the documents name is there."""

import re

from service import ROOT

CONFORMITY = ROOT / "Sources" / "SCIM" / "SCIM.docc" / "Conformity.md"


def test_conformity_names_tests_that_exist():
    rows = [line for line in CONFORMITY.read_text().splitlines() if line.startswith("| §")]
    assert len(rows) > 30
    for row in rows:
        named = re.findall(r"`(\w+Tests|test_\w+)`", row.rsplit("|", 2)[1])
        assert named, f"no test shows: {row}"
        for name in named:
            ending = "py" if name.startswith("test_") else "swift"
            assert list((ROOT / "Tests").rglob(f"{name}.{ending}")), name


def test_readme_names_paths_that_exist():
    text = (ROOT / "README.md").read_text()
    paths = re.findall(r"`((?:Sources|Tests|nginx)/[\w./+-]+)`", text)
    assert paths
    for path in paths:
        assert (ROOT / path).exists(), path
