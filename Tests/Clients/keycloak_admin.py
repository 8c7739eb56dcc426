"""Usage: keycloak_admin.py SERVER TOKEN LDAP_URL LDAP_DN LDAP_PASSWORD

Asks a running server what python-keycloak's KeycloakAdmin can ask of it, with an administrator's token. Every call is
made once and its refusals with it. Ends with status 1 at the first answer that is another one than Keycloak would give.
"""

import json
import sys
from urllib.parse import urljoin

from keycloak import KeycloakAdmin, KeycloakOpenIDConnection
from keycloak.exceptions import KeycloakError
import requests

SERVER, TOKEN, LDAP_URL, LDAP_DN, LDAP_PASSWORD = sys.argv[1:6]
REALM = "acme"
done = 0


def admin_of(realm, token=TOKEN):
    held = {"access_token": token, "refresh_token": "none", "expires_in": 36000}
    return KeycloakAdmin(
        connection=KeycloakOpenIDConnection(
            server_url=SERVER, realm_name=realm, user_realm_name="master", client_id="admin-cli", token=held
        )
    )


def check(what, condition):
    global done
    if not condition:
        raise SystemExit(f"not so: {what}")
    done += 1


def refused(status, text, call, *arguments, **named):
    try:
        answer = call(*arguments, **named)
    except KeycloakError as error:
        body = error.response_body or b""
        if isinstance(body, bytes):
            body = body.decode()
        check(f"{call.__name__}: {error.response_code} {body}", error.response_code == status and text in str(body))
    else:
        raise SystemExit(f"not refused: {call.__name__} {arguments}: {answer}")


def realms(master):
    check("create_realm", master.create_realm({"realm": REALM, "enabled": True}) is not None)
    refused(409, "Conflict detected", master.create_realm, {"realm": REALM})
    check("skip_exists", master.create_realm({"realm": REALM}, skip_exists=True) == {"msg": "Already exists"})
    check("get_realms", [realm["realm"] for realm in master.get_realms()] == [REALM, "master"])
    check("update_realm", master.update_realm(REALM, {"accountTheme": "test"}) == {})
    check("get_realm", master.get_realm(REALM)["accountTheme"] == "test")
    refused(404, "Realm not found.", master.get_realm, "none")
    check("get_server_info", "systemInfo" in master.get_server_info())


