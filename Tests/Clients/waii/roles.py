"""Waii's ladder of roles, and variables."""
from waii_sdk_py.user import *

from asking import client, expect, ids, refused


def the_ladder(url, key):
    """What an organization's administrator can do.

    Returns that one's key, and an ordinary user's.
    """
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
    boss = client(url, boss_key)

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
    return boss_key, user_key
