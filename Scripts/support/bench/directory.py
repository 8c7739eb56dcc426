"""A real OpenLDAP to measure with, and a data folder whose source it is."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from programs import ROOT, Failed, bench, gatehouse, processor_seconds

SOURCE = "corp"
# The default of the source.
CONNECTIONS = 4


class Slapd:
    """Scripts/slapd with so many users; a context that ends it."""

    def __init__(self, users):
        self.users = users
        # Short, because a socket lies in it.
        self.folder = Path(tempfile.mkdtemp(prefix="gatehouse-bench-"))
        self.about = json.loads(self._script("start", "--users", users, "--no-log", "--certificate", "none", "--json"))
        self.people, self.groups = (f"ou=many,{self.about[name]}" for name in ("peopleBase", "groupsBase"))
        # Asking counts as well: so much lies between two answers when nobody else asks.
        self.own = 0
        first = self.operations()
        self.own = self.operations() - first

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._script("stop")

    def _script(self, verb, *options):
        run = subprocess.run([str(ROOT / "Scripts/slapd"), verb, str(self.folder), *map(str, options)],
                             capture_output=True, text=True)
        if run.returncode != 0:
            raise Failed(f"Scripts/slapd {verb}: {run.stderr.strip()}")
        return run.stdout

    def operations(self):
        """Binds, searches and the rest that it has completed so far, as its cn=Monitor counts them."""
        run = subprocess.run(
            ["ldapsearch", "-x", "-LLL", "-H", self.about["url"], "-D", self.about["readerDN"],
             "-y", self.about["readerPasswordFile"], "-b", "cn=Operations,cn=Monitor", "-s", "base",
             "monitorOpCompleted"], capture_output=True, text=True)
        found = re.search(r"^monitorOpCompleted: (\d+)$", run.stdout, re.MULTILINE)
        if not found:
            raise Failed(f"cn=Monitor does not tell its operations: {run.stderr.strip()}")
        return int(found[1])

    def processor_seconds(self):
        return processor_seconds(self.about["pid"])

    def operations_since(self, before):
        return self.operations() - before - self.own


def data_folder(folder, slapd, password):
    """A fresh folder with an administrator and the directory as a source, nobody of which is here yet."""
    shutil.rmtree(folder, ignore_errors=True)
    bench("seed", "--data", folder, "--users", 1, "--password", password)
    about = slapd.about
    entry = {
        "id": SOURCE, "kind": "ldap",
        "settings": {
            "preset": "openldap", "url": about["url"], "base": about["base"], "connections": CONNECTIONS,
            "bind": {"dn": about["readerDN"], "passwordFile": about["readerPasswordFile"]},
            "people": {"base": slapd.people}, "groups": {"base": slapd.groups},
        },
    }
    file, local = folder / "gatehouse.json5", '{ id: "local", kind: "local" },'
    text = file.read_text()
    if local not in text:
        raise Failed(f"{file} is not written as expected")
    file.write_text(text.replace(local, f"{local}\n{json.dumps(entry)},"))
    return folder


def map_groups(folder, count):
    """A group here for each of the directory's."""
    for number in range(1, count + 1):
        gatehouse("group", "create", f"group{number}", "--external-group", f"group{number}", "--data", folder)


def sync(folder):
    return gatehouse("source", "sync", SOURCE, "--data", folder)


def bare_logins(slapd, seconds):
    """The directory's part of a sign-in over bare connections, as many as the source has."""
    return bench("directory", "--url", slapd.about["url"], "--reader", slapd.about["readerDN"],
                 "--reader-password-file", slapd.about["readerPasswordFile"], "--people", slapd.people,
                 "--groups", slapd.groups, "--users", slapd.users, "--connections", CONNECTIONS, "--seconds", seconds)
