"""Every endpoint of the API once with everything that it refuses: nobody, a made-up token, not allowed, unknown, twice, and
bodies that can't be read."""
import requests

from house import House

house = House()
john, hansarick = house.people["john"], house.people["hansarick"]
NOBODY = "00000000-0000-4000-8000-000000000000"


def ask(path, body, person="john"):
    return house.requests(path, body, person)


number = ask("workspaces/create", {"workspace_name": "tables"})[1]["workspace_id"]
whole = {"id": hansarick["id"], "firstName": "John", "lastName": "Hansarick", "email": hansarick["email"], "enabled": True,
         "isAdmin": False}
member = {"workspace_id": number, "user_id": hansarick["id"]}

# Who is nobody, or made a token up.
paths = ["users/query", "users/invite", "users/activate", "users/deactivate", "user", "workspaces/list",
         "workspaces/create", "workspaces/add_user", "workspaces/list_users", "workspaces/remove_user",
         "workspaces/validate"]
for path in paths:
    for headers in ({}, {"Authorization": "Bearer eyJh.bGci.OiJ"}, {"Authorization": "Basic am9objpqb2hu"}):
        answer = requests.post(f"{house.address}/v1/api/{path}", json={}, headers=headers, timeout=30,
                               allow_redirects=False)
        house.refused((answer.status_code, answer.json()), f"{path} with {headers}", 401)

# Who is signed in, and not allowed.
for path, body in {
        "users/query": {}, "users/invite": {"email": "x@wallaroo.ai"}, "users/activate": {"email": john["email"]},
        "users/deactivate": {"email": john["email"]}, "user": whole, "workspaces/list": {"user_id": john["id"]},
        "workspaces/add_user": member, "workspaces/list_users": {"workspace_id": number},
        "workspaces/remove_user": {"workspace_id": number, "user_id": john["id"]}}.items():
    house.refused(ask(path, body, "hansarick"), f"{path} by somebody without a right")

# What is unknown, given twice, missing or of the wrong type.
refused = {
    "users/query": [{"user_ids": 1}, {"user_ids": ["x"]}, {"user_ids": [1]}, [], "x", 1],
    "users/invite": [{}, {"email": None}, {"email": 1}, {"email": "nobody"}, {"email": john["email"]},
                     {"email": john["email"].upper()}, {"email": "n@wallaroo.ai", "password": "short"},
                     {"email": "n@wallaroo.ai", "roles": "x"}, {"email": "n@wallaroo.ai", "roles": ["x"]}],
    "users/activate": [{}, {"email": None}, {"email": 1}, {"email": "nobody@wallaroo.ai"}],
    "users/deactivate": [{}, {"email": None}, {"email": 1}, {"email": "nobody@wallaroo.ai"}, {"email": john["email"]}],
    "user": [{key: value for key, value in whole.items() if key != left} for left in whole]
    + [{**whole, "id": NOBODY}, {**whole, "id": "x"}, {**whole, "enabled": "yes"}, {**whole, "email": john["email"]}],
    "workspaces/list": [{"user_ids": "x"}, {"user_ids": [1]}, {"user_id": 1}, {"user_id": "x"}, {"user_id": NOBODY}, []],
    "workspaces/create": [{}, {"workspace_name": None}, {"workspace_name": 1}, {"workspace_name": ""},
                          {"workspace_name": "tables"}, {"workspace_name": "a.b"}, {"workspace_name": "a_b"},
                          {"workspace_name": "-a"}, {"workspace_name": "a-"}, {"workspace_name": "a" * 64}],
    "workspaces/add_user": [{}, {"workspace_id": number}, {"user_id": hansarick["id"]}, {**member, "workspace_id": 999},
                            {**member, "workspace_id": str(number)}, {**member, "user_id": NOBODY},
                            {**member, "user_type": "king"}, {"workspace_id": number, "email": "nobody@wallaroo.ai"}],
    "workspaces/list_users": [{}, {"workspace_id": 999}, {"workspace_id": "x"}, {"workspace_id": None}],
    "workspaces/remove_user": [{}, {"workspace_id": number}, {"user_id": hansarick["id"]}, {**member, "workspace_id": 999},
                               {"workspace_id": number, "user_id": john["id"]}],
}
for path, bodies in refused.items():
    for body in bodies:
        house.refused(ask(path, body), f"{path} {body!r}")
    answer = requests.post(f"{house.address}/v1/api/{path}", data="{", headers=house.headers("john"), timeout=30)
    house.refused((answer.status_code, answer.json()), f"{path} with half a body")

# What works besides the examples of the pages.
text = requests.post(f"{house.address}/v1/api/users/query", data="{}", headers=house.headers("john"), timeout=30)
house.expect((text.status_code, "users" in text.json()), (200, True), "JSON without a Content-Type")
house.expect(ask("users/query", {"user_ids": [NOBODY]}), (200, {"users": {NOBODY: None}}), "an unknown id")
house.expect(ask("user", {**whole, "lastName": "Hummel"}), (200, None), "user")
house.expect(ask("users/query", {"user_ids": [hansarick["id"]]})[1]["users"][hansarick["id"]]["lastName"], "Hummel", "user")
made = ask("users/invite", {"email": "temporary@wallaroo.ai"})
house.require(made[0] == 200 and len(made[1]["password"]) >= 12, "a password is made where none is given")
house.expect(ask("workspaces/add_user", {**member, "user_type": "owner", "url": "http://localhost:3000"}), (200, {}),
             "add_user as owner")
types = [each["user_type"] for each in ask("workspaces/list_users", {"workspace_id": number})[1]["users"]]
house.expect(types, ["OWNER", "OWNER"], "list_users")
house.expect([each["id"] for each in ask("workspaces/list", {"user_ids": [hansarick["id"]]})[1]["workspaces"]], [number],
             "workspaces/list of another")
house.expect([each["id"] for each in ask("workspaces/list", {}, "hansarick")[1]["workspaces"]], [number], "one's own")
house.expect(ask("workspaces/validate", None), (200, None), "workspaces/validate")
config = requests.get(f"{house.address}/v1/api/config", timeout=30)
house.expect((config.status_code, config.json()), (200, {"default_arch": "x86"}), "config")
nowhere = requests.post(f"{house.address}/v1/api/nothing", json={}, headers=house.headers("john"), timeout=30)
house.refused((nowhere.status_code, nowhere.json()), "a path that is not there", 404)
house.end()
