"""Drives `gatehouse ldap serve-test` with ldap3, the way a test of login code in Python does.

Arguments: the URL of a directory with the people of the tests, the file with its authority, and a port of ldaps. Prints a
line for each thing that is not as it should be, and ends with 1 if there was one.
"""
import ssl
import sys

import ldap3
from ldap3.core.exceptions import LDAPException
from ldap3.utils.conv import escape_filter_chars

BASE = "dc=example,dc=org"
ANN = f"uid=ann,ou=people,{BASE}"
CONTROL = "2.25.271828182845904523536028747135266249775"
found = []


def expect(what, actual, wanted):
    if actual != wanted:
        found.append(f"{what}: {actual!r} in the place of {wanted!r}")


def main(url, authority, ldaps_port):
    tls = ldap3.Tls(ca_certs_file=authority, validate=ssl.CERT_REQUIRED)
    server = ldap3.Server(url, tls=tls, get_info=ldap3.ALL)
    with ldap3.Connection(server, user=ANN, password="quince-37", auto_bind=ldap3.AUTO_BIND_TLS_BEFORE_BIND) as link:
        expect("naming contexts", server.info.naming_contexts, [BASE])
        expect("who am I", link.extend.standard.who_am_i(), f"dn:{ANN}")
        link.search(BASE, "(uid=ann)", attributes=["mail", "memberOf"])
        expect("mail", link.entries[0].mail.values, ["ann@example.org", "a@example.org"])
        expect("groups", link.entries[0].memberOf.values, [f"cn=staff,ou=groups,{BASE}"])
        name = escape_filter_chars("Zoë (O'Brien)*, Jr.")
        link.search(BASE, f"(cn={name})", attributes=["uid"])
        expect("a hard name", [entry.uid.value for entry in link.entries], ["bob"])
        pages = link.extend.standard.paged_search(BASE, "(objectClass=*)", paged_size=4, generator=False)
        expect("entries on all pages", len(pages), 9)
        link.search(BASE, "(objectClass=*)", paged_size=4)
        cookie = link.result["controls"]["1.2.840.113556.1.4.319"]["value"]["cookie"]
        link.search(BASE, "(objectClass=*)", paged_size=0, paged_cookie=cookie)
        expect("entries after giving up", len(link.entries), 0)
        expect("a value that is there", link.compare(ANN, "title", "dr"), True)
        link.modify(ANN, {"title": [(ldap3.MODIFY_REPLACE, ["Prof"])]})
        expect("after a change", link.compare(ANN, "title", "prof"), True)
        link.extended(CONTROL, b"reset", no_encode=True)
        expect("after a reset", link.compare(ANN, "title", "dr"), True)
        link.extended(CONTROL, b"fault bind:ad=532:times=1", no_encode=True)
    for password, message in [("quince-37", "data 532"), ("wrong", "")]:
        link = ldap3.Connection(url, user=ANN, password=password)
        expect(f"a bind with {password}", link.bind(), False)
        expect("its result", link.result["description"], "invalidCredentials")
        expect("its message", message in link.result["message"], True)
    encrypted = ldap3.Server("127.0.0.1", port=int(ldaps_port), use_ssl=True, tls=tls)
    expect("a bind over ldaps", ldap3.Connection(encrypted, user=ANN, password="quince-37").bind(), True)
    link = ldap3.Connection(url, auto_bind=True)
    link.extended(CONTROL, b"fault tls:stale:times=1", no_encode=True)
    try:
        ldap3.Connection(encrypted, auto_bind=True)
        found.append("an expired certificate was trusted")
    except LDAPException:
        pass


main(*sys.argv[1:])
print("\n".join(found) or "everything is as it should be")
sys.exit(1 if found else 0)
