"""What the guides quote and name is there."""

import re

import pytest

from service import ROOT

CATALOGUE = ROOT / "Sources" / "SCIM" / "SCIM.docc"
GUIDES = sorted((CATALOGUE / "Guides").glob("*.md"))

# Those that promise to quote exactly.
QUOTING = [
    guide
    for guide in GUIDES
    if guide.stem.startswith("Connect") or guide.stem in ("BehindNginx", "Monitor", "RotateToken", "Troubleshoot", "Upgrade")
]

# What programs beside scimd say, and what people type.
OF_OTHERS = (
    "connect() to", "no port in upstream", "upstream timed out", "Switch(", "GET ", "POST ", "scimd ",
    "sudo ", "systemctl ", "journalctl ", "promtool ", "scim-rehearsal ", "ssl_",
)


def texts():
    """What the sources and nginx's files say: interpolations, where the guides write …, part it."""
    source = "\n".join(path.read_text() for path in sorted((ROOT / "Sources").rglob("*.swift")))
    source = re.sub(r'"\s*\+\s*"', "", source).replace(r"\"", '"')
    nginx = "\n".join((ROOT / "nginx" / name).read_text() for name in ("scimd-http.conf", "scimd-server.conf"))
    return source + nginx


def quoted(guide):
    """The code spans of a guide that are sentences."""
    prose = re.sub(r"^ *```.*?^ *```", "", guide.read_text(), flags=re.DOTALL | re.MULTILINE)
    for span in re.findall(r"`([^`]+)`", prose):
        text = " ".join(span.split())
        if text.count(" ") >= 5 and not text.startswith(OF_OTHERS):
            yield text


# What a unit of the package has otherwise, or leaves to systemd.
OF_THE_GUIDE = {"ExecStart", "Backlog", "WantedBy"}


@pytest.mark.parametrize("unit", ["scimd.socket", "scimd.service"])
def test_units_say_what_those_of_the_package_say(unit):
    guide = (CATALOGUE / "Guides" / "BehindNginx.md").read_text()
    told = re.search(rf"```ini\n# /etc/systemd/system/{unit}\n(.*?)```", guide, re.DOTALL)[1].splitlines()
    settings = [line for line in told if "=" in line and line.split("=")[0] not in OF_THE_GUIDE]
    assert len(settings) > 3
    shipped = (ROOT / "nginx" / "debian" / unit).read_text().splitlines()
    assert [line for line in settings if line not in shipped] == []


def test_there_are_guides_with_quotes():
    assert len(QUOTING) == 9
    assert sum(len(list(quoted(guide))) for guide in QUOTING) > 80


@pytest.mark.parametrize("guide", QUOTING, ids=lambda guide: guide.stem)
def test_errors_are_quoted_as_they_are(guide):
    said = texts()
    missing = [(part, text) for text in quoted(guide) for part in text.split("…") if part.strip() not in said]
    assert not missing


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_links_lead_somewhere(guide):
    names = {path.stem for path in CATALOGUE.rglob("*.md")}
    for name in re.findall(r"<doc:([\w-]+)>", guide.read_text()):
        assert name in names, name
    assert f"<doc:{guide.stem}>" in (CATALOGUE / "SCIM.md").read_text(), f"SCIM.md does not list {guide.stem}"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_tables_are_whole(guide):
    rows = [line.strip() for line in guide.read_text().splitlines() if line.strip().startswith("|")]
    for row in rows:
        assert row.endswith("|"), row
    for above, below in zip(rows, rows[1:]):
        if set(below) <= set("|- "):
            assert above.count("|") == below.count("|"), above
