"""What is measured against what. Each function gives rows of the table."""

import http.client
import shutil
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid
from dataclasses import dataclass
from pathlib import Path

from programs import (ROOT, Failed, bench, engine, gatehouse, server, sign_in, wrk, wrk_command, wrk_environment, wrk_result)
from table import Row, median, ratio_of_rounds, spread

WORK = ROOT / ".build-bench"
PASSWORD = "measured-here-and-thrown-away"
FEW = 1_000
FEW_LOGINS = {"BENCH_USERS": FEW, "BENCH_FIRST": 0, "BENCH_LOGIN": "user-%07d", "BENCH_PASSWORD": PASSWORD}


@dataclass
class Plan:
    """How much is done."""
    users: int
    rounds: int
    seconds: int


def note(text):
    print(f"== {text}", file=sys.stderr, flush=True)


def few_users():
    """A fresh folder with 1,000 users who all can sign in."""
    folder = WORK / "few"
    shutil.rmtree(folder, ignore_errors=True)
    bench("seed", "--data", folder, "--users", FEW, "--password", PASSWORD, "--passwords")
    return folder


def many_users(count):
    """A folder with many users, kept between runs."""
    folder, mark = WORK / f"many-{count}", WORK / f"many-{count}.whole"
    if not mark.exists():
        shutil.rmtree(folder, ignore_errors=True)
        note(f"filling a database with {count:,} users (kept in {folder.relative_to(ROOT)})")
        made = bench("seed", "--data", folder, "--users", count, "--password", PASSWORD)
        mark.write_text(f"{made['seconds']:.1f}\n")
        note(f"filled in {made['seconds']:.0f} s")
    return folder


def own_account(plan, data, log):
    """GET /api/v1/me against the engine that answers the same bytes from a constant."""
    with server(data, log) as gatehouse:
        token = sign_in(gatehouse.url, "user-0000001", PASSWORD)
        fields = [f"Authorization: Bearer {token}"]
        answer = WORK / "answer.txt"
        record_answer(gatehouse.url, "/api/v1/me", token, answer)
        with engine(answer, log) as bare:
            rates, costs = {gatehouse: [], bare: []}, {gatehouse: [], bare: []}
            for round in range(plan.rounds + 1):
                for program in (gatehouse, bare):
                    # The first round warms up.
                    seconds = plan.seconds if round else 1
                    before = program.processor_seconds()
                    result = wrk(program.url + "/api/v1/me", "reads.lua", 64, seconds, fields)
                    if result["refused"] or result["failed"]:
                        raise Failed(f"GET /me: {result}")
                    if round == 0:
                        continue
                    rates[program].append(result["requests"] / result["seconds"])
                    costs[program].append((program.processor_seconds() - before) / result["requests"] * 1e6)
            rate = ratio_of_rounds(rates[gatehouse], rates[bare])
            note(f"rounds of the bare engine lie {spread(rates[bare]):.0%} apart, ours {spread(rates[gatehouse]):.0%}")
            return [
                Row("GET /me, against the bare engine", f"{median(rates[gatehouse]):,.0f}/s",
                    f"{median(rates[bare]):,.0f}/s", rate, "at least 0.5", rate >= 0.5),
                Row("  its processor time a request", f"{median(costs[gatehouse]):.1f} µs",
                    f"{median(costs[bare]):.1f} µs", ratio_of_rounds(costs[bare], costs[gatehouse])),
            ]


def groups(plan):
    """Questions of authorization among 10,000 groups, and pages of a group of 10,000."""
    folder = WORK / "groups"
    shutil.rmtree(folder, ignore_errors=True)
    bench("seed", "--data", folder, "--users", FEW, "--password", PASSWORD)
    times = bench("groups", "--data", folder, "--rounds", plan.rounds)
    if times["grants"] < 100:
        raise Failed(f"the user has only {times['grants']} grants; the sample is not what it should be")

    def below(name, value, limit):
        return Row(name, f"{value:.3f} ms", "", None, f"below {limit} ms", value < limit)

    ratio = times["lastPage"] / times["firstPage"]
    return [
        below("explain for a user in 200 of 10,000 groups, first", times["explainFirst"], 20),
        below("  warm", times["explainWarm"], 1),
        below("allows, token included, first", times["allowsFirst"], 20),
        below("  warm", times["allowsWarm"], 1),
        Row("last page of a group of 10,000 against the first", f"{times['lastPage']:.0f} µs",
            f"{times['firstPage']:.0f} µs", ratio, "at most 1.5", ratio <= 1.5),
    ]


