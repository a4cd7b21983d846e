"""The Debian package: what is in it, and its life on a clean Debian 12, from installation to purge."""

import concurrent.futures
import contextlib
import os
import re
import socket
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

import pytest

from machine import Machine
from service import ROOT, Client, create_until, free_port

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="a Debian root directory can be made and entered by root only")

SNIPPETS = sorted([*(ROOT / "nginx").glob("*.conf"), *(ROOT / "nginx").glob("scimd_*")])
PROGRAMS = ["scimd", "scim-rehearsal"]
FIXED = [
    "/etc/default/scimd",
    "/etc/nginx/sites-available/scimd.example",
    "/lib/systemd/system/scimd.service",
    "/lib/systemd/system/scimd.socket",
    "/usr/share/doc/scimd/README.Debian",
    "/usr/share/doc/scimd/changelog.gz",
    "/usr/share/doc/scimd/copyright",
]
OF_PROGRAM = [
    "/usr/bin/{}",
    "/usr/share/bash-completion/completions/{}",
    "/usr/share/fish/vendor_completions.d/{}.fish",
    "/usr/share/man/man1/{}.1.gz",
    "/usr/share/zsh/vendor-completions/_{}",
]


def tell(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="session")
def package(tmp_path_factory):
    directory = tmp_path_factory.mktemp("package")
    result = subprocess.run([ROOT / "nginx" / "package", directory], stdout=subprocess.PIPE, text=True)
    assert result.returncode == 0
    path = Path(result.stdout.splitlines()[-1])
    assert path.parent == directory and path.exists()
    return path


@pytest.fixture(scope="session")
def older(package, tmp_path_factory):
    """The same package with a lower version."""
    directory = tmp_path_factory.mktemp("older")
    subprocess.run(["dpkg-deb", "-R", package, directory / "content"], check=True)
    control = directory / "content" / "DEBIAN" / "control"
    control.write_text(re.sub(r"^Version: .*", "Version: 0.0.1", control.read_text(), flags=re.M))
    tell("dpkg-deb", "-Zgzip", "-z1", "--root-owner-group", "-b", directory / "content", directory / "old.deb")
    return directory / "old.deb"


@pytest.fixture(scope="module")
def chroot(package, tmp_path_factory):
    """A machine without systemd running, on which the package is installed."""
    machine = Machine(tmp_path_factory.mktemp("chroot"))
    try:
        machine.apt("install", machine.put(package))
        yield machine
    finally:
        machine.remove()


@pytest.fixture(scope="module")
def machine(package, older, tmp_path_factory):
    """A booted machine with the package, set up as README and README.Debian say."""
    machine = Machine(tmp_path_factory.mktemp("machine"))
    machine.port = free_port()
    machine.boot()
    try:
        machine.new = machine.put(package)
        machine.old = machine.put(older)
        machine.apt("install", machine.new)
        machine.run("scimd", "network", "create", "acme")
        machine.token = machine.run("scimd", "token", "issue", "acme").stdout.splitlines()[-1]
        machine.ca = make_site(machine)
        machine.run("nginx", "-t")
        machine.run("systemctl", "reload", "nginx")
        machine.wait_for(lambda: is_listening(machine.port), "nginx")
        yield machine
    finally:
        machine.remove()


def make_certificate(machine):
    """Where the example site looks for it."""
    certificate = machine.root / "etc/ssl/certs/scim.example.com.pem"
    key = machine.root / "etc/ssl/private/scim.example.com.key"
    for file in (certificate, key):
        file.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-keyout", key, "-out", certificate, "-subj", "/CN=test",
         "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )
    return str(certificate)


def make_site(machine):
    """The example, with a port of this machine instead of 443."""
    example = (machine.root / "etc/nginx/sites-available/scimd.example").read_text()
    site = example.replace("listen 443 ssl;", f"listen 127.0.0.1:{machine.port} ssl;")
    site = site.replace("    listen [::]:443 ssl;\n", "")
    assert site.count("listen ") == 1
    (machine.root / "etc/nginx/sites-enabled/scimd").write_text(site)
    return make_certificate(machine)


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def client(machine):
    return new_client(machine)


def new_client(machine):
    return Client(f"https://127.0.0.1:{machine.port}/scim/v2/acme", machine.token, machine.ca)


def main_process(machine):
    return machine.says("systemctl", "show", "-P", "MainPID", "scimd.service")


