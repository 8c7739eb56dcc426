"""What is measured of signed tokens and of the token endpoint."""

import json
import shutil
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from measures import PASSWORD, WORK, note
from programs import Failed, bench, gatehouse, server, wrk
from table import Row, median, ratio_of_rounds, spread

# What a server on a free port takes for its own address, which every issuer has to begin with.
ISSUER = "http://127.0.0.1:0"
ENDPOINT = "/realms/master/protocol/openid-connect/token"
# There from the start: keeps a secret, and may sign in as itself, by a password and by refresh tokens.
CLIENT = "api-client"
CLIENTS = 32


def tokens(plan, data, log):
    """GET /api/v1/me with a signed token against the same with a session's; tokens made against bare signatures."""
    ours, theirs = [], []
    with server(data, log) as house:
        given = bench("access-token", "--data", data, "--login", "user-0000002", "--password", PASSWORD,
                      "--issuer", ISSUER)
        for round in range(plan.rounds + 1):
            for kind, rates in (("access", ours), ("session", theirs)):
                seconds = plan.seconds if round else 1
                fields = [f"Authorization: Bearer {given[kind]}"]
                rate, _ = measured(house, house.url + "/api/v1/me", "reads.lua", 64, seconds, fields)
                if round:
                    rates.append(rate)
        form = urllib.parse.urlencode({"grant_type": "client_credentials", **credentials(data)})
        granted, signed, bare, granted_cost, bare_cost = [], [], [], [], []
        for _ in range(plan.rounds):
            rate, cost = measured(house, house.url + ENDPOINT, "forms.lua", 64, plan.seconds, BENCH_FORM=form)
            granted.append(rate)
            granted_cost.append(cost)
            house.come_to_rest()
            made = bench("signatures", "--data", data, "--threads", 2, "--seconds", plan.seconds)
            signed.append(made["tokens"] / made["seconds"])
            bare.append(made["signatures"] / made["seconds"])
            bare_cost.append(made["processorSecondsOfSignatures"] / made["signatures"] * 1e6)
    note(f"rounds of bare signatures lie {spread(bare):.0%} apart")
    read, grant, sign = ratio_of_rounds(ours, theirs), ratio_of_rounds(granted, bare), ratio_of_rounds(signed, bare)
    return [
        Row("GET /me with an access token (RS256), against a session token", f"{median(ours):,.0f}/s",
            f"{median(theirs):,.0f}/s", read, "at least 0.9", read >= 0.9),
        Row("client_credentials (RS256), whole requests, against bare OpenSSL signatures", f"{median(granted):,.0f}/s",
            f"{median(bare):,.0f}/s", grant, "at least 0.5", grant >= 0.5),
        # On a machine that others use, the rates alone say who was given more of it.
        Row("  processor time of the server for each", f"{median(granted_cost):.0f} µs", f"{median(bare_cost):.0f} µs",
            ratio_of_rounds(bare_cost, granted_cost)),
        Row("access tokens signed (RS256), against bare OpenSSL signatures", f"{median(signed):,.0f}/s",
            f"{median(bare):,.0f}/s", sign, "at least 0.5", sign >= 0.5),
    ]


def refresh(plan, log):
    """Refresh tokens of 32 clients, each with a chain of its own, against one synced transaction at a time that writes
    the same row; with the key of a new server, and with one of the other algorithms."""
    rows = []
    for algorithm, goal in (("RS256", 5), ("ES256", None)):
        folder = WORK / "refresh"
        shutil.rmtree(folder, ignore_errors=True)
        bench("seed", "--data", folder, "--users", CLIENTS, "--password", PASSWORD, "--passwords")
        gatehouse("signing-key", "rotate", "--algorithm", algorithm, "--data", folder)
        ours, theirs, costs = renewals(plan, folder, log)
        rate = ratio_of_rounds(ours, theirs)
        note(f"{algorithm}: rounds of the single transactions lie {spread(theirs):.0%} apart, ours {spread(ours):.0%}")
        name = f"refresh tokens of 32 clients ({algorithm}), against single synced transactions"
        rows += [
            Row(name if goal else "  the same with ES256", f"{median(ours):,.0f}/s", f"{median(theirs):,.0f}/s", rate,
                f"at least {goal}" if goal else "", rate >= goal if goal else None),
            Row("  processor time of the server for each", f"{median(costs):.0f} µs", ""),
        ]
    return rows


def renewals(plan, folder, log):
    """Of each round: renewals a second, single transactions a second, and microseconds of the server's for a renewal."""
    ours, theirs, costs = [], [], []
    with server(folder, log) as house:
        client = credentials(folder)
        form = urllib.parse.urlencode({"grant_type": "refresh_token", **client, "refresh_token": ""})
        for _ in range(plan.rounds):
            # One more for each of the two threads of wrk, which draws one before it begins.
            with ThreadPoolExecutor(2) as pool:
                chains = list(pool.map(lambda number: first_refresh_token(house.url, client, number), range(CLIENTS + 2)))
            rate, cost = measured(house, house.url + ENDPOINT, "renewals.lua", CLIENTS, plan.seconds,
                                  BENCH_FORM=form, BENCH_CHAINS=" ".join(chains))
            ours.append(rate)
            costs.append(cost)
            house.come_to_rest()
            single = bench("commits", "--data", folder, "--of", "renewal", "--seconds", plan.seconds)
            theirs.append(single["commits"] / single["seconds"])
    return ours, theirs, costs


def measured(house, *arguments, **extra):
    """Requests a second, and microseconds of the server's processor time for each."""
    before = house.processor_seconds()
    result = wrk(*arguments, **extra)
    if result["refused"] or result["failed"]:
        raise Failed(f"{arguments[0]}: {result}")
    cost = (house.processor_seconds() - before) / result["requests"] * 1e6
    return result["requests"] / result["seconds"], cost


def credentials(data):
    secret = gatehouse("client", "secret", CLIENT, "--data", data)["secret"]
    return {"client_id": CLIENT, "client_secret": secret}


def first_refresh_token(url, client, number):
    form = {"grant_type": "password", "username": f"user-{number % CLIENTS:07}", "password": PASSWORD, **client}
    with urllib.request.urlopen(url + ENDPOINT, urllib.parse.urlencode(form).encode(), timeout=30) as answer:
        return json.load(answer)["refresh_token"]
