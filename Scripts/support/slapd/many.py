"""Writes N users and their groups of 100 as LDIF to standard output. Argument: N.

Loaded offline, where no overlay runs, so memberOf stands in the entries.
"""

import base64
import hashlib
import sys

BASE = "dc=example,dc=org"
PER_GROUP = 100


def hashed(password: str) -> str:
    salt = hashlib.sha256(password.encode()).digest()[:8]
    return "{SSHA}" + base64.b64encode(hashlib.sha1(password.encode() + salt).digest() + salt).decode()


def user(number: int) -> str:
    uid = f"user{number}"
    return f"""dn: uid={uid},ou=many,ou=people,{BASE}
objectClass: inetOrgPerson
uid: {uid}
cn: User {number}
givenName: User
sn: Number {number}
mail: {uid}@example.org
employeeNumber: {100_000 + number}
userPassword: {hashed(uid + "-secret")}
memberOf: cn=group{(number - 1) // PER_GROUP + 1},ou=many,ou=groups,{BASE}
"""


def group(number: int, members: range) -> str:
    names = "".join(f"member: uid=user{member},ou=many,ou=people,{BASE}\n" for member in members)
    return f"dn: cn=group{number},ou=many,ou=groups,{BASE}\nobjectClass: groupOfNames\ncn: group{number}\n{names}"


count = int(sys.argv[1])
for branch in ("people", "groups"):
    print(f"dn: ou=many,ou={branch},{BASE}\nobjectClass: organizationalUnit\nou: many\n")
for number in range(1, count + 1):
    print(user(number))
for first in range(1, count + 1, PER_GROUP):
    print(group((first - 1) // PER_GROUP + 1, range(first, min(first + PER_GROUP, count + 1))))