def test_contents(package):
    listed = {}
    for line in tell("dpkg-deb", "-c", package).splitlines():
        mode, owner, _, _, _, name = line.split(None, 5)
        assert owner == "root/root", line
        if not mode.startswith("d"):
            listed[name.removeprefix(".")] = mode
        else:
            assert mode == "drwxr-xr-x", line
    expected = FIXED + [path.format(name) for path in OF_PROGRAM for name in PROGRAMS]
    expected += [f"/etc/nginx/snippets/scimd/{file.name}" for file in SNIPPETS]
    assert sorted(listed) == sorted(expected)
    for name, mode in listed.items():
        assert mode == ("-rwxr-xr-x" if name.startswith("/usr/bin/") else "-rw-r--r--"), name


def test_control(package, tmp_path):
    subprocess.run(["dpkg-deb", "-R", package, tmp_path / "content"], check=True)
    fields = dict(re.findall(r"^(\S+): (.*)", (tmp_path / "content/DEBIAN/control").read_text(), re.M))
    assert package.name == f"scimd_{fields['Version']}_{fields['Architecture']}.deb"
    needed = {re.split(r"[ (]", one)[0] for one in fields["Depends"].split(", ")}
    assert needed == {"adduser", "libc6", "libfcgi0ldbl", "libgcc-s1", "libsqlite3-0", "libstdc++6", "zlib1g"}
    assert fields["Recommends"] == "nginx"
    conffiles = (tmp_path / "content/DEBIAN/conffiles").read_text().split()
    assert conffiles == sorted("/" + str(path.relative_to(tmp_path / "content"))
                               for path in (tmp_path / "content/etc").rglob("*") if path.is_file())
    for script in ("postinst", "prerm", "postrm"):
        subprocess.run(["sh", "-n", tmp_path / "content/DEBIAN" / script], check=True)
    for name in PROGRAMS:
        assert ".symtab" not in tell("readelf", "-S", tmp_path / "content/usr/bin" / name)
    assert fields["Version"] in tell("zcat", tmp_path / "content/usr/share/doc/scimd/changelog.gz").splitlines()[0]
    assert "Gwendal Roué" in (tmp_path / "content/usr/share/doc/scimd/copyright").read_text()


def test_programs_run_on_a_clean_debian(chroot, package):
    version = package.name.split("_")[1]
    for name in PROGRAMS:
        result = chroot.run(name, "--version")
        assert (result.stdout, result.stderr) == (version + "\n", "")
    people = chroot.run("scim-rehearsal", "sample", "3").stdout.splitlines()
    assert len(people) == 4


@pytest.mark.parametrize("name", PROGRAMS)
def test_man_page(chroot, name):
    page = chroot.run("man", "-w", name).stdout.strip()
    assert page == f"/usr/share/man/man1/{name}.1.gz"
    linted = chroot.run("sh", "-c", f"man --warnings -E UTF-8 -l -Tutf8 -Z {page} >/dev/null")
    assert linted.stderr == ""
    # Every command of the help is on the page.
    written = re.sub(r"\s+", " ", chroot.run("sh", "-c", f"MANWIDTH=120 man {name}").stdout)
    commands = re.findall(r"^  ([a-z-]+) {2,}", chroot.run(name, "--help").stdout.split("SUBCOMMANDS:")[1], re.M)
    assert len(commands) >= 4
    for command in commands:
        assert f"{name} {command} " in written


def test_completions(chroot):
    script = """
        source /usr/share/bash-completion/bash_completion
        _completion_loader scimd
        COMP_WORDS=(scimd net) COMP_CWORD=1 COMP_LINE='scimd net' COMP_POINT=9
        $(complete -p scimd | sed -E 's/.*-F (\\S+) .*/\\1/') scimd net scimd
        echo "${COMPREPLY[@]}"
    """
    assert chroot.run("bash", "-c", script).stdout.split() == ["network"]


def test_includes_are_found(chroot):
    assert SNIPPETS
    for file in (chroot.root / "etc/nginx/snippets/scimd").iterdir():
        for included in re.findall(r"^\s*include\s+(\S+);", file.read_text(), re.M):
            assert (chroot.root / "etc/nginx" / included).exists(), f"{file.name} includes {included}"


