"""The MLTE API against a real MLTE, in turns: the same 1,000 users, the same client."""

import http.client
import json
import os
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse

import measures
from programs import ROOT, Failed, server
from table import Row, median, ratio_of_rounds

VENV = ROOT / ".build-venv-mlte/bin"
USERS = 1_000
# The goal for reads; signing in is compared at equal or stronger cost of the hash.
GOAL = 50
PATTERN = "user-%07d"


class Client:
    """One connection that is kept, as MLTE's server keeps it."""

    def __init__(self, url):
        self.place = urllib.parse.urlsplit(url)
        self.connection = http.client.HTTPConnection(self.place.hostname, self.place.port, timeout=1_800)
        self.token = None

    def ask(self, method, path, body=None, kind=None):
        fields = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if kind:
            fields["Content-Type"] = kind
        try:
            answer = self.answer(method, path, body, fields)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # Its server closes a connection that was quiet while the other side was measured.
            self.connection.close()
            answer = self.answer(method, path, body, fields)
        data = answer.read()
        if answer.status != 200:
            raise Failed(f"{method} {path}: {answer.status} {data[:200]!r}")
        return json.loads(data)

    def answer(self, method, path, body, fields):
        self.connection.request(method, self.place.path + path, body, fields)
        return self.connection.getresponse()

    def sign_in(self, name, password):
        form = urllib.parse.urlencode({"grant_type": "password", "username": name, "password": password})
        return self.ask("POST", "/token", form, "application/x-www-form-urlencoded")["access_token"]

    def rate(self, act, seconds):
        """Rounds of `act` a second; at least one."""
        began, count = time.perf_counter(), 0
        while count == 0 or time.perf_counter() - began < seconds:
            act()
            count += 1
        return count / (time.perf_counter() - began)


class MLTE:
    """A real MLTE with an SQLite store; a context that ends it."""

    def __init__(self, folder, log):
        self.store = f"sqlite:///{folder / 'mlte.db'}"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [VENV / "mlte", "backend", "--host", "127.0.0.1", "--port", str(port), "--store-uri", self.store,
                   "--jwt-secret", secrets.token_hex(32)]
        self.url = f"http://127.0.0.1:{port}/api"
        with open(log, "ab") as sink:
            self.process = subprocess.Popen([str(part) for part in command], stdout=sink, stderr=sink, cwd=folder)
        # With a thousand users it takes its time to start.
        for _ in range(6_000):
            try:
                Client(self.url).ask("GET", "/healthz")
                return
            except OSError:
                if self.process.poll() is not None:
                    raise Failed(f"mlte ended before it listened; see {log}") from None
                time.sleep(0.1)
        self.__exit__()
        raise Failed("mlte does not listen")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def filled(log, users):
    """A folder with the database of an MLTE with as many users, kept between runs."""
    folder = measures.WORK / f"mlte-{users}"
    mark = measures.WORK / f"mlte-{users}.whole"
    if mark.exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    measures.note(f"filling a real MLTE with {users:,} users (kept in {folder.relative_to(ROOT)})")
    with MLTE(folder, log) as real:
        client = Client(real.url)
        client.token = client.sign_in("admin", "admin1234")
        client.ask("POST", "/user", json.dumps({"username": PATTERN % 0, "password": measures.PASSWORD}),
                   "application/json")
    copy_first_user(folder / "mlte.db", users)
    mark.touch()
    return folder


