"""Every example of the page "Users and groups" of the Dataiku documentation, with the client that it is written for.

Arguments: the address of a Gatehouse and the API key of its administrator, who has a source of the kind ldap with somebody
called ann. Prints a line for each thing that is not as the page says, and ends with 1 if there was one.
"""
import sys

import dataikuapi

found = []


def expect(what, actual, wanted):
    if actual != wanted:
        found.append(f"{what}: {actual!r} in the place of {wanted!r}")


def listing(client):
    users = client.list_users()
    expect("the keys of an item", {
        "activeWebSocketSesssions", "codeAllowed", "displayName", "groups", "login", "objectImgHash", "sourceType",
    } - set(users[0]), set())
    connected = [user["displayName"] for user in users if user.get("activeWebSocketSesssions", None)]
    expect("who is connected", connected, ["admin"])
    trials = [user["login"] for user in users if user.get("trialStatus", {}).get("exists", False)]
    expect("who is on trial", trials, [])
    fields = set(users[0]["trialStatus"])
    expect("the fields of a trial", fields, {"exists", "expired", "valid", "expiresOn", "grantedOn"})


def groups(client):
    new_group = client.create_group("test_group", description="test group", source_type="LOCAL")
    group_definition = new_group.get_definition()
    group_definition["admin"] = True
    group_definition["ldapGroupNames"] = ["group1", "group2"]
    new_group.set_definition(group_definition)
    changed = new_group.get_definition()
    expect("the changed group", (changed["admin"], changed["ldapGroupNames"]), (True, ["group1", "group2"]))
    expect("a group of the list", [g for g in client.list_groups() if g["name"] == "test_group"],
           [{"name": "test_group", "description": "test group", "admin": True, "sourceType": "LOCAL"}])
    client.get_group("test_group").delete()
    expect("after the deletion", [g["name"] for g in client.list_groups() if g["name"] == "test_group"], [])


def users(client):
    for name in ["all_powerful_group", "group1", "group2", "group3"]:
        client.create_group(name)
    client.create_user("test_login", "test_password", display_name="a test user", groups=["all_powerful_group"])
    made = client.get_user("test_login").get_settings().get_raw()
    expect("a new user", [made[key] for key in ("login", "displayName", "sourceType", "groups", "userProfile", "email")],
           ["test_login", "a test user", "LOCAL", ["all_powerful_group"], "DATA_SCIENTIST", None])
    ldap = client.create_user("ann", password=None, display_name="a test user", source_type="LDAP",
                              groups=["all_powerful_group"], profile="DESIGNER")
    expect("an LDAP user", ldap.get_settings().get_raw()["sourceType"], "LDAP")

    user = client.get_user("test_login")
    settings = user.get_settings()
    settings.get_raw()["displayName"] = "DSS Lover"
    settings.get_raw()["email"] = "my.new.email@stuff.com"
    settings.get_raw()["userProfile"] = "DESIGNER"
    settings.get_raw()["groups"] = ["group1", "group2", "group3"]
    settings.save()
    raw = user.get_settings().get_raw()
    expect("the saved settings", [raw[key] for key in ("displayName", "email", "userProfile", "groups")],
           ["DSS Lover", "my.new.email@stuff.com", "DESIGNER", ["group1", "group2", "group3"]])

    settings = user.get_settings()
    settings.user_properties["myprop"] = "myvalue"
    settings.admin_properties["myadminprop"] = "myadminvalue"
    settings.save()
    settings = user.get_settings()
    expect("properties", (settings.user_properties, settings.admin_properties),
           ({"myprop": "myvalue"}, {"myadminprop": "myadminvalue"}))

    settings.add_secret("secretname", "secretvalue")
    settings.save()
    settings = user.get_settings()
    settings.set_basic_connection_credential("myconnection", "username", "password")
    settings.save()
    settings = user.get_settings()
    settings.set_basic_plugin_credential("myplugin", "my_paramset_id", "mypreset_id", "param_name", "username", "password")
    settings.save()
    raw = user.get_settings().get_raw()
    expect("secrets", [item["name"] for item in raw["secrets"]], ["secretname"])
    expect("no value of a secret is told", "secretvalue" in str(raw), False)
    plugin = '"PLUGIN", "myplugin", "my_paramset_id", "mypreset_id", "param_name"'
    expect("credentials", {key: (value["type"], value["user"]) for key, value in raw["credentials"].items()},
           {"myconnection": ("BASIC", "username"), plugin: ("BASIC", "username")})
    expect("no password is told", raw["credentials"]["myconnection"]["password"] == "password", False)


def impersonation(client):
    client_as_user = client.get_user("test_login").get_client_as()
    expect("whose calls they are", client_as_user.get_auth_info()["authIdentifier"], "test_login")
    try:
        client_as_user.list_users()
        found.append("somebody without rights lists users")
    except dataikuapi.utils.DataikuException as refusal:
        expect("the refusal", str(refusal).startswith("com.dataiku.dip.exceptions.UnauthorizedException"), True)


def main(host, key):
    client = dataikuapi.DSSClient(host, key)
    listing(client)
    groups(client)
    users(client)
    impersonation(client)
    client.get_user("test_login").delete()
    expect("after the deletion", [u["login"] for u in client.list_users()], ["admin", "ann"])
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
