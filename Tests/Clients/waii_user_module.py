"""Everything that Waii's user module promises, asked by the unmodified SDK, by requests and by curl.

Arguments: the address that the SDK is given, the key of the super admin "admin", and a file for the key of the administrator
of the organization "my_org_id" that is made. Prints one line for each thing that is not as
it should be, and ends with 1 if there was one.
"""
import asyncio
import contextlib
import io
import json
import subprocess
import sys

import requests
from waii_sdk_py import WAII, Waii, AsyncWaii
from waii_sdk_py.chat import *
from waii_sdk_py.query import *
from waii_sdk_py.database import *
from waii_sdk_py.semantic_context import *
from waii_sdk_py.chart import *
from waii_sdk_py.history import *
from waii_sdk_py.user import *

found = []


def expect(what, seen, wanted):
    if seen != wanted:
        found.append(f"{what}: {seen!r} instead of {wanted!r}")


def refused(what, call, words):
    """Expects an Exception whose text holds the words."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            answer = call()
        found.append(f"{what}: was not refused: {answer!r}")
    except Exception as error:
        if words not in str(error):
            found.append(f"{what}: {error!r} instead of {words!r}")


def client(url, key):
    sdk = Waii()
    sdk.initialize(url=url, api_key=key)
    return sdk


def ids(items):
    return sorted(item.id for item in items)


def make_places(users):
    """The organizations and tenants of the customer's page."""
    for organization in ["my_org_id", "org123", "org1"]:
        expect("create_org", users.create_org(CreateOrganizationRequest(
            organization=Organization(id=organization, name=organization))).dict(), {})
    users.create_tenant(CreateTenantRequest(tenant=Tenant(id="my_tenant_id", name="Mine", org_id="my_org_id")))


