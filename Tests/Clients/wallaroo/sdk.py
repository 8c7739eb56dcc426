"""Users and workspaces through the objects of the unmodified SDK.

Arguments: the folder of `house.py`, and how the SDK signs in: `token` or `user_password`."""
import json
import os
import sys

from house import House

house = House()
john, hansarick, admin = (house.people[name] for name in ("john", "hansarick", "admin"))
way = sys.argv[2]

import gql.transport.exceptions
import wallaroo
from wallaroo.object import EntityNotFoundError, UserLimitError


def client(person):
    """Signed in as the person, with a cache of its own."""
    os.environ["XDG_CACHE_HOME"] = os.path.join(house.folder, f"cache-{person['id']}")
    if way == "user_password":
        os.environ["WALLAROO_USER"], os.environ["WALLAROO_PASSWORD"] = person["login"], person["password"]
    else:
        path = os.path.join(house.folder, f"token-{person['id']}.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"token": person["token"], "user_id": person["id"], "user_email": person["email"]}, file)
        os.environ["WALLAROO_SDK_CREDENTIALS"] = path
    return wallaroo.Client(api_endpoint=house.address + "/", auth_type=way, interactive=False)


wl = client(john)
house.expect(wl.api_endpoint, house.address, "api_endpoint")
house.expect((wl.auth.user_id(), wl.auth.user_email()), (john["id"], john["email"]), "who the SDK thinks it is")
house.require(wl.auth.auth_header()["Authorization"].startswith("Bearer "), "auth_header")

# Users.
listed = {user.id(): user for user in wl.list_users()}
house.require({john["id"], hansarick["id"], admin["id"]} <= set(listed), "list_users has everybody")
house.expect((listed[john["id"]].email(), listed[admin["id"]].email()), (john["email"], "admin@keycloak"), "addresses")
house.expect(wl.get_email_by_id(hansarick["id"]), hansarick["email"], "get_email_by_id")
invited = wl.invite_user("sdk.person@wallaroo.ai", "Example-Password")
house.expect(invited["password"], "Example-Password", "invite_user")
house.expect(wl.invite_user("sdk.person@wallaroo.ai")["id"], invited["id"], "a second invite_user")
house.require(len(wl.invite_user("sdk.other@wallaroo.ai")["password"]) >= 12, "invite_user without a password")
house.raises(lambda: wl.invite_user("full@wallaroo.ai"), UserLimitError, "invite_user past the limit of users")
house.require(wl.get_user_by_email("nobody@wallaroo.ai") is None, "get_user_by_email of nobody")
house.expect(wl.get_user_by_email(hansarick["email"]).id(), hansarick["id"], "get_user_by_email")
wl.deactivate_user("sdk.other@wallaroo.ai")
house.expect(wl.get_user_by_email("sdk.other@wallaroo.ai").enabled(), False, "deactivate_user")
wl.activate_user("sdk.other@wallaroo.ai")
house.expect(wl.get_user_by_email("sdk.other@wallaroo.ai").enabled(), True, "activate_user")
house.raises(lambda: wl.deactivate_user("nobody@wallaroo.ai"), EntityNotFoundError, "deactivate_user of nobody")

# Workspaces.
workspace = wl.create_workspace("sdk-workspace")
house.expect((workspace.name(), workspace.archived(), workspace.created_by()), ("sdk-workspace", False, john["id"]),
             "create_workspace")
house.expect((list(workspace.models()), list(workspace.pipelines())), ([], []), "an empty workspace")
house.expect([user.id() for user in workspace.users()], [john["id"]], "the users of a new workspace")
house.raises(lambda: wl.create_workspace("sdk-workspace"), Exception, "a second workspace of that name")
house.raises(lambda: wl.create_workspace("a_b"), Exception, "a workspace of a bad name")
house.expect(wl.get_workspace("sdk-workspace").id(), workspace.id(), "get_workspace")
house.raises(lambda: wl.get_workspace("no-such-workspace"), Exception, "get_workspace of nothing")
house.require(wl.get_workspace("sdk-second", create_if_not_exist=True).id() > workspace.id(), "numbers increase")
house.require("sdk-workspace" in [each.name() for each in wl.list_workspaces()], "list_workspaces")
house.require("sdk-workspace" in wl.list_workspaces()._repr_html_(), "list_workspaces in a notebook")
house.require("sdk-workspace" in repr(workspace), "a workspace as text")

workspace.add_user(hansarick["email"])
house.expect([user.id() for user in workspace.users()], [john["id"], hansarick["id"]], "add_user")
house.raises(lambda: workspace.add_user(hansarick["email"]), Exception, "a second add_user")
house.raises(lambda: workspace.add_user("nobody@wallaroo.ai"), EntityNotFoundError, "add_user of nobody")
other = client(hansarick)
house.require("sdk-workspace" in [each.name() for each in other.list_workspaces()], "a member sees the workspace")
workspace.add_owner(hansarick["email"])
workspace.remove_user(hansarick["email"])
house.expect([user.id() for user in workspace.users()], [john["id"]], "remove_user")
house.require("sdk-workspace" not in [each.name() for each in other.list_workspaces()], "who left sees it no more")
house.raises(lambda: workspace.remove_user(john["email"]), Exception, "remove_user of the last one")

current = wl.get_current_workspace()
house.expect(current.name(), f"{john['email']} - Default Workspace", "get_current_workspace")
house.expect(client(john).get_current_workspace().id(), current.id(), "the same at the next login")
house.expect(other.get_current_workspace().name(), f"{hansarick['email']} - Default Workspace", "another's")
house.raises(lambda: wallaroo.workspace.Workspace._create_user_default_workspace(wl),
             gql.transport.exceptions.TransportQueryError, "a second default workspace of that name")
house.end()