def test_nginx_takes_the_example_as_it_is(chroot):
    make_certificate(chroot)
    chroot.run("ln", "-s", "../sites-available/scimd.example", "/etc/nginx/sites-enabled/scimd")
    said = chroot.run("nginx", "-t").stderr
    assert "test is successful" in said and "warn" not in said


def test_units(chroot):
    units = ["/lib/systemd/system/scimd.service", "/lib/systemd/system/scimd.socket"]
    verified = chroot.run("systemd-analyze", "verify", "--man=no", *units)
    assert "scimd" not in verified.stdout + verified.stderr
    # Exposure of at most 1.5 of 10.
    chroot.run("systemd-analyze", "security", "--offline=true", "--threshold=15", "--no-pager", units[0])


def test_what_root_makes_belongs_to_the_service(chroot):
    directory = chroot.root / "var/lib/scimd"
    assert list(directory.iterdir()) == []
    # Killed, it leaves the files beside the database too.
    chroot.run("timeout", "-s", "KILL", "3", "scimd", "serve", "--socket", "/run/other.sock", check=False)
    assert {file.name for file in directory.iterdir()} == {"scimd.db", "scimd.db-wal", "scimd.db-shm"}
    assert chroot.says("find", "/var/lib/scimd", "!", "-user", "scimd", "-o", "!", "-group", "scimd") == ""
    chroot.run("scimd", "network", "create", "acme")
    chroot.run("runuser", "-u", "scimd", "--", "scimd", "token", "issue", "acme")
    assert chroot.says("find", "/var/lib/scimd", "!", "-user", "scimd") == ""
    assert "acme" in chroot.run("scimd", "network", "list").stdout


def test_life_without_systemd(chroot, older):
    chroot.run("dpkg", "-i", "--force-downgrade", chroot.put(older))
    assert "acme" in chroot.run("scimd", "network", "list").stdout
    chroot.apt("remove", "scimd")
    assert (chroot.root / "var/lib/scimd/scimd.db").exists()
    (chroot.root / "etc/nginx/sites-enabled/scimd").unlink()
    # The database may be where a link leads to.
    chroot.run("sh", "-c", "mv /var/lib/scimd /srv/directory && ln -s /srv/directory /var/lib/scimd")
    check_purge(chroot)
    assert chroot.says("ls", "-A", "/srv/directory") == ""


def test_socket_is_for_nginx_alone(machine):
    assert machine.says("stat", "-c", "%U %G %a", "/run/scimd/scimd.sock") == "scimd www-data 660"
    assert machine.says("systemctl", "is-enabled", "scimd.socket") == "enabled"


def test_another_user_neither_reads_the_database_nor_connects(machine, client):
    assert client.get("/Users").status_code == 200
    machine.run("scimd", "backup", "/var/lib/scimd/backup")
    assert machine.says("stat", "-c", "%U %G %a", "/var/lib/scimd") == "scimd scimd 700"
    # Whatever root's umask is: what its commands make there is for the service alone.
    machine.run("sh", "-c", "umask 0; scimd export acme --ndjson /var/lib/scimd/export; scimd network create other")
    assert machine.says("find", "/var/lib/scimd", "-perm", "/077") == ""
    for command in (["ls", "/var/lib/scimd"], ["cat", "/var/lib/scimd/scimd.db"]):
        assert "Permission denied" in machine.run("runuser", "-u", "nobody", "--", *command, check=False).stderr
    # Without a web server's group there is no way to the socket; with it there is.
    for group, status in (("nogroup", 13), ("www-data", 0)):
        connect = "use Socket; socket(my $s, AF_UNIX, SOCK_STREAM, 0); connect($s, sockaddr_un($ARGV[0])) or exit($! + 0)"
        as_group = ["setpriv", "--reuid=nobody", f"--regid={group}", "--clear-groups"]
        ended = machine.run(*as_group, "perl", "-e", connect, "/run/scimd/scimd.sock", check=False)
        assert ended.returncode == status, ended
    machine.run("rm", "/var/lib/scimd/backup", "/var/lib/scimd/export")
    machine.run("scimd", "network", "delete", "other")


