"""Drives the MLTE API of a fresh gatehouse-server with requests: every method of the customer's pages once, and its refusals.

Arguments: the address up to and with /mlte, and name and password of an administrator. Prints a line for each thing that
is not as it should be, and ends with 1 if there was one.
"""
import sys

import requests

PASSWORD = "plum-lantern-47-river"
NOT_ALLOWED = {"detail": "User is not authorized to access this resource."}
found = []


def expect(what, actual, wanted):
    if actual != wanted:
        found.append(f"{what}: {actual!r} in the place of {wanted!r}")


class Api:
    def __init__(self, url, name=None, password=None):
        self.url = f"{url}/api"
        self.session = requests.Session()
        if name:
            form = {"grant_type": "password", "username": name, "password": password}
            answer = requests.post(f"{self.url}/token", data=form, timeout=30)
            expect(f"token of {name}", answer.status_code, 200)
            token = answer.json()
            expect("token type", token["token_type"], "bearer")
            expect("keys of a token", sorted(token), ["access_token", "expires_in", "token_type"])
            self.session.headers["Authorization"] = f"Bearer {token['access_token']}"

    def ask(self, method, path, json=None, status=200, **more):
        answer = self.session.request(method, self.url + path, json=json, timeout=30, allow_redirects=False, **more)
        expect(f"{method} {path} {json or ''}", answer.status_code, status)
        if answer.status_code != 307:
            kind = answer.headers["Content-Type"]
            expect(f"content type of {method} {path}", kind.split(";")[0], "application/json")
            return answer.json()
        return answer


def names(users):
    return [user["username"] for user in users]


def users(admin, url):
    expect("me", admin.ask("GET", "/user/me")["role"], "admin")
    expect("no hash of one's own", "hashed_password" in admin.ask("GET", "/user/me"), False)
    alice = admin.ask("POST", "/user", {"username": "alice", "password": PASSWORD})
    expect("groups of a new user", [group["name"] for group in alice["groups"]], [
        "create-model", "read-custom_list", "create-custom_list", "edit-custom_list", "read-user-alice",
        "edit-user-alice"])
    expect("the order of keys", list(alice), [
        "username", "email", "full_name", "disabled", "role", "groups", "hashed_password"])
    expect("read", admin.ask("GET", "/user/alice"), alice)
    admin.ask("POST", "/user", {"username": "bob", "password": PASSWORD, "email": "bob@example.org", "full_name": "B"})
    expect("list", set(admin.ask("GET", "/user")) >= {"alice", "bob"}, True)
    details = admin.ask("GET", "/users/details")
    expect("details", [user for user in details if user["username"] == "alice"], [alice])
    edited = admin.ask("PUT", "/user", {"username": "bob", "groups": [{"name": "read-user"}]})
    expect("edited", [edited["email"], edited["full_name"], [group["name"] for group in edited["groups"]]],
           [None, None, ["read-user"]])
    expect("read by a permission", "alice" in Api(url, "bob", PASSWORD).ask("GET", "/user"), True)
    taken = {"detail": "User with identifier alice already exists. already exists."}
    expect("taken", admin.ask("POST", "/user", {"username": "alice", "password": PASSWORD}, 409), taken)
    unknown = {"detail": "User with username zzz was not found in the user store. not found."}
    for method, path, body in [("GET", "/user/zzz", None), ("DELETE", "/user/zzz", None), ("GET", "/user/zzz/models", None),
                               ("PUT", "/user", {"username": "zzz"})]:
        expect(f"{method} {path}", admin.ask(method, path, body, 404), unknown)
    admin.ask("POST", "/user", {"username": "me", "password": PASSWORD}, 400)
    admin.ask("POST", "/user", {"username": "x"}, 422)
    admin.ask("PUT", "/user", {"username": "bob", "role": "king"}, 422)
    gone = admin.ask("DELETE", "/user/bob")
    expect("deleted", gone["username"], "bob")
    expect("hashes stay", {user["hashed_password"] for user in admin.ask("GET", "/users/details")}, {"********"})