def users(admin):
    made = admin.create_user(
        {
            "username": "Ada", "email": "ada@example.org", "firstName": "Ada", "lastName": "Lovelace", "enabled": True,
            "credentials": [{"type": "password", "value": "analytical-engine-1"}], "attributes": {"k": ["v"]},
        }
    )
    again = {"username": "ada"}
    check("exist_ok", admin.create_user(again, exist_ok=True) == made)
    refused(409, '{"errorMessage":"User exists with same username"}', admin.create_user, again)
    refused(400, "Unrecognized field", admin.create_user, {"username": "x", "nonsense": True})
    check("get_user_id", admin.get_user_id("Ada") == made)
    check("get_users", [user["id"] for user in admin.get_users({"username": "ad"})] == [made])
    check("get_users q", [user["id"] for user in admin.get_users({"q": "k:v"})] == [made])
    check("users_count", admin.users_count() == 1 and admin.users_count({"search": "nobody"}) == 0)
    user = admin.get_user(made)
    check("get_user", user["username"] == "ada" and user["attributes"] == {"k": ["v"]})
    user["lastName"] = "King"
    check("update_user whole", admin.update_user(made, user) == {})
    check("update_user part", admin.update_user(made, {"emailVerified": True}) == {})
    user = admin.get_user(made, user_profile_metadata=True)
    check("both kept", user["lastName"] == "King" and user["emailVerified"] and user["firstName"] == "Ada")
    check("disable_user", admin.disable_user(made) == {} and not admin.get_user(made)["enabled"])
    check("enable_user", admin.enable_user(made) == {} and admin.get_user(made)["enabled"])
    refused(404, "User not found", admin.get_user, "none")
    refused(404, "User not found", admin.update_user, "none", {})
    check("set_user_password", admin.set_user_password(made, "difference-engine-2", temporary=False) == {})
    refused(400, "", admin.set_user_password, made, "x", temporary=False)
    credentials = admin.get_credentials(made)
    check("get_credentials", [one["type"] for one in credentials] == ["password"])
    refused(404, "Credential not found", admin.delete_credential, made, "none")
    check("delete_credential", admin.delete_credential(made, credentials[0]["id"]) == {})
    check("gone", admin.get_credentials(made) == [])
    check("get_sessions", admin.get_sessions(made) == [])
    check("user_logout", admin.user_logout(made) == {})
    check("user_consents", admin.user_consents(made) == [])
    refused(404, "Consent nor offline token not found", admin.revoke_consent, made, "none")
    check("get_user_social_logins", admin.get_user_social_logins(made) == [])
    refused(501, "501", admin.add_user_social_login, made, "gitlab", "id", "name")
    refused(404, "Link not found", admin.delete_user_social_login, made, "gitlab")
    refused(500, "Failed to send execute actions email", admin.send_update_account, made, ["UPDATE_PASSWORD"])
    refused(501, "501", admin.send_verify_email, made)
    check("get_realm_users_profile", admin.get_realm_users_profile()["unmanagedAttributePolicy"] == "ENABLED")
    check("update_realm_users_profile", admin.update_realm_users_profile({"unmanagedAttributePolicy": "ENABLED"}))
    check("get_bruteforce_detection_status", admin.get_bruteforce_detection_status(made)["numFailures"] == 0)
    check("clear_bruteforce_attempts_for_user", admin.clear_bruteforce_attempts_for_user(made) == {})
    check("clear_all_bruteforce_attempts", admin.clear_all_bruteforce_attempts() == {})
    actions = admin.get_required_actions()
    check("get_required_actions", [action["alias"] for action in actions] == ["UPDATE_PASSWORD"])
    check("update_required_action", admin.update_required_action("UPDATE_PASSWORD", actions[0]) == {})
    for number in range(120):
        admin.create_user({"username": f"u{number:03}"})
    check("pages", len(admin.get_users()) == 121 and len({user["id"] for user in admin.get_users()}) == 121)
    return made


def groups(admin, user):
    top = admin.create_group({"name": "ops"})
    kid = admin.create_group({"name": "kid"}, parent=top)
    refused(409, "Top level group named 'ops' already exists.", admin.create_group, {"name": "ops"})
    refused(409, "Sibling group named 'kid' already exists.", admin.create_group, {"name": "kid"}, parent=top)
    check("skip_exists", admin.create_group({"name": "ops"}, skip_exists=True) is None)
    check("get_groups", [group["name"] for group in admin.get_groups()] == ["ops"])
    check("hierarchy", admin.get_groups(full_hierarchy=True)[0]["subGroups"][0]["name"] == "kid")
    check("get_group", admin.get_group(top)["subGroups"][0]["id"] == kid)
    refused(404, "Could not find group by id", admin.get_group, "none")
    check("get_group_children", [group["id"] for group in admin.get_group_children(top)] == [kid])
    check("get_group_by_path", admin.get_group_by_path("/ops/kid")["id"] == kid)
    refused(404, "Group path does not exist", admin.get_group_by_path, "/ops/none")
    check("update_group", admin.update_group(top, {"name": "staff"}) == {})
    check("groups_count", admin.groups_count({"search": "kid"}) == {"count": 1})
    check("group_user_add", admin.group_user_add(user, kid) == {} and admin.group_user_add(user, kid) == {})
    check("get_group_members", [member["id"] for member in admin.get_group_members(kid)] == [user])
    check("get_user_groups", [group["path"] for group in admin.get_user_groups(user)] == ["/staff/kid"])
    check("group_user_remove", admin.group_user_remove(user, kid) == {} and admin.get_user_groups(user) == [])
    refused(404, "User not found", admin.group_user_add, "none", kid)
    return top, kid


