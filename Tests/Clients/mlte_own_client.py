"""Drives the MLTE API of gatehouse-server with the HTTP user store of the mlte package itself, unchanged.

Arguments: the address with name and password of an administrator, up to and with /mlte. Prints a line for each thing
that is not as it should be, and ends with 1 if there was one.
"""
import sys

from mlte.store.base import StoreURI
from mlte.store.error import ErrorAlreadyExists, ErrorNotFound
from mlte.store.user.underlying.http import HttpUserStore
from mlte.user.model import BasicUser, Group, MethodType, Permission, ResourceType, RoleType, UserWithPassword

found = []


def expect(what, actual, wanted):
    if actual != wanted:
        found.append(f"{what}: {actual!r} in the place of {wanted!r}")


def raises(what, error, act):
    try:
        act()
    except error:
        return
    found.append(f"{what} did not raise {error.__name__}")


def main(uri):
    store = HttpUserStore(uri=StoreURI.from_string(uri))
    store.user_storage.start_session()
    for storage in (store.group_storage, store.permission_storage):
        storage.start_session()
    session = store.session()
    users, groups, permissions = session.user_mapper, session.group_mapper, session.permission_mapper
    made = users.create(UserWithPassword(username="carol", email="carol@example.org", password="plum-lantern-47-river"))
    expect("made", (made.username, made.role, made.disabled), ("carol", RoleType.REGULAR, False))
    expect("groups", len(made.groups), 6)
    raises("made twice", ErrorAlreadyExists,
           lambda: users.create(UserWithPassword(username="carol", password="plum-lantern-47-river")))
    expect("read", users.read("carol"), made)
    expect("list", "carol" in users.list(), True)
    edited = users.edit(BasicUser(username="carol", full_name="Carol C", role=RoleType.ADMIN, groups=made.groups))
    expect("edited", (edited.full_name, edited.email, edited.role), ("Carol C", None, RoleType.ADMIN))
    expect("deleted", users.delete("carol").username, "carol")
    raises("read after", ErrorNotFound, lambda: users.read("carol"))
    permission = Permission(resource_type=ResourceType.MODEL, method=MethodType.GET)
    group = Group(name="team", permissions=[permission])
    expect("group", groups.create(group), group)
    expect("group read", groups.read("team"), group)
    expect("group list", "team" in groups.list(), True)
    expect("group edited", groups.edit(Group(name="team")).permissions, [])
    expect("group deleted", groups.delete("team").name, "team")
    raises("group read after", ErrorNotFound, lambda: groups.read("team"))
    expect("permissions", "model-get" in permissions.list(), True)
    print("\n".join(found) or "everything is as it should be")
    sys.exit(1 if found else 0)


main(*sys.argv[1:])
