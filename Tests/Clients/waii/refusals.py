"""Every call as somebody who must be refused, and with what must be refused."""
from waii_sdk_py.user import *

from asking import client, expect, refused


def who_may_not(url, key, boss_key, user_key):
    boss, user = client(url, boss_key), client(url, user_key)
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


def what_may_not(url, key, user_key):
    users, user = client(url, key).user, client(url, user_key)
    organization = Organization(id="my_org_id", name="Mine")
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