def roles(admin, user, group):
    check("create_realm_role", admin.create_realm_role({"name": "pilot", "attributes": {"k": ["v"]}}) == "pilot")
    refused(409, "Role with name pilot already exists", admin.create_realm_role, {"name": "pilot"})
    check("skip_exists", admin.create_realm_role({"name": "pilot"}, skip_exists=True) == "pilot")
    admin.create_realm_role({"name": "crew"})
    pilot, crew = admin.get_realm_role("pilot"), admin.get_realm_role("crew")
    refused(404, "Could not find role", admin.get_realm_role, "none")
    check("get_realm_roles", {"pilot", "crew"} <= {role["name"] for role in admin.get_realm_roles()})
    check("attributes", admin.get_realm_roles(brief_representation=False, search_text="pil")[0]["attributes"])
    check("get_realm_role_by_id", admin.get_realm_role_by_id(pilot["id"])["name"] == "pilot")
    check("get_role_by_id", admin.get_role_by_id(pilot["id"])["attributes"] == {"k": ["v"]})
    refused(404, "Could not find role with id", admin.get_role_by_id, "none")
    check("update_realm_role", admin.update_realm_role("pilot", {"name": "pilot", "description": "flies"}) == {})
    check("update_role_by_id", admin.update_role_by_id(pilot["id"], {"description": "lands"}) == {})
    check("described", admin.get_realm_role("pilot")["description"] == "lands")
    check("assign_realm_roles", admin.assign_realm_roles(user, [pilot]) == {})
    refused(400, "unknown_error", admin.assign_realm_roles, user, ["bad"])
    held = [role["name"] for role in admin.get_realm_roles_of_user(user)]
    check("get_realm_roles_of_user", held == [f"default-roles-{REALM}", "pilot"])
    check("get_realm_role_members", [one["id"] for one in admin.get_realm_role_members("pilot")] == [user])
    check("add_composite_realm_roles_to_role", admin.add_composite_realm_roles_to_role("pilot", [crew]) == {})
    included = admin.get_composite_realm_roles_of_role("pilot")
    check("get_composite_realm_roles_of_role", [role["name"] for role in included] == ["crew"])
    check("get_role_composites_by_id", [r["name"] for r in admin.get_role_composites_by_id(pilot["id"])] == ["crew"])
    effective = [role["name"] for role in admin.get_composite_realm_roles_of_user(user)]
    check("get_composite_realm_roles_of_user", "crew" in effective and "pilot" in effective)
    available = [role["name"] for role in admin.get_available_realm_roles_of_user(user)]
    check("get_available_realm_roles_of_user", "crew" in available and "pilot" not in available)
    check("remove", admin.remove_composite_realm_roles_to_role("pilot", [crew]) == {})
    check("assign_group_realm_roles", admin.assign_group_realm_roles(group, [crew]) == {})
    check("get_group_realm_roles", [role["name"] for role in admin.get_group_realm_roles(group)] == ["crew"])
    check("get_realm_role_groups", [one["id"] for one in admin.get_realm_role_groups("crew")] == [group])
    check("delete_group_realm_roles", admin.delete_group_realm_roles(group, [crew]) == {})
    check("get_all_roles_of_user", len(admin.get_all_roles_of_user(user)["realmMappings"]) == 2)
    check("delete_realm_roles_of_user", admin.delete_realm_roles_of_user(user, [pilot]) == {})
    check("get_realm_default_roles", admin.get_realm_default_roles() == [])
    refused(409, "belongs to the program", admin.add_realm_default_roles, [crew])
    refused(409, "belongs to the program", admin.remove_realm_default_roles, [crew])
    check("delete_realm_role", admin.delete_realm_role("pilot") == {})
    check("delete_role_by_id", admin.delete_role_by_id(crew["id"]) == {})
    refused(404, "Could not find role", admin.delete_realm_role, "pilot")


