"""Runs the measures and shows the table; see Scripts/bench."""

import argparse
import sys

import dialect_measures
import ldap_measures
import list_measures
import measures
import mlte_measures
import token_measures
from programs import Failed
from table import show, show_json


def main():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--users", type=int)
    parser.add_argument("--only")
    options = parser.parse_args()
    plan = measures.Plan(users=options.users or 1_000_000, rounds=5, seconds=4)
    if options.quick:
        plan = measures.Plan(users=options.users or 100_000, rounds=3, seconds=2)
    measures.WORK.mkdir(exist_ok=True)
    log = measures.WORK / "server.log"
    log.unlink(missing_ok=True)
    data = measures.few_users()
    wanted = {
        "me": lambda: measures.own_account(plan, data, log),
        "tokens": lambda: token_measures.tokens(plan, data, log),
        "refresh": lambda: token_measures.refresh(plan, log),
        "footprint": lambda: measures.footprint(plan, data, log),
        "reads": lambda: measures.reads(plan, data),
        "groups": lambda: measures.groups(plan),
        "imports": lambda: measures.imports(plan),
        "logins": lambda: measures.logins(plan, data, log),
        "creations": lambda: measures.creations(plan, data, log),
        "dataiku": lambda: dialect_measures.dataiku(plan, log),
        "ldap": lambda: ldap_measures.ldap_logins(plan, log),
        "ldap-sync": lambda: ldap_measures.ldap_sync(log),
        "mlte": lambda: mlte_measures.mlte(plan, log),
        "wallaroo": lambda: list_measures.wallaroo(plan, log),
    }
    if options.only not in (None, *wanted):
        parser.error(f"--only knows no '{options.only}'")
    rows = []
    for name, measure in wanted.items():
        if options.only in (None, name):
            measures.note(f"measuring: {name}")
            rows += measure()
    (show_json if options.json else show)(rows)
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as problem:
        sys.exit(f"bench: {problem}")
