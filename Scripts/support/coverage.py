"""Prints line coverage per family of modules. Argument: the tree; standard input: what `llvm-cov export` prints."""

import collections
import json
import pathlib
import re
import sys

FLOORS = {"Core": 95.0, "Dialects": 90.0}
OTHER_FLOOR = 80.0
# Kits are tests themselves; programs are tried from outside, as processes that write no profile here.
LEFT_OUT = {"TestKits", "Programs"}

modules = pathlib.Path(sys.argv[1]).resolve() / "Modules"
lines = collections.defaultdict(lambda: [0, 0])
reached = set()
for file in json.load(sys.stdin)["data"][0]["files"]:
    path = pathlib.Path(file["filename"])
    if modules in path.parents:
        family, *rest = path.relative_to(modules).parts
        reached.update([family, f"{family}/{rest[0]}"])
        counts = lines[family]
        counts[0] += file["summary"]["lines"]["covered"]
        counts[1] += file["summary"]["lines"]["count"]

below = False
print(f"{'Family':<14}{'Lines':>8}{'Reached':>9}{'Share':>9}{'Floor':>9}")
for family, (covered, count) in sorted(lines.items()):
    if family in LEFT_OUT or count == 0:
        continue
    share, floor = 100 * covered / count, FLOORS.get(family, OTHER_FLOOR)
    below |= share < floor
    print(f"{family:<14}{count:>8}{covered:>9}{share:>8.1f}%{floor:>8.0f}%{'  below' if share < floor else ''}")
# What no test program links is in no profile, and would look as if it didn't exist.
for folder in sorted(modules.glob("*/")) + sorted(modules.glob("*/*/")):
    name = folder.relative_to(modules).as_posix()
    sources = [file for file in folder.rglob("*.swift") if file.name != "Placeholder.swift"]
    if (folder / "README.md").exists() and name not in reached and name.split("/")[0] not in LEFT_OUT and any(
        re.search(r"\bfunc\b", file.read_text()) for file in sources
    ):
        print(f"{name}: no test links it")
        below = True
sys.exit(1 if below else 0)