def clients(admin, user, group):
    made = admin.create_client(
        {
            "clientId": "portal", "secret": "first-secret", "serviceAccountsEnabled": True,
            "redirectUris": ["http://localhost:9/callback"],
        }
    )
    refused(409, "Client portal already exists", admin.create_client, {"clientId": "portal"})
    check("skip_exists", admin.create_client({"clientId": "portal"}, skip_exists=True) == made)
    check("get_client_id", admin.get_client_id("portal") == made and admin.get_client_id("none") is None)
    check("get_clients", {"portal", "admin-cli"} <= {client["clientId"] for client in admin.get_clients()})
    check("get_client", admin.get_client(made)["redirectUris"] == ["http://localhost:9/callback"])
    refused(404, "Could not find client", admin.get_client, "none")
    check("update_client", admin.update_client(made, {"name": "The portal"}) == {})
    check("changed", admin.get_client(made)["name"] == "The portal")
    check("get_client_secrets", admin.get_client_secrets(made)["value"] == "first-secret")
    check("generate_client_secrets", admin.generate_client_secrets(made)["value"] != "first-secret")
    account = admin.get_client_service_account_user(made)
    check("get_client_service_account_user", account["username"] == "service-account-portal")
    mapper = {
        "name": "groups", "protocol": "openid-connect", "protocolMapper": "oidc-group-membership-mapper",
        "config": {"claim.name": "groups", "full.path": "true"},
    }
    admin.add_mapper_to_client(made, mapper)
    kept = admin.get_mappers_from_client(made)
    check("get_mappers_from_client", [one["name"] for one in kept] == ["groups"])
    changed = {**kept[0], "config": {"full.path": "false"}}
    check("update_client_mapper", admin.update_client_mapper(made, kept[0]["id"], changed) == {})
    check("remove_client_mapper", admin.remove_client_mapper(made, kept[0]["id"]) == {})
    check("create_client_role", admin.create_client_role(made, {"name": "viewer"}) == "viewer")
    admin.create_client_role(made, {"name": "editor"})
    refused(409, "Role with name viewer already exists", admin.create_client_role, made, {"name": "viewer"})
    viewer, editor = admin.get_client_role(made, "viewer"), admin.get_client_role(made, "editor")
    refused(404, "Could not find role", admin.get_client_role, made, "none")
    check("get_client_roles", [role["name"] for role in admin.get_client_roles(made)] == ["editor", "viewer"])
    check("update_client_role", admin.update_client_role(made, "viewer", {"name": "viewer", "description": "x"}) == {})
    check("add_composite", admin.add_composite_client_roles_to_role(made, "editor", [viewer]) == {})
    included = admin.get_composite_client_roles_of_role(made, "editor")
    check("get_composite_client_roles_of_role", [role["name"] for role in included] == ["viewer"])
    below = admin.get_role_client_level_children(made, editor["id"])
    check("get_role_client_level_children", [role["name"] for role in below] == ["viewer"])
    check("assign_client_role", admin.assign_client_role(user, made, [editor]) == {})
    check("of user", [role["name"] for role in admin.get_client_roles_of_user(user, made)] == ["editor"])
    effective = admin.get_composite_client_roles_of_user(user, made)
    check("composite of user", [role["name"] for role in effective] == ["editor", "viewer"])
    check("available", [r["name"] for r in admin.get_available_client_roles_of_user(user, made)] == ["viewer"])
    check("get_client_role_members", [one["id"] for one in admin.get_client_role_members(made, "editor")] == [user])
    check("delete_client_roles_of_user", admin.delete_client_roles_of_user(user, made, [editor]) == {})
    check("assign_group_client_roles", admin.assign_group_client_roles(group, made, [editor]) == {})
    check("of group", [role["name"] for role in admin.get_group_client_roles(group, made)] == ["editor"])
    effective = admin.get_composite_client_roles_of_group(made, group)
    check("composite of group", [role["name"] for role in effective] == ["editor", "viewer"])
    check("get_client_role_groups", [one["id"] for one in admin.get_client_role_groups(made, "editor")] == [group])
    check("delete_group_client_roles", admin.delete_group_client_roles(group, made, [editor]) == {})
    check("remove", admin.remove_composite_client_roles_from_role(made, "editor", [viewer]) == {})
    check("delete_client_role", admin.delete_client_role(made, "viewer") == {})
    refused(501, "501", admin.get_client_all_sessions, made)
    check("delete_client", admin.delete_client(made) == {})
    refused(404, "Could not find client", admin.delete_client, made)