def test_requests_come_through_nginx_to_the_service(machine, client):
    user = client.create_user("first@example.com")
    assert client.get("/Users/" + user["id"]).json() == user
    process = main_process(machine)
    assert machine.says("stat", "-c", "%U", f"/proc/{process}") == "scimd"
    # The limits of the unit are in force: no new privileges, a filter of system calls, no capabilities.
    status = dict(re.findall(r"^(\w+):\s+(\S+)", machine.says("cat", f"/proc/{process}/status"), re.M))
    assert (status["NoNewPrivs"], status["Seccomp"], int(status["CapBnd"], 16)) == ("1", "2", 0)
    assert re.search(r"^Max core file size +0 +0 ", machine.says("cat", f"/proc/{process}/limits"), re.M)
    # It hides its memory from its own user.
    assert machine.says("stat", "-c", "%U", f"/proc/{process}/mem") == "root"
    machine.run("scimd", "backup", "/root/copy")
    machine.run("grep", "-aq", "first@example.com", "/root/copy")
    assert "whole" in machine.run("scimd", "check").stdout
    assert machine.says("find", "/var/lib/scimd", "!", "-user", "scimd") == ""


def test_arguments_of_the_service_are_configured(machine, client):
    default = machine.root / "etc/default/scimd"
    before = default.read_text()
    try:
        default.write_text(re.sub(r"^#(SCIMD_ARGUMENTS=).*", r'\1"--threads 7"', before, flags=re.M))
        machine.run("systemctl", "restart", "scimd.service")
        assert client.get("/Users").status_code == 200
        # The log comes into the journal a moment later.
        end = time.monotonic() + 10
        while '"threads":"7"' not in machine.journal():
            assert time.monotonic() < end, machine.journal()
            time.sleep(0.1)
    finally:
        default.write_text(before)
        machine.run("systemctl", "restart", "scimd.service")


def test_service_that_dies_comes_back(machine, client):
    assert client.get("/Users").status_code == 200
    died = main_process(machine)
    machine.run("systemctl", "kill", "-s", "KILL", "scimd.service")
    assert client.get("/Users").status_code == 200
    assert main_process(machine) not in (died, "0")


def test_a_wrong_call_is_cured_without_the_socket_being_lost(machine, client):
    """The request that comes meanwhile waits, and systemd does not start the service without a pause for it."""
    default = machine.root / "etc/default/scimd"
    before = default.read_text()
    with concurrent.futures.ThreadPoolExecutor() as pool:
        try:
            default.write_text(before + 'SCIMD_ARGUMENTS="--thread 7"\n')
            machine.run("systemctl", "restart", "scimd.service")
            waiting = pool.submit(client.get, "/Users")
            time.sleep(4)
            started = int(machine.says("systemctl", "show", "-P", "NRestarts", "scimd.service"))
            assert 1 <= started <= 6 and not waiting.done()
            assert machine.says("systemctl", "is-active", "scimd.socket") == "active"
        finally:
            default.write_text(before)
        assert waiting.result().status_code == 200


@contextlib.contextmanager
def opened(machine):
    """The database of the machine, which nobody may have open when a backup takes its place."""
    with contextlib.closing(sqlite3.connect(machine.root / "var/lib/scimd/scimd.db")) as database, database:
        yield database


def test_upgrade_brings_an_earlier_database_to_todays_shape(machine, client):
    user = client.create_user("before@example.com", emails=[{"type": "work", "value": "before@example.com"}])
    machine.run("dpkg", "-i", "--force-downgrade", machine.old)
    machine.run("systemctl", "stop", "scimd.service")
    with opened(machine) as database:
        migrations = database.execute("SELECT identifier FROM grdb_migrations ORDER BY rowid DESC LIMIT 5").fetchall()
        assert migrations[-1] == ("5 views of the application",)
        indexes = dict(database.execute("SELECT path, key FROM attribute WHERE type = 'User'"))
        addresses, work = indexes["emails.value"], indexes['emails[type eq "work"].value']
        assert database.execute("UPDATE value SET attribute = ? WHERE attribute = ?", [addresses, work]).rowcount > 0
        database.execute("DELETE FROM attribute WHERE key = ?", [work])
        database.execute("ALTER TABLE resource DROP COLUMN ending")
        database.execute("ALTER TABLE network DROP COLUMN start")
        database.execute("ALTER TABLE era DROP COLUMN lastNetwork")
        for made in ("VIEW users", "VIEW groups", "VIEW members", "TABLE retention", "TABLE restoration"):
            database.execute(f"DROP {made}")
        database.executemany("DELETE FROM grdb_migrations WHERE identifier = ?", migrations)
    machine.run("dpkg", "-i", machine.new)
    assert client.get("/Users/" + user["id"]).json() == user
    found = client.get("/Users", params={"filter": 'emails[type eq "work"].value eq "before@example.com"'}).json()
    assert found["Resources"] == [user]
    with opened(machine) as database:
        assert set(migrations) <= set(database.execute("SELECT identifier FROM grdb_migrations").fetchall())
    assert "whole" in machine.run("scimd", "check").stdout


