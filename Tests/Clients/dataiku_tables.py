"""Every method of the Dataiku client for users and groups, once with what it does and with what it is refused.

Arguments: the address of a Gatehouse and the API key of its administrator. Prints a line for each thing that is not as it
should be, and ends with 1 if there was one.
"""
import sys

import dataikuapi
import requests
from dataikuapi.utils import DataikuException

NOT_FOUND = "com.dataiku.dip.server.controllers.NotFoundException"
UNAUTHORIZED = "com.dataiku.dip.exceptions.UnauthorizedException"
ILLEGAL = "java.lang.IllegalArgumentException"
found = []


def expect(what, actual, wanted):
    if actual != wanted:
        found.append(f"{what}: {actual!r} in the place of {wanted!r}")


def refused(what, kind, call, *arguments, **named):
    try:
        result = call(*arguments, **named)
        found.append(f"{what}: {result!r} in the place of a refusal")
    except DataikuException as refusal:
        if not str(refusal).startswith(kind):
            found.append(f"{what}: {refusal}")


def logins(client):
    return [user["login"] for user in client.list_users()]


def users(client, plain):
    client.create_group("staff")
    client.create_user("bob", "seven wet umbrellas", groups=["staff"])
    refused("a second bob", ILLEGAL, client.create_user, "bob", "seven wet umbrellas")
    refused("no password", ILLEGAL, client.create_user, "carl", None)
    refused("a password that is too short", ILLEGAL, client.create_user, "carl", "short")
    refused("a group that is not there", NOT_FOUND, client.create_user, "carl", "seven wet umbrellas", groups=["nobody"])
    refused("SSO without a source", ILLEGAL, client.create_user, "carl", None, source_type="LOCAL_NO_AUTH")
    refused("a source that nobody knows", ILLEGAL, client.create_user, "carl", None, source_type="SAAS")
    for name in ["a#b", "a?b", "a/b", "a/../b", "..", ".", "", "a%2Fb", "a\\b", "a\nb"]:
        refused(f"the login {name!r}", ILLEGAL, client.create_user, name, "seven wet umbrellas")
    refused("creation by a plain user", UNAUTHORIZED, plain.create_user, "carl", "seven wet umbrellas")
    refused("a list for a plain user", UNAUTHORIZED, plain.list_users)
    whole = client.list_users(include_settings=True)
    expect("settings in a list", all("preferences" in user and "secrets" in user for user in whole), True)
    expect("users as objects", [type(user).__name__ for user in client.list_users(as_objects=True)][0], "DSSUser")

    bob = client.get_user("bob")
    settings = bob.get_settings()
    expect("what a setting is", (settings.enabled, len(settings.get_raw()["preferences"])), (True, 22))
    settings.get_raw()["futureSetting"] = {"kept": True}
    settings.get_raw()["activeWebSocketSesssions"] = 7
    settings.get_raw()["creationDate"] = 1
    settings.add_secret("one", "first")
    settings.add_secret("two", "second")
    settings.save()
    settings = bob.get_settings()
    expect("an unknown member", settings.get_raw()["futureSetting"], {"kept": True})
    expect("what can't be written", settings.get_raw()["creationDate"] > 1, True)
    settings.remove_secret("one")
    settings.set_oauth2_plugin_credential("plug", "set", "preset", "param", "refresh-me")
    settings.save()
    settings = bob.get_settings()
    expect("secrets after a removal", [item["name"] for item in settings.get_raw()["secrets"]], ["two"])
    settings.remove_plugin_credential("plug", "set", "preset", "param")
    settings.save()
    expect("credentials after a removal", bob.get_settings().get_raw()["credentials"], {})
    definition = bob.get_definition()
    definition["password"] = "eight dry umbrellas"
    expect("a saved definition", bob.set_definition(definition), {"msg": "Edited user bob"})
    definition["login"] = "other"
    refused("another login", ILLEGAL, bob.set_definition, definition)
    definition["login"], definition["groups"] = "bob", "staff"
    refused("groups that are no list", ILLEGAL, bob.set_definition, definition)
    refused("nobody's settings", NOT_FOUND, client.get_user("nobody").get_settings)
    refused("settings for a plain user", UNAUTHORIZED, plain.get_user("bob").get_settings)
    activity = bob.get_activity()
    expect("activity", (activity.login, activity.last_successful_login), ("bob", None))
    refused("nobody's activity", NOT_FOUND, client.get_user("nobody").get_activity)
    refused("activity for a plain user", UNAUTHORIZED, plain.list_users_activity)
    expect("bob among the active", "bob" in [entry.login for entry in client.list_users_activity()], True)
    settings = bob.get_settings()
    settings.enabled = False
    settings.save()
    expect("bob among the enabled", "bob" in [e.login for e in client.list_users_activity(enabled_users_only=True)], False)
    refused("acting as the disabled", UNAUTHORIZED, bob.get_client_as().get_auth_info)
    settings = bob.get_settings()
    settings.enabled = True
    settings.save()
    expect("info", bob.get_info().groups, ["staff"])
    expect("info for a plain user", plain.get_user("bob").get_info().login, "bob")
    expect("the directory", "bob" in [user.login for user in plain.list_users_info()], True)
    refused("nobody's info", NOT_FOUND, client.get_user("nobody").get_info)
    expect("expired trials", client.list_expired_trial_users(), [])
    refused("expired trials for a plain user", UNAUTHORIZED, plain.list_expired_trial_users)
    matrix = client.get_authorization_matrix()
    expect("the matrix knows groups", "staff" in matrix.raw["perGroup"]["groups"], True)
    columns = matrix.raw["perUser"]
    expect("columns of the matrix", {len(v) for k, v in columns.items() if k != "projectsGrants"}, {len(columns["users"])})
    refused("the matrix for a plain user", UNAUTHORIZED, plain.get_authorization_matrix)
    refused("deletion by a plain user", UNAUTHORIZED, bob_of(plain).delete)
    refused("self-deletion", UNAUTHORIZED, client.get_user("admin").delete)
    refused("deletion of nobody", NOT_FOUND, client.get_user("nobody").delete)
    refused("deletion of an empty name", "", client.get_user("").delete)
    bob.delete()
    refused("after the deletion", NOT_FOUND, bob.get_settings)


