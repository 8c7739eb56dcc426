"""What is measured of the APIs that other products have."""

import json
import subprocess
import urllib.request

from measures import FEW, PASSWORD, WORK, note
from programs import ROOT, Failed, bench, server, sign_in
from table import Row, median, ratio_of_rounds, spread

LISTED = 10_000
GROUPS = 20
LIST = "/dip/publicapi/admin/users/?includeSettings=False"


def ask(url, token, path, body=None, method=None):
    request = urllib.request.Request(
        url + path, json.dumps(body).encode() if body is not None else None,
        {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.read()


def dataiku(plan, log):
    """The list of all users by the Dataiku client, against a bare loop over the same rows that writes the same JSON."""
    folder, answer = WORK / "dataiku", WORK / "listed.json"
    subprocess.run(["rm", "-rf", folder], check=True)
    bench("seed", "--data", folder, "--users", LISTED, "--password", PASSWORD)
    ours, theirs, peaks = [], [], []
    with server(folder, log) as gatehouse:
        token = sign_in(gatehouse.url, "admin", PASSWORD)
        key = json.loads(ask(gatehouse.url, token, "/api/v1/keys", {"name": "client"}))["token"]
        for number in range(GROUPS):
            ask(gatehouse.url, key, "/dip/publicapi/admin/groups/", {"name": f"group-{number:02}"})
        logins = [item["login"] for item in json.loads(ask(gatehouse.url, key, LIST))]
        for start in range(0, len(logins), FEW):
            ask(gatehouse.url, key, "/dip/publicapi/admin/users/actions/bulk",
                [{"login": login, "groups": [f"group-{place % GROUPS:02}"]}
                 for place, login in enumerate(logins[start:start + FEW]) if login != "admin"], "PUT")
        client = ("import dataikuapi, sys; "
                  "print(len(dataikuapi.DSSClient(sys.argv[1], sys.argv[2]).list_users()))")
        for round in range(plan.rounds + 1):
            gatehouse.come_to_rest()
            gatehouse.forget_peak()
            resting = gatehouse.memory_mib()
            before = gatehouse.processor_seconds()
            for _ in range(5):
                run = subprocess.run(
                    [ROOT / ".build-venv/bin/python", "-c", client, gatehouse.url, key], capture_output=True, text=True)
                if run.returncode != 0 or int(run.stdout) < LISTED:
                    raise Failed(f"list_users: {run.stdout}{run.stderr}")
            spent = (gatehouse.processor_seconds() - before) / 5
            peak = gatehouse.memory_mib("VmHWM") - resting
            bare = bench("listed-users", "--data", folder, "--rounds", 5, "--answer", answer)
            # The first round warms up.
            if round == 0:
                continue
            ours.append(spent)
            theirs.append(median(bare["seconds"]))
            peaks.append(peak)
        if json.loads(ask(gatehouse.url, key, LIST)) != json.loads(answer.read_bytes()):
            raise Failed("the bare loop writes another list")
    size = answer.stat().st_size / 2**20
    rate = ratio_of_rounds(theirs, ours)
    note(f"rounds of the bare loop lie {spread(theirs):.0%} apart, ours {spread(ours):.0%}")
    return [
        Row(f"list_users of {LISTED:,}, processor time on the server, against a bare loop", f"{median(ours) * 1e3:.0f} ms",
            f"{median(theirs) * 1e3:.0f} ms", rate, "at least 0.5", rate >= 0.5),
        Row("  memory meanwhile, against the answer", f"{median(peaks):.0f} MiB", f"{size:.1f} MiB",
            None, "below 40 MiB", median(peaks) < 40),
    ]