def test_upgrade_loses_no_request(machine, client):
    """Creates run on while the package is replaced again and again: each is answered 201, none is lost."""
    done = threading.Event()
    created, failures = [], []

    def create():
        create_until(done, new_client(machine), created, failures)

    assert client.get("/Users").status_code == 200
    node = machine.says("stat", "-c", "%i", "/run/scimd/scimd.sock")
    processes = [main_process(machine)]
    threads = [threading.Thread(target=create) for _ in range(8)]
    for thread in threads:
        thread.start()
    try:
        for file in (machine.old, machine.new, machine.old, machine.new):
            count = len(created)
            machine.run("dpkg", "-i", "--force-downgrade", file)
            time.sleep(0.5)
            assert len(created) > count, "no request came through while the package was replaced"
            processes.append(main_process(machine))
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert failures == []
    assert len(set(processes)) == 5, "each replacement starts the service anew"
    assert machine.says("stat", "-c", "%i", "/run/scimd/scimd.sock") == node
    assert machine.says("readlink", f"/proc/{processes[-1]}/exe") == "/usr/bin/scimd"
    found = client.get("/Users?count=0").json()["totalResults"]
    with opened(machine) as database:
        names = {name for (name,) in database.execute("SELECT document ->> 'userName' FROM resource").fetchall()}
    assert set(created) <= names and len(names) == found
    assert "whole" in machine.run("scimd", "check").stdout


def test_restore_as_the_documentation_tells(machine, client):
    """The lines of README.Debian one after the other, while clients go on asking."""
    told = (ROOT / "nginx" / "debian" / "README.Debian").read_text()
    lines = told.split("Backup and restore, as root:\n\n")[1].split("\n\n")[0].splitlines()
    backup, stop, *restore = [line.split() for line in lines]
    kept = client.create_user("before-the-backup@example.com")
    machine.run(*backup)
    lost = client.create_user("behind-the-backup@example.com")
    machine.run(*stop)
    assert client.get("/Users").status_code == 502, "a request started the service that was stopped"
    for command in restore:
        machine.run(*command)
    assert client.get("/Users/" + kept["id"]).json() == kept
    assert client.get("/Users/" + lost["id"]).status_code == 404
    assert machine.says("find", "/var/lib/scimd", "!", "-user", "scimd") == ""
    machine.run("rm", backup[-1])


def test_remove_keeps_and_purge_takes(machine, client):
    user = client.create_user("kept@example.com")
    machine.apt("remove", "scimd")
    assert machine.says("systemctl", "is-active", "scimd.socket") != "active"
    assert main_process(machine) in ("0", "")
    assert client.get("/Users").status_code == 502
    machine.apt("install", machine.new)
    assert client.get("/Users/" + user["id"]).json() == user
    (machine.root / "etc/nginx/sites-enabled/scimd").unlink()
    # The database may be on a file system of its own, which cannot be removed.
    machine.run("sh", "-c", "mv /var/lib/scimd /srv/disk; mkdir /var/lib/scimd; mount --bind /srv/disk /var/lib/scimd")
    machine.apt("purge", "scimd")
    assert machine.says("ls", "-A", "/srv/disk") == ""
    machine.run("umount", "/var/lib/scimd")
    machine.apt("install", machine.new)
    check_purge(machine)


def check_purge(machine):
    site = machine.root / "etc/nginx/sites-enabled/other"
    site.write_text("include snippets/scimd/scimd-http.conf;\n")
    told = machine.apt("purge", "scimd")
    assert "nginx does not start any more before these go without its files: /etc/nginx/sites-enabled/other" in told.stdout + told.stderr
    site.unlink()
    assert machine.run("getent", "passwd", "scimd", check=False).returncode == 2
    assert machine.run("getent", "group", "scimd", check=False).returncode == 2
    left = machine.says("find", "/etc", "/usr", "/lib", "/run", "/var", "-xdev", "-name", "*scimd*")
    # apt's history is not the package's.
    assert [path for path in left.splitlines() if not path.startswith("/var/cache/apt")] == []