def record_answer(url, path, token, file):
    place = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=10)
    connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}"] + [f"{name}: {value}" for name, value in answer.getheaders()]
    file.write_bytes("\r\n".join(lines + ["", ""]).encode() + answer.read())
    connection.close()


def logins(plan, data, log):
    """Sign-ins of many users against bare argon2id with as many threads."""
    ours, theirs, ours_cost, theirs_cost = [], [], [], []
    with server(data, log) as gatehouse:
        seconds = 2
        for _ in range(plan.rounds * plan.seconds // seconds):
            before = gatehouse.processor_seconds()
            result = wrk(gatehouse.url + "/api/v1/sessions", "logins.lua", 32, seconds, **FEW_LOGINS)
            if result["refused"] or result["failed"]:
                raise Failed(f"logins: {result}")
            ours.append(result["requests"] / result["seconds"])
            ours_cost.append((gatehouse.processor_seconds() - before) / result["requests"] * 1e3)
            # What the clients left behind in the queue would slow the reference.
            gatehouse.come_to_rest()
            raw = bench("hashes", "--data", data, "--seconds", seconds)
            theirs.append(raw["hashes"] / raw["seconds"])
            theirs_cost.append(raw["processorSeconds"] / raw["hashes"] * 1e3)
    rate, cost = ratio_of_rounds(ours, theirs), ratio_of_rounds(theirs_cost, ours_cost)
    note(f"rounds of bare argon2id lie {spread(theirs):.0%} apart, ours {spread(ours):.0%}")
    return [
        # Both must hold: on a machine that others use, the rates alone say who was given more of it.
        Row("logins, against bare argon2id", f"{median(ours):.1f}/s", f"{median(theirs):.1f}/s", rate, "at least 0.9",
            rate >= 0.9 and cost >= 0.9),
        Row("  processor time a login", f"{median(ours_cost):.1f} ms", f"{median(theirs_cost):.1f} ms",
            cost, "at least 0.9", cost >= 0.9),
    ]


def creations(plan, data, log):
    """POST /users by 32 clients against one synced transaction at a time, in the same file."""
    ours, theirs = [], []
    with server(data, log) as gatehouse:
        token = sign_in(gatehouse.url, "admin", PASSWORD)
        # Short rounds and many: the time of a sync changes from second to second when others use the disk.
        for _ in range(plan.rounds * plan.seconds):
            result = wrk(gatehouse.url + "/api/v1/users", "creations.lua", 32, 1, BENCH_TOKEN=token,
                         BENCH_RUN=uuid.uuid4().hex[:12])
            if result["refused"] or result["failed"]:
                raise Failed(f"creations: {result}")
            ours.append(result["requests"] / result["seconds"])
            single = bench("commits", "--data", data, "--of", "creation", "--seconds", 1)
            theirs.append(single["commits"] / single["seconds"])
    rate = ratio_of_rounds(ours, theirs)
    note(f"rounds of the single transactions lie {spread(theirs):.0%} apart, ours {spread(ours):.0%}")
    return [Row("users created by 32 clients, against single synced transactions", f"{median(ours):,.0f}/s",
                f"{median(theirs):,.0f}/s", rate, "at least 5", rate >= 5)]


IMPORT_BATCH = 1_000


def imports(plan):
    """An import of users with ready hashes against bare prepared statements in batches of the same size."""
    people = WORK / "people.csv"
    people.unlink(missing_ok=True)
    bench("people", "--file", people, "--users", plan.users)
    folders = {name: WORK / f"imports-{name}" for name in ("ours", "theirs")}
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)
        bench("seed", "--data", folder, "--users", 1, "--password", PASSWORD)
    theirs = bench("inserts", "--data", folders["theirs"], "--users", plan.users, "--batch", IMPORT_BATCH)
    ours = gatehouse("import", "users", people, "--data", folders["ours"])
    if ours["created"] != plan.users:
        raise Failed(f"the import made {ours['created']:,} of {plan.users:,} users")
    for folder in folders.values():
        shutil.rmtree(folder)
    people.unlink()
    ratio = theirs["seconds"] / ours["seconds"]
    return [
        Row(f"import of {plan.users:,} users, against prepared statements", f"{plan.users / ours['seconds']:,.0f}/s",
            f"{plan.users / theirs['seconds']:,.0f}/s", ratio, "at least 0.33", ratio >= 1 / 3),
        Row("  its processor time a user", f"{ours['processorSeconds'] / plan.users * 1e6:.1f} µs",
            f"{theirs['processorSeconds'] / plan.users * 1e6:.1f} µs",
            theirs["processorSeconds"] / ours["processorSeconds"]),
        Row("  most memory it took", f"{ours['memory']:.0f} MiB", "", None, "below 150 MiB", ours["memory"] < 150),
    ]