def bob_of(client):
    return client.get_user("bob")


def bulk(client, plain):
    made = client.create_users([
        {"login": "b1", "password": "seven wet umbrellas"}, {"login": "admin", "password": "seven wet umbrellas"},
        {"login": "b2", "password": "seven wet umbrellas", "adminProperties": {"from": "bulk"}},
    ])
    expect("a bulk creation", [(item["login"], item["status"]) for item in made],
           [("b1", "SUCCESS"), ("admin", "FAILURE"), ("b2", "SUCCESS")])
    expect("properties of a bulk creation", client.get_user("b2").get_settings().admin_properties, {"from": "bulk"})
    edited = client.edit_users([{"login": "b1", "displayName": "B One"}, {"login": "nope", "displayName": "z"}])
    expect("a bulk edit", edited, [
        {"login": "b1", "status": "SUCCESS", "error": ""},
        {"login": "nope", "status": "FAILURE", "error": "User not found: nope"},
    ])
    expect("what was left out stays", client.get_user("b1").get_info().display_name, "B One")
    for call, argument in [(plain.create_users, [{"login": "b9"}]), (plain.edit_users, [{"login": "b1"}]),
                           (plain.delete_users, ["b1"])]:
        refused(f"{call.__name__} by a plain user", UNAUTHORIZED, call, argument)
    gone = client.delete_users(["b1", "admin", "nope", "b2"])
    expect("a bulk deletion", [item["status"] for item in gone], ["SUCCESS", "FAILURE", "FAILURE", "SUCCESS"])