def copy_first_user(file, users):
    """The rows that MLTE wrote for its first regular user, once more for each other one: by itself it takes hours."""
    with sqlite3.connect(file) as store:
        (first, secret, role), = store.execute(
            "SELECT id, hashed_password, role_type_id FROM user WHERE username = ?", [PATTERN % 0])
        own = {prefix: "%s-user-%s" % (prefix, (PATTERN % 0).replace("-", "___")) for prefix in ("read", "edit")}
        groups = dict(store.execute("SELECT name, id FROM \"group\""))
        shared = [group for (group,) in store.execute("SELECT group_id FROM user_group WHERE user_id = ?", [first])
                  if group not in [groups[name] for name in own.values()]]
        methods = {prefix: [method for (method,) in store.execute(
            "SELECT method_type_id FROM permission JOIN group_permission ON permission_id = id WHERE group_id = ?",
            [groups[name]])] for prefix, name in own.items()}
        for number in range(1, users):
            name = PATTERN % number
            user = store.execute("INSERT INTO user (username, hashed_password, disabled, role_type_id) VALUES (?, ?, 0, ?)",
                                 [name, secret, role]).lastrowid
            store.executemany("INSERT INTO user_group VALUES (?, ?)", [(user, group) for group in shared])
            for prefix in own:
                group = store.execute("INSERT INTO \"group\" (name) VALUES (?)",
                                      [f"{prefix}-user-{name.replace('-', '___')}"]).lastrowid
                store.execute("INSERT INTO user_group VALUES (?, ?)", [user, group])
                for method in methods[prefix]:
                    permission = store.execute(
                        "INSERT INTO permission (resource_type, resource_id, method_type_id) VALUES ('user', ?, ?)",
                        [name, method]).lastrowid
                    store.execute("INSERT INTO group_permission VALUES (?, ?)", [group, permission])


def gatehouse_users(url, token, count):
    """The users that the other side has, made through the API; their groups come with them."""
    client = Client(url)
    client.token = token
    for number in range(count):
        client.ask("POST", "/user", json.dumps({"username": PATTERN % number, "password": measures.PASSWORD}),
                   "application/json")


def first_password(folder):
    """A new data folder, and the password of its first administrator."""
    shutil.rmtree(folder, ignore_errors=True)
    run = subprocess.run([str(ROOT / ".build/release/gatehouse"), "init", "--data", str(folder), "--json"],
                         capture_output=True, text=True)
    if run.returncode != 0:
        raise Failed(f"gatehouse init: {run.stderr.strip()}")
    said = json.loads(run.stdout)
    return said["adminLogin"], said["adminPassword"]


def mlte(plan, log):
    installed = subprocess.run([str(ROOT / "Scripts/clients"), "mlte"], stdout=sys.stderr)
    if installed.returncode != 0:
        raise Failed("the real MLTE can't be installed; see above")
    users = int(os.environ.get("BENCH_MLTE_USERS", USERS))
    theirs_folder, ours_folder = filled(log, users), measures.WORK / "mlte-ours"
    name, password = first_password(ours_folder)
    person = PATTERN % (users // 2)
    with server(ours_folder, log) as house, MLTE(theirs_folder, log) as real:
        ours, theirs = Client(house.url + "/mlte/api"), Client(real.url)
        ours.token = ours.sign_in(name, password)
        measures.note(f"making {users:,} users in Gatehouse through its MLTE API")
        gatehouse_users(house.url + "/mlte/api", ours.token, users)
        theirs.token = theirs.sign_in("admin", "admin1234")
        counts = [len(client.ask("GET", "/user")) for client in (ours, theirs)]
        if counts[0] != counts[1]:
            raise Failed(f"{counts[0]} users here and {counts[1]} there")
        regular = [Client(house.url + "/mlte/api"), Client(real.url)]
        for client in regular:
            client.token = client.sign_in(person, measures.PASSWORD)
        reads = [
            ("GET /user/me of a regular user", "/user/me", regular), ("GET /user/{name}", f"/user/{person}", [ours, theirs]),
            ("GET /users/details", "/users/details", [ours, theirs]),
        ]
        rows = []
        for what, path, clients in reads:
            measures.note(f"measuring: {what}")
            # One answer of the other side to the whole list takes minutes.
            rounds = 1 if path == "/users/details" else plan.rounds
            rows.append(compared(f"MLTE API: {what}", clients, lambda client: client.ask("GET", path), rounds,
                                 plan.seconds, f"at least {GOAL}", lambda ratio: ratio >= GOAL))
        rows.append(compared("MLTE API: POST /token (argon2id against bcrypt 12)", [ours, theirs],
                             lambda client: client.sign_in(person, measures.PASSWORD), plan.rounds, plan.seconds))
        return rows


def compared(what, clients, act, rounds, seconds, goal="", meets=None):
    rates = [[], []]
    for _ in range(rounds):
        for place, client in enumerate(clients):
            rates[place].append(client.rate(lambda: act(client), seconds))
    ratio = ratio_of_rounds(*rates)
    return Row(what, *[f"{1_000 / median(list_):,.2f} ms" for list_ in rates], ratio, goal, meets and meets(ratio))
