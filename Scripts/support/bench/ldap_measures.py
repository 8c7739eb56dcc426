"""What is measured against a real directory."""

import hashlib
import json
import math
import shutil
import urllib.request

from directory import Slapd, bare_logins, data_folder, map_groups, sync
from measures import FEW, PASSWORD, WORK, note
from programs import Failed, server, sign_in, wrk
from table import Row, median, ratio_of_rounds, spread

SYNCED = 20_000
PAGE = 500


def ldap_logins(plan, log):
    """Sign-ins through the source against the same operations over as many bare connections."""
    ours, theirs, our_cost, their_cost, our_questions, their_questions = [], [], [], [], [], []
    with Slapd(FEW) as slapd:
        data = data_folder(WORK / "ldap", slapd, PASSWORD)
        map_groups(data, FEW // 100)
        if sync(data)["counts"]["created"] != FEW:
            raise Failed("the sync has not brought everybody in")
        with server(data, log) as gatehouse:
            for round in range(plan.rounds + 1):
                # The first round warms up.
                seconds = plan.seconds if round else 1
                asked, spent = slapd.operations(), gatehouse.processor_seconds() + slapd.processor_seconds()
                result = wrk(gatehouse.url + "/api/v1/sessions", "logins.lua", 32, seconds, BENCH_USERS=FEW,
                             BENCH_FIRST=1, BENCH_LOGIN="user%d", BENCH_PASSWORD="user%d-secret")
                if result["refused"] or result["failed"]:
                    raise Failed(f"LDAP logins: {result}")
                # What the clients left behind in the queue would slow the reference.
                gatehouse.come_to_rest()
                our_spent = gatehouse.processor_seconds() + slapd.processor_seconds() - spent
                our_asked = slapd.operations_since(asked)
                asked, spent = slapd.operations(), slapd.processor_seconds()
                bare = bare_logins(slapd, seconds)
                their_spent = slapd.processor_seconds() - spent + bare["processorSeconds"]
                if round == 0:
                    continue
                ours.append(result["requests"] / result["seconds"])
                theirs.append(bare["logins"] / bare["seconds"])
                our_cost.append(our_spent / result["requests"] * 1e6)
                their_cost.append(their_spent / bare["logins"] * 1e6)
                our_questions.append(our_asked / result["requests"])
                their_questions.append(slapd.operations_since(asked) / bare["logins"])
        shutil.rmtree(data)
    rate = ratio_of_rounds(ours, theirs)
    note(f"rounds of the bare connections lie {spread(theirs):.0%} apart, ours {spread(ours):.0%}")
    return [
        Row("LDAP logins, against bare connections", f"{median(ours):,.0f}/s", f"{median(theirs):,.0f}/s", rate,
            "at least 0.6", rate >= 0.6),
        Row("  processor time a login, the directory's included", f"{median(our_cost):.0f} µs",
            f"{median(their_cost):.0f} µs", ratio_of_rounds(their_cost, our_cost)),
        Row("  operations of the directory a login", f"{median(our_questions):.1f}", f"{median(their_questions):.1f}"),
    ]


def ldap_sync(log):
    """A sync of 20,000 people into an empty database, one that changes nothing, and lists of them."""
    with Slapd(SYNCED) as slapd:
        data = data_folder(WORK / "ldap-sync", slapd, PASSWORD)
        # Connecting, signing in, and reading the groups, which come before the people.
        most = math.ceil(SYNCED / PAGE) + math.ceil(SYNCED / 100 / PAGE) + 3
        first, first_operations = counted(slapd, data)
        if first["counts"]["created"] != SYNCED or first["conflictCount"] or first["defectCount"]:
            raise Failed(f"the sync has not brought everybody in: {first['counts']}")
        written = contents(data)
        again, again_operations = counted(slapd, data)
        is_unwritten = contents(data) == written
        if again["counts"]["unchanged"] != SYNCED:
            raise Failed(f"the second sync has changed something: {again['counts']}")
        with server(data, log) as gatehouse:
            before = slapd.operations()
            pages = listed(gatehouse.url)
            listing_operations = slapd.operations_since(before)
        shutil.rmtree(data)
    rate = SYNCED / first["seconds"]
    return [
        Row(f"sync of {SYNCED:,} people, all of them new", f"{rate:,.0f}/s", "", None, "at least 2,000/s", rate >= 2_000),
        Row("  its processor time a user", f"{first['processorSeconds'] / SYNCED * 1e6:.0f} µs", ""),
        Row("  most memory it took", f"{first['memory']:.0f} MiB", ""),
        Row(f"  operations of the directory; pages of {PAGE}", f"{first_operations}", f"{most}", None,
            "one a page", first_operations <= most),
        Row("sync again, nothing changed", f"{again['seconds']:.2f} s", f"{first['seconds']:.2f} s"),
        Row("  operations of the directory", f"{again_operations}", f"{most}", None, "one a page",
            again_operations <= most),
        Row("  what it wrote", "nothing" if is_unwritten else "something", "", None, "nothing", is_unwritten),
        Row(f"operations of the directory during {pages} pages of users", f"{listing_operations}", "", None, "none",
            listing_operations == 0),
    ]


def counted(slapd, data):
    before = slapd.operations()
    report = sync(data)
    if report["outcome"] != "done":
        raise Failed(f"the sync ended with {report['outcome']}")
    return report, slapd.operations_since(before)


def contents(data):
    """Of the database and the log beside it, which a write would be in."""
    files = sorted(data.glob("gatehouse.sqlite*"))
    return [(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files if file.suffix != ".sqlite-shm"]


def listed(url):
    """Walks through all users and gives the number of pages back."""
    token, cursor, pages, users = sign_in(url, "admin", PASSWORD), "", 0, 0
    while cursor is not None:
        request = urllib.request.Request(f"{url}/api/v1/users?limit={PAGE}" + (f"&cursor={cursor}" if cursor else ""),
                                         headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            page = json.load(answer)
        users, cursor, pages = users + len(page["items"]), page["next"], pages + 1
    if users < SYNCED:
        raise Failed(f"only {users:,} users are listed")
    return pages
