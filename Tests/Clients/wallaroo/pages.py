"""Every example of the customer's two pages, with requests and with curl, in the order in which they stand there."""
from house import House

house = House()
john, hansarick = house.people["john"], house.people["hansarick"]
USER = {"access", "createdTimestamp", "disableableCredentialTypes", "email", "emailVerified", "enabled", "firstName", "id",
        "lastName", "notBefore", "requiredActions", "username"}

# Users.
for ask in (house.requests, house.curl):
    way = ask.__name__
    status, answer = ask("users/query", {}, "john")
    house.expect(status, 200, f"{way} users/query")
    users = answer["users"]
    house.require(len(users) >= 2 and all(user["id"] == key for key, user in users.items()), f"{way}: the keys are ids")
    shown = users[hansarick["id"]]
    house.require(USER <= set(shown), f"{way}: missing {USER - set(shown)}")
    house.expect([shown["email"], shown["username"], shown["firstName"], shown["lastName"], shown["enabled"]],
                 [hansarick["email"], hansarick["email"], "John", "Hansarick", True], f"{way} users/query")
    house.expect(set(shown["access"]), {"view", "manage", "manageGroupMembership", "mapRoles", "impersonate"}, way)
    house.require("email" not in users[house.people["admin"]["id"]], f"{way}: admin has no address")
    first_user = list(users)[1]
    status, answer = ask("users/query", {"user_ids": [first_user]}, "john")
    house.expect((status, list(answer["users"])), (200, [first_user]), f"{way} users/query by id")
    house.expect(answer["users"][first_user]["federatedIdentities"], [], f"{way} users/query by id")

for ask, email in ((house.requests, "example.person@wallaroo.ai"), (house.curl, "another.person@wallaroo.ai")):
    data = {"email": email, "password": "Example-Password"}
    status, answer = ask("users/invite", data, "john")
    house.expect((status, answer["password"]), (200, "Example-Password"), f"{ask.__name__} users/invite")
    known = house.requests("users/query", {"user_ids": [answer["id"]]}, "john")[1]["users"][answer["id"]]
    house.expect((known["username"], known["email"]), (email, email), "the invited user")
    house.refused(ask("users/invite", data, "john"), "a second invitation")

for ask in (house.requests, house.curl):
    data = {"email": hansarick["email"]}
    for path, enabled in (("users/deactivate", False), ("users/activate", True)):
        house.expect(ask(path, data, "john"), (200, {}), f"{ask.__name__} {path}")
        known = house.requests("users/query", {"user_ids": [hansarick["id"]]}, "john")[1]["users"][hansarick["id"]]
        house.expect(known["enabled"], enabled, path)

# Workspaces.
WORKSPACE = {"id", "name", "created_at", "created_by", "archived", "models", "pipelines"}
for ask, name in ((house.requests, "testapiworkspace-requests"), (house.curl, "testapiworkspace-curl")):
    way = ask.__name__
    before = {each["id"] for each in ask("workspaces/list", {}, "john")[1]["workspaces"]}
    status, answer = ask("workspaces/create", {"workspace_name": name}, "john")
    house.expect(status, 200, f"{way} workspaces/create")
    number = answer["workspace_id"]
    house.require(isinstance(number, int) and number not in before, f"{way}: the number is a new one")
    listed = ask("workspaces/list", {}, "john")[1]["workspaces"]
    made = [each for each in listed if each["id"] == number]
    house.require(len(made) == 1 and set(made[0]) == WORKSPACE, f"{way}: the workspace is listed")
    house.expect((made[0]["name"], made[0]["created_by"], made[0]["archived"], made[0]["models"], made[0]["pipelines"]),
                 (name, john["id"], False, [], []), f"{way} workspaces/list")
    house.expect(listed, sorted(listed, key=lambda each: each["id"]), f"{way}: by number")

example = [each["id"] for each in house.requests("workspaces/list", {}, "john")[1]["workspaces"]][0]
member = {"email": hansarick["email"], "workspace_id": example}
owner, collaborator = ({"user_id": john["id"], "user_type": "OWNER"},
                       {"user_id": hansarick["id"], "user_type": "COLLABORATOR"})
for ask in (house.requests, house.curl):
    house.expect(ask("workspaces/add_user", member, "john"), (200, {}), f"{ask.__name__} workspaces/add_user")
for ask in (house.requests, house.curl):
    house.expect(ask("workspaces/list_users", {"workspace_id": example}, "john"),
                 (200, {"users": [owner, collaborator]}), f"{ask.__name__} workspaces/list_users")
for ask, count in ((house.requests, 1), (house.curl, 0)):
    house.expect(ask("workspaces/remove_user", member, "john"), (200, {"affected_rows": count}),
                 f"{ask.__name__} workspaces/remove_user")
    house.expect(ask("workspaces/list_users", {"workspace_id": example}, "john"), (200, {"users": [owner]}),
                 f"{ask.__name__} workspaces/list_users")
house.end()