def own(client, plain):
    settings = plain.get_own_user().get_settings()
    expect("no admin properties", "adminProperties" in settings.get_raw(), False)
    settings.user_properties["mine"] = 1
    settings.get_raw()["groups"], settings.get_raw()["enabled"] = ["staff"], False
    settings.get_raw()["preferences"]["uiLanguage"] = "fr"
    settings.add_secret("own", "value of my own")
    settings.set_basic_connection_credential("db", "me", "open sesame")
    settings.save()
    raw = plain.get_own_user().get_settings().get_raw()
    expect("own settings", (raw["userProperties"], raw["groups"], raw["enabled"], raw["preferences"]["uiLanguage"]),
           ({"mine": 1}, [], True, "fr"))
    plain.get_own_user().get_settings().save()
    expect("a masked secret stays", plain.get_auth_info(with_secrets=True)["secrets"],
           [{"key": "own", "value": "value of my own"}])
    connection = plain.get_connection("db").get_info()
    expect("a masked credential stays", connection["resolvedBasicCredential"], {"user": "me", "password": "open sesame"})
    refused("a connection that is not there", NOT_FOUND, plain.get_connection("none").get_info)
    expect("no secrets unasked", "secrets" in plain.get_auth_info(), False)
    acting = client.get_user("plain").get_client_as()
    refused("secrets on behalf of somebody else", UNAUTHORIZED, acting.get_auth_info, with_secrets=True)
    expect("secrets that somebody else is shown", acting.get_own_user().get_settings().get_raw()["secrets"], [])
    acting.get_own_user().get_settings().save()
    expect("and keeps", [item["key"] for item in plain.get_auth_info(with_secrets=True)["secrets"]], ["own"])
    refused("acting without the right", UNAUTHORIZED, plain.get_user("admin").get_client_as().get_auth_info)
    refused("acting as nobody", NOT_FOUND, client.get_user("nobody").get_client_as().get_auth_info)


def proofs(client, host, key, plain):
    expect("a ticket", dataikuapi.DSSClient(host, internal_ticket=client.get_ticket()).get_auth_info()["authIdentifier"],
           "admin")
    ticket = dataikuapi.DSSClient(host, internal_ticket=plain.get_ticket())
    refused("a ticket gives no more", UNAUTHORIZED, ticket.list_users)
    acting = client.get_user("plain").get_client_as()
    expect("a ticket of somebody who acts",
           dataikuapi.DSSClient(host, internal_ticket=acting.get_ticket()).get_auth_info()["authIdentifier"], "plain")
    bearer = dataikuapi.DSSClient(host, jwt_bearer_token=key)
    expect("a bearer", bearer.get_auth_info()["authIdentifier"], "admin")
    blank = requests.get(f"{host}/dip/publicapi/auth/info", auth=("", key), timeout=10)
    expect("the key as password", blank.json()["authIdentifier"], "admin")
    alias = requests.get(f"{host}/public/api/auth/info", auth=(key, ""), timeout=10)
    expect("the other address", alias.json()["authIdentifier"], "admin")
    expect("an address with a slash", dataikuapi.DSSClient(host + "/", key).get_auth_info()["authIdentifier"], "admin")
    for wrong in ["", "wrong", key[:-1] + ("A" if key[-1] != "A" else "B")]:
        refused(f"the key {wrong[:5]!r}", UNAUTHORIZED, dataikuapi.DSSClient(host, wrong).get_auth_info)
    refused("a ticket that is none", UNAUTHORIZED, dataikuapi.DSSClient(host, internal_ticket="none").get_auth_info)
    headers = {"Authorization": f"Bearer {key}", "Cookie": "a=b"}
    expect("a browser", plain.get_auth_info_from_browser_headers(headers)["authIdentifier"], "admin")
    refused("a browser without a proof", UNAUTHORIZED, plain.get_auth_info_from_browser_headers, {"Cookie": "a=b"})
    given = plain.get_ticket_from_browser_headers(headers)
    expect("a browser's ticket", dataikuapi.DSSClient(host, internal_ticket=given).get_auth_info()["authIdentifier"], "admin")