def the_page(url, key):
    """The examples of the page in its order, as they are printed where they can be sent at all."""
    WAII.initialize(url=url, api_key=key)
    make_places(WAII.User)

    params = CreateAccessKeyRequest(name="test-key")
    response = WAII.User.create_access_key(params)
    made = response.access_keys[0]
    expect("the new key", (made.name, made.user_id, made.created_at > 10 ** 12), ("test-key", "admin", True))
    expect("the new key's owner", client(url, made.access_key).user.get_user_info(GetUserInfoRequest()).id, "admin")
    listed = WAII.User.list_access_keys(GetAccessKeyRequest()).access_keys
    shown = {entry.name: entry.access_key for entry in listed}["test-key"]
    expect("a listed key is masked", shown != made.access_key and shown.endswith("*"), True)
    WAII.User.create_access_key(CreateAccessKeyRequest(name="test2"))
    expect("delete_access_key", WAII.User.delete_access_key(DelAccessKeyRequest(names=["test2"])).dict(), {})
    left = [entry.name for entry in WAII.User.list_access_keys(GetAccessKeyRequest()).access_keys]
    expect("keys that are left", "test2" in left, False)
    WAII.User.delete_access_key(DelAccessKeyRequest(names=["test2", "never"]))

    refused("the request the SDK can't send", lambda: WAII.User.get_user_info(
        GetUserInfoRequest(user_id="user_1")), "unknown fields")
    response = WAII.User.get_user_info(GetUserInfoRequest())
    expect("user_info", response.user_info["id"], response.id)
    expect("the super admin's role", response.roles, ["waii-super-admin-user"])
    expect("the super admin's permissions", len(response.permissions), 22)

    response = WAII.User.update_config(UpdateConfigRequest(updated={"key1": "value1", "key2": "value2"}))
    expect("configs", response.configs, {"key1": "value1", "key2": "value2"})
    response = WAII.User.update_config(UpdateConfigRequest(deleted=["key1"], updated={"key3": {"a": [1, None]}}))
    expect("configs changed", response.configs, {"key2": "value2", "key3": {"a": [1, None]}})
    expect("configs read", WAII.User.update_config(UpdateConfigRequest()).configs, response.configs)

    params = CreateUserRequest(user=User(
        id="jack@myco.com", name="Jack", tenant_id="my_tenant_id", org_id="my_org_id",
        roles=[WaiiRoles.WAII_TRIAL_USER]))
    expect("create_user", WAII.User.create_user(params).dict(), {})
    for name in ["user_1", "user1", "user_id_1", "user_id_2"]:
        WAII.User.create_user(CreateUserRequest(user=User(
            id=name, name="Wangda", tenant_id="my_tenant_id", org_id="my_org_id", roles=[WaiiRoles.WAII_API_USER])))
    expect("delete_user", WAII.User.delete_user(DeleteUserRequest(id="user_1")).dict(), {})
    WAII.User.update_user(UpdateUserRequest(user=User(
        id="user1", name="Pravin", tenant_id="my_tenant_id", org_id="my_org_id")))
    response = WAII.User.list_users(ListUsersRequest(lookup_org_id="my_org_id"))
    expect("list_users", ids(response.users), ["jack@myco.com", "user1", "user_id_1", "user_id_2"])
    changed = [user for user in response.users if user.id == "user1"][0]
    expect("an updated user keeps its roles", (changed.name, changed.roles), ("Pravin", [WaiiRoles.WAII_API_USER]))

    WAII.User.create_tenant(CreateTenantRequest(tenant=Tenant(
        id="tenant1", name="Example Tenant", variables={"key1": "value1"}, org_id="org123")))
    WAII.User.update_tenant(UpdateTenantRequest(tenant=Tenant(
        id="tenant1", name="Updated Tenant", variables={"key2": "value2"}, org_id="org123")))
    tenants = WAII.User.list_tenants(ListTenantsRequest(lookup_org_id="org123")).tenants
    expect("list_tenants", [tenant.dict() for tenant in tenants], [
        {"id": "tenant1", "name": "Updated Tenant", "org_id": "org123", "variables": {"key2": "value2"}}])
    expect("delete_tenant", WAII.User.delete_tenant(DeleteTenantRequest(id="tenant1")).dict(), {})
    # The vendor's own tests send the other request class.
    WAII.User.list_tenants(ListUsersRequest(lookup_org_id="org123"))

    WAII.User.create_org(CreateOrganizationRequest(organization=Organization(id="o1", name="My Org")))
    WAII.User.update_org(UpdateOrganizationRequest(organization=Organization(id="o1", name="My Org2")))
    names = {entry.id: entry.name for entry in WAII.User.list_orgs(ListOrganizationsRequest()).organizations}
    expect("list_orgs", names.get("o1"), "My Org2")
    expect("delete_org", WAII.User.delete_org(DeleteOrganizationRequest(id="org1")).dict(), {})
    expect("create_secret", WAII.User.create_secret(CreateSecretRequest(
        user=User(id="user1"), secret={"hub": "sesame"})).dict(), {})


def impersonation(url, key):
    sdk = client(url, key)

    def me():
        return sdk.user.get_user_info(GetUserInfoRequest()).id

    with sdk.impersonate_user(user_id="user_id_1"):
        expect("impersonated", me(), "user_id_1")
        sdk.user.update_config(UpdateConfigRequest(updated={"mine": True}))
        refused("rights are the user's", lambda: sdk.user.list_users(ListUsersRequest()), "not allowed")
        # Kept here is nothing that queries ask for: the SDK itself asks for a connection first.
        refused("a query", lambda: sdk.query.run(RunQueryRequest(query="select 1")), "")
    expect("afterwards", me(), "admin")
    sdk.set_impersonate_user(user_id="user_id_2")
    expect("impersonated by hand", me(), "user_id_2")
    expect("another's settings", sdk.user.update_config(UpdateConfigRequest()).configs, {})
    sdk.clear_impersonation()
    expect("cleared", me(), "admin")
    for nobody in ["nobody", "jos\u00e9"]:
        with sdk.impersonate_user(user_id=nobody):
            refused("an unknown user", me, "User not found")
    sdk.user.create_user(CreateUserRequest(user=User(id="jos\u00e9", org_id="my_org_id")))
    with sdk.impersonate_user(user_id="jos\u00e9"):
        expect("a name beyond ASCII", me(), "jos\u00e9")


