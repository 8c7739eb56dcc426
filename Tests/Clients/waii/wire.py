"""The same without the SDK."""
import json
import subprocess

import requests

from asking import expect


def without_the_sdk(url, key):
    """What the SDK can't send or doesn't show: statuses, broken bodies, claims in the body."""
    header = {"Authorization": f"Bearer {key}"}

    def post(name, **more):
        return requests.post(url + name, **{"headers": header, "json": {}, "timeout": 30, **more})

    for name, status, more in [
        ("get-user-info", 200, {}), ("get-user-info", 401, {"headers": {}}), ("no-such-call", 404, {}),
        ("create-user", 400, {}), ("create-user", 400, {"json": []}), ("create-user", 400, {"data": "{", "json": None}),
        ("delete-user", 404, {"json": {"id": "nobody"}}), ("create-org", 409, {
            "json": {"organization": {"id": "my_org_id", "name": "Mine"}}}),
        ("create-key", 400, {"json": {"name": "test-key"}}), ("create-key", 400, {"json": {"name": 7}}),
        ("list-users", 200, {"json": {"lookup_org_id": "nowhere", "unknown": 1}}), ("list-orgs", 200, {"json": None}),
    ]:
        answer = post(name, **more)
        expect(f"{name} {more}", (answer.status_code, isinstance(answer.json(), dict)), (status, True))
        if status != 200:
            expect(f"the detail of {name} {more}", bool(answer.json().get("detail")), True)
    expect("GET", requests.get(url + "list-orgs", headers=header, timeout=30).status_code, 405)
    claimed = post("get-user-info", json={"user_id": "boss", "org_id": "my_org_id"}).json()
    expect("who the body says one is", claimed["id"], "admin")
    ran = subprocess.run(
        ["curl", "-s", url + "get-user-info", "-H", f"Authorization: Bearer {key}",
         "-H", "Content-Type: application/json", "-H", "x-waii-impersonate-user: boss", "-d", "{}"],
        capture_output=True, timeout=30, check=True)
    expect("curl", json.loads(ran.stdout)["id"], "boss")