def regular(admin, url):
    alice = Api(url, "alice", PASSWORD)
    for path in ["/user/me", "/user/me/models", "/user/alice", "/user/alice/models"]:
        alice.ask("GET", path)
    for method, path, body in [
            ("GET", "/user", None), ("GET", "/users/details", None), ("GET", "/user/zzz", None), ("GET", "/model", None),
            ("GET", "/group", None), ("GET", "/groups/details", None), ("GET", "/groups/permissions", None),
            ("GET", "/groups/permissions/details", None), ("GET", "/groups/permission/model-get", None),
            ("GET", "/group/read-user", None), ("DELETE", "/group/read-user", None), ("POST", "/group", {"name": "g"}),
            ("PUT", "/group", {"name": "read-user"}), ("DELETE", "/user/bob", None), ("PUT", "/user", {"username": "bob"}),
            ("POST", "/user", {"username": "new", "password": PASSWORD}), ("GET", "/user", {"username": "alice"})]:
        expect(f"{method} {path}", alice.ask(method, path, body, 403), NOT_ALLOWED)
    alice.ask("PUT", "/user", {"username": "me", "role": "admin"}, 403)
    expect("the own name", alice.ask("PUT", "/user", {"username": "me", "full_name": "Alice A"})["full_name"], "Alice A")
    expect("a model", alice.ask("POST", "/model", {"identifier": "m-one"}), {"identifier": "m-one", "versions": []})
    alice.ask("POST", "/model", {"identifier": "m-one"}, 409)
    expect("read it", alice.ask("GET", "/model/m-one")["identifier"], "m-one")
    expect("own models", alice.ask("GET", "/user/me/models"), ["m-one"])
    expect("models of a user", admin.ask("GET", "/user/alice/models"), ["m-one"])
    expect("all models", admin.ask("GET", "/model"), ["m-one"])
    expect("a permission", admin.ask("GET", "/groups/permission/model-get-m___one"),
           {"resource_type": "model", "resource_id": "m-one", "method": "get"})
    alice.ask("DELETE", "/model/m-one")
    admin.ask("GET", "/model/m-one", None, 404)
    admin.ask("PUT", "/user", {"username": "alice", "disabled": True})
    expect("an ended token", alice.ask("GET", "/user/me", None, 401), {"detail": "Unauthorized"})


def groups(admin):
    expect("general groups", admin.ask("GET", "/group")[:3], ["read-model", "create-model", "edit-model"])
    group = {"name": "g1", "permissions": [{"resource_type": "model", "resource_id": None, "method": "get"}]}
    expect("create", admin.ask("POST", "/group", group), group)
    admin.ask("POST", "/group", group, 409)
    expect("read", admin.ask("GET", "/group/g1"), group)
    expect("in details", group in admin.ask("GET", "/groups/details"), True)
    expect("permissions", admin.ask("GET", "/groups/permissions")[:4],
           ["model-get", "model-post", "model-put", "model-delete"])
    expect("as objects", group["permissions"][0] in admin.ask("GET", "/groups/permissions/details"), True)
    expect("replace", admin.ask("PUT", "/group", {"name": "g1"}), {"name": "g1", "permissions": []})
    expect("delete", admin.ask("DELETE", "/group/g1"), {"name": "g1", "permissions": []})
    for method, path, body in [("GET", "/group/g1", None), ("DELETE", "/group/g1", None), ("PUT", "/group", {"name": "g1"})]:
        admin.ask(method, path, body, 404)
    admin.ask("POST", "/group", {"name": "g", "permissions": [{"resource_type": "x"}]}, 422)


def everybody(url):
    nobody = Api(url)
    expect("health", nobody.ask("GET", "/healthz"), {"status": "healthy"})
    expect("nobody", nobody.ask("GET", "/user/me", None, 401), {"detail": "Not authenticated"})
    expect("unknown path", nobody.ask("GET", "/nothing", None, 404), {"detail": "Not Found"})
    nobody.ask("PATCH", "/user", None, 405)
    expect("a slash", nobody.ask("GET", "/user/", None, 307).headers["Location"], "/mlte/api/user")
    nobody.ask("POST", "/user", None, 422, data="{", headers={"Content-Type": "application/json"})
    wrong = {"error": "invalid_grant", "error_description": "Incorrect username or password."}
    for name in ["admin", "nobody-here"]:
        form = {"grant_type": "password", "username": name, "password": "wrong-but-long-enough"}
        expect("wrong password", nobody.ask("POST", "/token", None, 400, data=form), wrong)
    nobody.ask("POST", "/token", None, 422, data={"grant_type": "password"})
    expect("no grant", nobody.ask("POST", "/token", None, 400, data={"username": "a", "password": "b"})["error"],
           "unsupported_grant_type")


def main(url, name, password):
    admin = Api(url, name, password)
    everybody(url)
    users(admin, url)
    regular(admin, url)
    groups(admin)
    print("\n".join(found) or "everything is as it should be")
    sys.exit(1 if found else 0)


main(*sys.argv[1:])