def the_ladder(url, key):
    """Who may what: an organization's administrator, an ordinary user, nobody."""
    root = client(url, key)
    users = root.user
    users.create_user(CreateUserRequest(user=User(
        id="boss", name="Boss", org_id="my_org_id", roles=[WaiiRoles.WAII_ORG_ADMIN_USER])))
    with root.impersonate_user(user_id="boss"):
        boss_key = users.create_access_key(CreateAccessKeyRequest(name="boss")).access_keys[0].access_key
    with root.impersonate_user(user_id="user1"):
        user_key = users.create_access_key(CreateAccessKeyRequest(name="user1")).access_keys[0].access_key
        expect("keys of the user", [entry.user_id for entry in users.list_access_keys(GetAccessKeyRequest()).access_keys],
               ["user1"])
    boss, user = client(url, boss_key), client(url, user_key)

    ladder = [value for name, value in vars(WaiiRoles).items() if name.startswith("WAII_")]
    expect("roles of the SDK", len(ladder), 7)
    for role in ladder:
        wanted = CreateUserRequest(user=User(id=f"as-{role}", tenant_id="my_tenant_id", roles=[role]))
        if role in [WaiiRoles.WAII_SUPER_ADMIN_USER]:
            refused("a role above one's own", lambda: boss.user.create_user(wanted), "not allowed")
            continue
        boss.user.create_user(wanted)
        seen = boss.user.list_users(ListUsersRequest(lookup_user_id=f"as-{role}")).users[0]
        expect("a role as it was sent", (seen.roles, seen.tenant_id, seen.org_id), ([role], "my_tenant_id", "my_org_id"))
        with boss.impersonate_user(user_id=f"as-{role}"):
            expect("its name", boss.user.get_user_info(GetUserInfoRequest()).roles, [role])
        boss.user.delete_user(DeleteUserRequest(id=f"as-{role}"))

    variables = {"text": "\u00fc\n\"\\", "list": [1, -2.5, None, True, {"deep": {}}], "": "", "big": 2 ** 53}
    boss.user.create_tenant(CreateTenantRequest(tenant=Tenant(
        id="lab", name="Lab", org_id="my_org_id", variables=variables)))
    boss.user.create_user(CreateUserRequest(user=User(id="ann", tenant_id="lab", variables=variables)))
    expect("variables of a tenant", boss.user.list_tenants(ListTenantsRequest()).tenants[0].variables, variables)
    ann = boss.user.list_users(ListUsersRequest(lookup_tenant_id="lab")).users[0]
    expect("variables of a user", (ann.id, ann.variables, ann.roles), ("ann", variables, [WaiiRoles.WAII_TRIAL_USER]))
    expect("one's own organization", ids(boss.user.list_orgs(ListOrganizationsRequest()).organizations), ["my_org_id"])
    expect("another organization", boss.user.list_users(ListUsersRequest(lookup_org_id="org123")).users, [])

    organization = Organization(id="my_org_id", name="Mine")
    for who, sdk in [("boss", boss), ("user", user)]:
        for name, call in {
            "create_org": lambda: sdk.user.create_org(CreateOrganizationRequest(
                organization=Organization(id="new", name="New"))),
            "update_org": lambda: sdk.user.update_org(UpdateOrganizationRequest(organization=organization)),
            "delete_org": lambda: sdk.user.delete_org(DeleteOrganizationRequest(id="my_org_id")),
        }.items():
            refused(f"{name} by {who}", call, "not allowed")
    for name, call in {
        "create_user": lambda: user.user.create_user(CreateUserRequest(user=User(id="new"))),
        "update_user": lambda: user.user.update_user(UpdateUserRequest(user=User(id="user1", name="King"))),
        "delete_user": lambda: user.user.delete_user(DeleteUserRequest(id="ann")),
        "list_users": lambda: user.user.list_users(ListUsersRequest()),
        "create_secret": lambda: user.user.create_secret(CreateSecretRequest(
            user=User(id="ann"), secret={"a": "b"})),
        "create_tenant": lambda: user.user.create_tenant(CreateTenantRequest(tenant=Tenant(id="t", name="T"))),
        "update_tenant": lambda: user.user.update_tenant(UpdateTenantRequest(tenant=Tenant(id="lab", name="T"))),
        "delete_tenant": lambda: user.user.delete_tenant(DeleteTenantRequest(id="lab")),
        "list_tenants": lambda: user.user.list_tenants(ListTenantsRequest()),
        "list_orgs": lambda: user.user.list_orgs(ListOrganizationsRequest()),
        "create_access_key": lambda: user.user.create_access_key(CreateAccessKeyRequest(name="more")),
        "list_access_keys": lambda: user.user.list_access_keys(GetAccessKeyRequest()),
        "delete_access_key": lambda: user.user.delete_access_key(DelAccessKeyRequest(names=["user1"])),
    }.items():
        refused(f"{name} by a user", call, "not allowed")
    with user.impersonate_user(user_id="ann"):
        refused("impersonation by a user", lambda: user.user.get_user_info(GetUserInfoRequest()), "not allowed")
    with boss.impersonate_user(user_id="admin"):
        refused("a foreign user", lambda: boss.user.get_user_info(GetUserInfoRequest()), "User not found")
    expect("the user's own settings", user.user.update_config(UpdateConfigRequest()).configs, {})

    for name, call, words in [
        ("a second user", lambda: users.create_user(CreateUserRequest(user=User(id="ann"))), "already exists"),
        ("a second tenant", lambda: users.create_tenant(CreateTenantRequest(
            tenant=Tenant(id="lab", name="L", org_id="org123"))), "already exists"),
        ("a second organization", lambda: users.create_org(CreateOrganizationRequest(
            organization=organization)), "already exists"),
        ("a second key", lambda: users.create_access_key(CreateAccessKeyRequest(name="test-key")), "another access key"),
        ("an unknown role", lambda: users.create_user(CreateUserRequest(user=User(id="x", roles=["king"]))), "no role"),
        ("an unknown tenant", lambda: users.create_user(CreateUserRequest(user=User(id="x", tenant_id="t"))),
         "Tenant not found"),
        ("an unknown organization", lambda: users.create_tenant(CreateTenantRequest(
            tenant=Tenant(id="t", name="T", org_id="nowhere"))), "Organization not found"),
        ("deleting nobody", lambda: users.delete_user(DeleteUserRequest(id="nobody")), "User not found"),
        ("updating nobody", lambda: users.update_user(UpdateUserRequest(user=User(id="nobody"))), "User not found"),
        ("deleting no tenant", lambda: users.delete_tenant(DeleteTenantRequest(id="nowhere")), "Tenant not found"),
        ("deleting no organization", lambda: users.delete_org(DeleteOrganizationRequest(id="nowhere")),
         "Organization not found"),
        ("a tenant with users", lambda: users.delete_tenant(DeleteTenantRequest(id="lab")), "not empty"),
        ("an organization with users", lambda: users.delete_org(DeleteOrganizationRequest(id="my_org_id")), "not empty"),
        ("no name", lambda: users.create_access_key(CreateAccessKeyRequest(name="")), "empty"),
    ]:
        refused(name, call, words)
    for bad in ["", "nonsense", user_key + "x"]:
        refused("a wrong key", lambda: client(url, bad), "access key")
    users.delete_user(DeleteUserRequest(id="user1"))
    refused("the key of a deleted user", lambda: user.user.get_user_info(GetUserInfoRequest()), "access key")
    return boss_key


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


async def without_waiting(url, key):
    sdk = AsyncWaii()
    await sdk.initialize(url=url, api_key=key)
    expect("asked without waiting", (await sdk.user.get_user_info(GetUserInfoRequest())).id, "admin")


def main(url, key, file_name):
    the_page(url, key)
    impersonation(url, key)
    boss_key = the_ladder(url, key)
    without_the_sdk(url, key)
    asyncio.run(without_waiting(url, key))
    with open(file_name, "w", encoding="utf-8") as file:
        file.write(boss_key)


main(*sys.argv[1:])
print("\n".join(found) or "everything is as it should be")
sys.exit(1 if found else 0)