def reads(plan, few):
    """Points and pages through the storage port."""
    many = many_users(plan.users)
    result = bench("reads", "--small", few, "--small-users", FEW, "--large", many, "--large-users", plan.users,
                   "--rounds", 40 * plan.rounds)
    rows = []
    for name, key in (("id", "byID"), ("login", "byLogin")):
        small, large = result[key + "AmongFew"], result[key + "AmongMany"]
        rows.append(Row(f"one user by {name} among {plan.users:,}, against among {FEW:,}", f"{large:.1f} µs",
                        f"{small:.1f} µs", large / small, "at most 1.5", large / small <= 1.5))
    for page in result["pages"]:
        ratio = page["last"] / page["first"]
        rows.append(Row(f"last page of 100 by {page['sort']}, against the first", f"{page['last']:.0f} µs",
                        f"{page['first']:.0f} µs", ratio, "at most 1.5", ratio <= 1.5))
    return rows


def footprint(plan, data, log):
    """The start, the memory at rest, and both during 500 sign-ins at once."""
    starts = []
    for _ in range(max(3, plan.rounds)):
        with server(data, log) as gatehouse:
            Probe(gatehouse.url).ask()
            starts.append((time.perf_counter() - gatehouse.started) * 1e3)
    start = median(starts)
    with server(data, log) as gatehouse:
        Probe(gatehouse.url).ask()
        time.sleep(1)
        idle = gatehouse.memory_mib()
        gatehouse.forget_peak()
        times, failures = storm(gatehouse, plan.seconds * 2)
        peak = gatehouse.memory_mib("VmHWM")
    hashing = bench("hashes", "--data", data, "--seconds", 1)
    allowed = idle + hashing["threads"] * hashing["memoryKiB"] / 1024 + 32
    p99 = sorted(times)[int(len(times) * 0.99)]
    return [
        Row("start to the first answer", f"{start:.0f} ms", "", None, "below 100 ms", start < 100),
        Row("memory at rest with 1,000 users", f"{idle:.1f} MiB", "", None, "below 30 MiB", idle < 30),
        Row("most memory during 500 logins at once", f"{peak:.1f} MiB", f"{allowed:.1f} MiB", peak / allowed,
            "below the reference", peak < allowed),
        Row("GET /healthz meanwhile: 99 of 100 within", f"{p99:.1f} ms", "", None,
            "all answered", failures == 0),
    ]


def storm(gatehouse, seconds):
    """Times of GET /healthz in milliseconds while 500 clients sign in; and how many failed."""
    command = wrk_command(gatehouse.url + "/api/v1/sessions", "logins.lua", 500, seconds)
    load = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            env=wrk_environment(**FEW_LOGINS))
    output = []
    reader = threading.Thread(target=lambda: output.append(load.communicate()[0]))
    reader.start()
    times, failures = [], 0
    probe = Probe(gatehouse.url)
    while load.poll() is None:
        try:
            times.append(probe.ask())
        except OSError:
            failures += 1
            probe = Probe(gatehouse.url)
        time.sleep(0.005)
    reader.join()
    wrk_result(output[0])
    if not times:
        raise Failed("GET /healthz never answered during the logins")
    return times, failures


class Probe:
    """Asks for the health over one kept connection."""

    def __init__(self, url):
        place = urllib.parse.urlsplit(url)
        self.connection = http.client.HTTPConnection(place.hostname, place.port, timeout=5)

    def ask(self):
        began = time.perf_counter()
        self.connection.request("GET", "/healthz")
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise OSError(f"/healthz answered {answer.status}")
        return (time.perf_counter() - began) * 1e3
