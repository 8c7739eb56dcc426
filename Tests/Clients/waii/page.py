"""The customer's page, with the imports that stand on it."""
from waii_sdk_py import WAII, AsyncWaii
from waii_sdk_py.chat import *
from waii_sdk_py.query import *
from waii_sdk_py.database import *
from waii_sdk_py.semantic_context import *
from waii_sdk_py.chart import *
from waii_sdk_py.history import *
from waii_sdk_py.user import *

from asking import client, expect, ids, refused


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


async def without_waiting(url, key):
    sdk = AsyncWaii()
    await sdk.initialize(url=url, api_key=key)
    expect("asked without waiting", (await sdk.user.get_user_info(GetUserInfoRequest())).id, "admin")
