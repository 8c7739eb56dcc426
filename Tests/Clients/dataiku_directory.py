"""What the Dataiku client does with a user supplier, against a Gatehouse whose source is a directory with the people of the
tests.

Arguments: the address of the Gatehouse, the API key of its administrator, and the URL of the directory. Prints a line for
each thing that is not as it should be, and ends with 1 if there was one.
"""
import sys

import dataikuapi
from dataikuapi.utils import DataikuException

found = []


def expect(what, actual, wanted):
    if actual != wanted:
        found.append(f"{what}: {actual!r} in the place of {wanted!r}")


def refused(what, call, *arguments, **named):
    try:
        found.append(f"{what}: {call(*arguments, **named)!r} in the place of a refusal")
    except DataikuException:
        pass


def logins(client):
    return [user["login"] for user in client.list_users()]


def main(host, key, directory):
    client = dataikuapi.DSSClient(host, key)
    groups = client.start_fetch_external_groups("LDAP").wait_for_result()
    expect("a group of the directory", "staff" in groups, True)
    people = client.start_fetch_external_users("LDAP", login="ann").wait_for_result()
    expect("a person by login", [person["login"] for person in people], ["ann"])
    people = client.start_fetch_external_users("LDAP", email=people[0]["email"]).wait_for_result()
    expect("a person by address", [person["login"] for person in people], ["ann"])
    members = client.start_fetch_external_users("LDAP", group_name="administrators").wait_for_result()
    expect("members of a group", [person["login"] for person in members], ["ann"])
    expect("nobody yet", logins(client), ["admin"])
    client.start_provision_users("LDAP", members).wait_for_result()
    expect("who was brought in", logins(client), ["admin", "ann"])
    client.get_user("ann").start_resync_from_supplier().wait_for_result()
    client.start_resync_users_from_supplier([]).wait_for_result()
    client.start_resync_users_from_supplier(["bob"]).wait_for_result()
    expect("one more", logins(client), ["admin", "ann", "bob"])
    future = client.start_resync_all_users_from_supplier()
    future.wait_for_result()
    expect("everybody", "carla" in logins(client), True)
    expect("the result stays", future.get_result()["source"], "corp")
    expect("a look at it", future.peek_state()["hasResult"], True)
    future.abort()
    refused("a local user", lambda: client.get_user("admin").start_resync_from_supplier().wait_for_result())
    for other in ["AZURE_AD", "CUSTOM", "LOCAL"]:
        refused(other, client.start_fetch_external_groups, other)
    refused("no such future", dataikuapi.dss.future.DSSFuture(client, "none").get_result)
    plain = client.get_user("bob").get_client_as()
    refused("a plain user", plain.start_resync_all_users_from_supplier)

    settings = client.get_ldap_settings()
    raw = settings.ldap_settings
    expect("the real source", (raw["enabled"], raw["url"], raw["bindPassword"]), (True, directory, "********"))
    raw["allUsersFilter"] = "(uid=*)"
    settings.save()
    expect("what is kept", client.get_ldap_settings().ldap_settings["allUsersFilter"], "(uid=*)")
    raw["url"] = "ldap://192.0.2.1"
    refused("another directory", settings.save)
    raw["url"], raw["bindPassword"] = directory, "another"
    refused("another password", settings.save)
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