def groups(client, plain):
    client.create_group("coders")
    refused("a second group", ILLEGAL, client.create_group, "Coders")
    for name in ["a/b", "a?b", "a#b", "..", ""]:
        refused(f"the group {name!r}", ILLEGAL, client.create_group, name)
    refused("a group by a plain user", UNAUTHORIZED, plain.create_group, "mine")
    refused("a list of groups for a plain user", UNAUTHORIZED, plain.list_groups)
    expect("names of groups", "coders" in [group.name for group in plain.list_groups_info()], True)
    coders = client.get_group("coders")
    definition = coders.get_definition()
    expect("a fresh group", (definition["admin"], definition["mayWriteUnsafeCode"], definition["description"]),
           (False, False, ""))
    definition["mayWriteUnsafeCode"], definition["mayFlyKites"], definition["other"] = True, True, [1]
    expect("a saved group", coders.set_definition(definition), {"msg": "Edited group coders"})
    changed = coders.get_definition()
    expect("flags", [changed[key] for key in ("mayWriteUnsafeCode", "mayFlyKites", "mayWriteSafeCode", "other")],
           [True, True, False, [1]])
    changed["admin"] = True
    coders.set_definition(changed)
    client.create_user("chief", "seven wet umbrellas", groups=["coders"])
    chief = client.get_user("chief").get_client_as()
    expect("an administrator through a group", "chief" in logins(chief), True)
    changed["admin"], changed["mayFlyKites"] = False, False
    coders.set_definition(changed)
    refused("at once no administrator", UNAUTHORIZED, chief.list_users)
    changed["name"] = "staff"
    refused("another name", ILLEGAL, coders.set_definition, changed)
    refused("a flag that is none", ILLEGAL, coders.set_definition, {"mayWriteUnsafeCode": "yes"})
    refused("no group", NOT_FOUND, client.get_group("nobody").get_definition)
    refused("deletion by a plain user", UNAUTHORIZED, plain.get_group("coders").delete)
    coders.delete()
    refused("deletion of no group", NOT_FOUND, coders.delete)
    expect("groups of a member", client.get_user("chief").get_info().groups, [])
    client.get_user("chief").delete()


def keys(client, host, plain):
    created = client.create_global_api_key("robot", "for a robot", admin=True)
    robot = dataikuapi.DSSClient(host, created.key)
    expect("a global key", robot.get_auth_info()["authIdentifier"], created.id_)
    expect("what it may", "plain" in logins(robot), True)
    expect("it acts", robot.get_user("plain").get_client_as().get_auth_info()["authIdentifier"], "plain")
    refused("a plain user's global key", UNAUTHORIZED, plain.create_global_api_key, "x", "y")
    refused("a second label", ILLEGAL, client.create_global_api_key, "Robot", "")
    client.create_group("bots")
    grouped = client.create_global_api_key_with_groups("grouped", "", ["bots"])
    expect("groups of a key", dataikuapi.DSSClient(host, grouped.key).get_auth_info()["groups"], ["bots"])
    refused("groups that are not there", NOT_FOUND, client.create_global_api_key_with_groups, "g", "", ["none"])
    weak = dataikuapi.DSSClient(host, client.create_global_api_key("weak", "").key)
    refused("a key without rights", UNAUTHORIZED, weak.list_users)
    listed = {item["label"]: item for item in client.list_global_api_keys()}
    expect("no token in a list", listed["robot"]["key"] == created.key, False)
    expect("keys as objects", len(client.list_global_api_keys(as_type="objects")), 3)
    definition = client.get_global_api_key_by_id(created.id_).get_definition()
    expect("a definition", (definition["label"], definition["globalPermissions"]), ("robot", {"admin": True}))
    definition["description"] = "another"
    handle = client.get_global_api_key_by_id(created.id_)
    handle.set_definition(definition)
    expect("a changed key", handle.get_definition()["description"], "another")
    definition["groups"].append("bots")
    definition["globalPermissions"] = {"admin": False}
    handle.set_definition(definition)
    expect("groups of a changed key", robot.get_auth_info()["groups"], ["bots"])
    refused("a key that lost its rights", UNAUTHORIZED, robot.list_users)
    definition["groups"] = ["nobody"]
    refused("a group of a key that is not there", NOT_FOUND, handle.set_definition, definition)
    refused("a secret in an address", ILLEGAL, client.get_global_api_key, created.key)
    handle.delete()
    refused("a deleted key", UNAUTHORIZED, robot.get_auth_info)
    refused("no key", NOT_FOUND, handle.get_definition)
    for label in ["grouped", "weak"]:
        client.get_global_api_key_by_id(listed[label]["id"]).delete()

    client.create_user("other", "seven wet umbrellas")
    first = plain.create_personal_api_key("laptop", "at home")
    plain.create_personal_api_key()
    mine = plain.list_personal_api_keys()
    expect("own keys", {key["user"] for key in mine}, {"plain"})
    expect("a key without a label has a name", all(key["label"] for key in mine), True)
    key_id = first["id"]
    expect("an administrator's look", client.get_personal_api_key(key_id).get_definition()["user"], "plain")
    refused("another plain user's look", NOT_FOUND, signed_in(host, "other").get_personal_api_key(key_id).get_definition)
    handle = plain.get_personal_api_key(key_id)
    definition = handle.get_definition()
    definition["label"] = "desk"
    handle.set_definition(definition)
    expect("a renamed key", handle.get_definition()["label"], "desk")
    expect("all keys", "desk" in [key["label"] for key in client.list_all_personal_api_keys()], True)
    refused("all keys for a plain user", UNAUTHORIZED, plain.list_all_personal_api_keys)
    given = client.create_personal_api_key_for_user("plain", "given", "by the administrator")
    expect("a given key", dataikuapi.DSSClient(host, given.key).get_auth_info()["authIdentifier"], "plain")
    refused("a key for nobody", NOT_FOUND, client.create_personal_api_key_for_user, "nobody")
    refused("a key for another", NOT_FOUND, plain.create_personal_api_key_for_user, "admin")
    handle.delete()
    refused("an ended key", NOT_FOUND, handle.get_definition)
    acting = client.get_user("plain").get_client_as()
    refused("keys on behalf of somebody else", UNAUTHORIZED, acting.create_personal_api_key, "x")


