"""Whole lists of users, as the dialects give them at once."""

import http.client
import json
import shutil
import urllib.parse

from measures import PASSWORD, WORK
from programs import Failed, bench, server, sign_in
from table import Row, median, ratio_of_rounds

USERS = 10_000


def wallaroo(plan, log):
    """users/query {} with 10,000 users, against a bare loop that reads the same rows and writes the same JSON."""
    folder = WORK / "listing"
    shutil.rmtree(folder, ignore_errors=True)
    bench("seed", "--data", folder, "--users", USERS, "--password", PASSWORD)
    ours, theirs, grown = [], [], 0
    with server(folder, log) as gatehouse:
        token = sign_in(gatehouse.url, "admin", PASSWORD)
        for round in range(plan.rounds * plan.seconds + 1):
            if round == 1:
                idle = gatehouse.memory_mib()
                gatehouse.forget_peak()
            before = gatehouse.processor_seconds()
            # Several at once: the clock of a process counts in hundredths of a second.
            for _ in range(5):
                size = ask(gatehouse.url, token)
            cost = (gatehouse.processor_seconds() - before) / 5
            bare = bench("listing", "--data", folder, "--rounds", 5)
            if not 0.9 < bare["bytes"] / size < 1.1:
                raise Failed(f"the bare loop writes {bare['bytes']:,} bytes, the server {size:,}")
            if round:
                ours.append(1 / cost)
                theirs.append(1 / bare["processorSeconds"])
        grown = gatehouse.memory_mib("VmHWM") - idle
    ratio = ratio_of_rounds(ours, theirs)
    limit = 4 * size / 2**20 + 16
    return [
        Row(f"users/query with {USERS:,} users, against a bare loop", f"{1e3 / median(ours):.0f} ms",
            f"{1e3 / median(theirs):.0f} ms", ratio, "at least 0.5", ratio >= 0.5),
        Row(f"  memory it takes for an answer of {size / 2**20:.1f} MiB", f"{grown:.1f} MiB", "", None,
            f"below {limit:.0f} MiB", grown < limit),
    ]


def ask(url, token):
    place = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
    connection.request("POST", "/v1/api/users/query", b"{}", {"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200 or len(json.loads(body)["users"]) != USERS + 1:
        raise Failed(f"users/query answered {answer.status}")
    return len(body)