def directories(admin):
    """In the realm whose people the directory has."""
    components = admin.get_components({"type": "org.keycloak.storage.UserStorageProvider"})
    check("get_components", [one["providerId"] for one in components] == ["ldap"])
    one = admin.get_component(components[0]["id"])
    check("get_component", one["config"]["bindCredential"] == ["**********"])
    check("no secret", LDAP_PASSWORD not in json.dumps(one))
    refused(404, "Could not find component", admin.get_component, "none")
    refused(501, "configuration file", admin.create_component, {"name": "x", "providerId": "ldap"})
    refused(501, "configuration file", admin.update_component, one["id"], one)
    refused(501, "configuration file", admin.delete_component, one["id"])
    first = admin.sync_users(one["id"], "triggerFullSync")
    check("sync_users", first["added"] > 0 and first["status"].startswith(f"{first['added']} imported users"))
    second = admin.sync_users(one["id"], "triggerChangedUsersSync")
    check("changed", second["added"] == 0 and second["updated"] == 0)
    refused(400, "Unknown action: x", admin.sync_users, one["id"], "x")
    refused(404, "Could not find component", admin.sync_users, "none", "triggerFullSync")
    federated = [user for user in admin.get_users() if user.get("federationLink") == one["id"]]
    check("imported", len(federated) == first["added"] and all("LDAP_ID" in u["attributes"] for u in federated))
    check("linked", admin.get_user_social_logins(federated[0]["id"])[0]["identityProvider"] == "corp")

    def test(**change):
        asked = {
            "action": "testAuthentication", "connectionUrl": LDAP_URL, "bindDn": LDAP_DN, "authType": "simple",
            "bindCredential": LDAP_PASSWORD, "connectionTimeout": "2000", "startTls": "false",
        }
        answer = requests.post(
            f"{SERVER}admin/realms/master/testLDAPConnection", json={**asked, **change},
            headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30,
        )
        return answer.status_code, answer.text

    check("testAuthentication", test() == (204, ""))
    check("testConnection", test(action="testConnection") == (204, ""))
    check("wrong password", test(bindCredential="wrong") == (400, '{"errorMessage":"AuthenticationFailure"}'))
    check("nobody there", test(connectionUrl="ldap://127.0.0.1:1")[0] == 400)
    check("no address", test(connectionUrl="nonsense")[0] == 400)
    check("masked", test(bindCredential="**********")[0] == 400)


def strangers(admin):
    """Who has no right, and whose token is none."""
    made = admin.create_user(
        {"username": "member", "enabled": True, "credentials": [{"type": "password", "value": "member-password-1"}]}
    )
    session = requests.post(
        urljoin(SERVER, "/api/v1/sessions"), json={"login": "member", "password": "member-password-1"}, timeout=30
    ).json()["token"]
    member = admin_of("master", session)
    refused(403, '{"error":"HTTP 403 Forbidden"}', member.get_users)
    refused(403, "403", member.create_user, {"username": "x"})
    refused(403, "403", member.create_realm, {"realm": "x"})
    refused(403, "403", member.get_clients)
    refused(403, "403", member.delete_user, made)
    check("get_sessions", len(admin.get_sessions(made)) == 1)
    check("user_logout", admin.user_logout(made) == {} and admin.get_sessions(made) == [])
    answer = requests.get(
        f"{SERVER}admin/realms/master/users", headers={"Authorization": f"Bearer {session}"}, timeout=30
    )
    check("ended", (answer.status_code, answer.text) == (401, '{"error":"HTTP 401 Unauthorized"}'))
    check("delete_user", admin.delete_user(made) == {})


master = admin_of("master")
realms(master)
acme = admin_of(REALM)
ada = users(acme)
_, child = groups(acme, ada)
roles(acme, ada, child)
clients(acme, ada, child)
check("delete_group", acme.delete_group(child) == {})
for forget in (acme.clear_keys_cache, acme.clear_realm_cache, acme.clear_user_cache):
    check(forget.__name__, forget() == {})
refused(501, "501", acme.get_keys)
directories(master)
strangers(master)
check("delete_user", acme.delete_user(ada) == {})
check("delete_realm", master.delete_realm(REALM) == {})
check("gone", [realm["realm"] for realm in master.get_realms()] == ["master"])
print(f"ok: {done}")