def signed_in(host, login):
    body = {"login": login, "password": "seven wet umbrellas"}
    token = requests.post(f"{host}/api/v1/sessions", json=body, timeout=10).json()["token"]
    return dataikuapi.DSSClient(host, jwt_bearer_token=token)


def settings(client, plain):
    sso = client.get_sso_settings()
    sso.sso_settings["defaultUserProfile"], sso.sso_settings["own"] = "DESIGNER", 1
    sso.save()
    raw = client.get_sso_settings().sso_settings
    expect("SSO settings", (raw["defaultUserProfile"], raw["own"], raw["enabled"]), ("DESIGNER", 1, False))
    sso.sso_settings["enabled"] = True
    refused("SSO without a source", ILLEGAL, sso.save)
    azure = client.get_azure_ad_settings()
    azure.azuread_settings["credentialsTenantId"] = "tenant"
    azure.save()
    kept = client.get_azure_ad_settings().azuread_settings
    expect("Azure settings", kept["credentialsTenantId"], "tenant")
    azure.azuread_settings["credentialsClientSecret"] = "a secret"
    refused("a secret that nothing would use", ILLEGAL, azure.save)
    ldap = client.get_ldap_settings()
    expect("no LDAP", ldap.ldap_settings["enabled"], False)
    ldap.save()
    general = client.get_general_settings()
    general.get_raw()["studioName"] = "ours"
    general.save()
    raw = client.get_general_settings().get_raw()
    expect("general settings", (raw["studioName"], raw["impersonation"]["userRules"]), ("ours", []))
    for name in ["get_sso_settings", "get_ldap_settings", "get_azure_ad_settings", "get_general_settings"]:
        refused(f"{name} for a plain user", UNAUTHORIZED, getattr(plain, name))


def wire(host, key):
    """What the client never sends."""
    session = requests.Session()
    session.auth = (key, "")
    base = f"{host}/dip/publicapi"
    for method, path, body, status in [
        ("POST", "/admin/users/", b"{", 400), ("POST", "/admin/users/", b"[]", 400), ("POST", "/admin/users/", b"", 400),
        ("PUT", "/admin/users/actions/bulk", b"{}", 400), ("DELETE", "/admin/users/", None, 405),
        ("GET", "/admin/users", None, 404), ("DELETE", "/admin/users/plain?x=1", None, 400),
        ("DELETE", "/admin/users/plain?allowSelfDeletion=maybe", None, 400), ("GET", "/nothing", None, 404),
        ("GET", "/futures/None", None, 404), ("PUT", "/admin/users/nobody", b'{"login": "nobody"}', 404),
    ]:
        answer = session.request(method, base + path, data=body, timeout=10)
        expect(f"{method} {path} {body}", answer.status_code, status)
        expect(f"{method} {path} in JSON", sorted(answer.json()), ["detailedMessage", "errorType", "message"])


def main(host, key):
    client = dataikuapi.DSSClient(host, key)
    client.create_user("plain", "seven wet umbrellas")
    plain = signed_in(host, "plain")
    users(client, plain)
    bulk(client, plain)
    own(client, plain)
    proofs(client, host, key, plain)
    groups(client, plain)
    keys(client, host, plain)
    settings(client, plain)
    wire(host, key)
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
