"""The checks of Scripts/walls. Arguments: the tree; standard input: what `swift package dump-package` prints."""

import json
import pathlib
import re
import sys

ARCHITECTURE = "Docs/Architecture.md"
IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?`?(\w+)"
)
UNSAFE = re.compile(
    r"\b(?:Unsafe\w+|withUnsafe\w+|unsafeBitCast|unsafeDowncast|OpaquePointer|Unmanaged|_?silgen_name|_cdecl)\b"
    r"|@unchecked\s+Sendable|nonisolated\s*\(\s*unsafe\s*\)|@preconcurrency\b"
)
PUBLIC = re.compile(
    r"(?<![.\w])(?:public|open)\s+(?:(?:static|class|final|indirect|mutating|nonisolated|private\(set\)|package\(set\)|"
    r"internal\(set\)|override|required|convenience|lazy|weak|dynamic)\s+)*"
    r"(?:struct|enum|class|actor|protocol|extension|typealias|associatedtype|func|var|let|init|subscript|macro|import)\b"
)
# Strings (those without interpolation) and comments, which may say anything.
SILENT = re.compile(r'"""(?:(?!\\\().)*?"""|"(?:\\[^(]|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)


class Row:
    def __init__(self, allowed, system, why):
        self.allowed, self.system, self.why = set(allowed), set(system), why


def read_table(path):
    rows, homes = {}, {}
    for line in path.read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        lists = [[word for word in cell.split() if word != "-"] for cell in cells]
        if cells[0] in ("unsafe", "public"):
            homes[cells[0]] = set(lists[1])
        else:
            rows[cells[0]] = Row(lists[1], lists[2], cells[3])
    return rows, homes.get("unsafe", set()), homes.get("public", set())


def family_of(path):
    parts = pathlib.PurePosixPath(path).parts
    return parts[1] if parts[0] == "Modules" and len(parts) > 1 else parts[0]


def targets_of(description):
    """Name -> (path, names of the dependencies)."""
    found = {}
    for target in description["targets"]:
        names = [
            (edge.get("byName") or edge.get("target") or edge.get("product"))[0] for edge in target["dependencies"]
        ]
        found[target["name"]] = (target.get("path") or "", names)
    return found


class Walls:
    def __init__(self, tree, description):
        self.tree = tree
        self.rows, self.unsafe_homes, self.public_homes = read_table(tree / "Scripts/support/walls.table")
        self.description = description
        self.targets = targets_of(description)
        self.families = {name: family_of(path) for name, (path, _) in self.targets.items()}
        self.problems = []

    def row(self, name):
        return self.rows.get(name) or self.rows.get(self.families[name])

    def say(self, place, text):
        self.problems.append(f"{place}: {text}")

    def is_allowed(self, name, other):
        row = self.row(name)
        return other in row.allowed or self.families.get(other) in row.allowed

    def check_packages(self):
        if self.description["dependencies"] or re.search(r"\.package\s*\(", (self.tree / "Package.swift").read_text()):
            self.say("Package.swift", "no package dependency is allowed: C libraries come from Debian "
                     f"({ARCHITECTURE})")

    def check_edges(self):
        for name, (path, names) in self.targets.items():
            if self.row(name) is None:
                self.say("Package.swift", f"{name} lies in {path or 'no known folder'}, a family without a line in "
                         "Scripts/support/walls.table")
                continue
            for other in names:
                if other not in self.families:
                    self.say("Package.swift", f"{name} depends on {other}, which is no target of this package")
                elif not self.is_allowed(name, other):
                    self.say("Package.swift", self.refusal(name, other))

    def refusal(self, name, other):
        return f"{name} must not import {other}: {self.row(name).why} ({ARCHITECTURE})"

    def check_sources(self):
        homes = sorted(((path, name) for name, (path, _) in self.targets.items() if path), key=lambda h: -len(h[0]))
        for top in ("Modules", "Apps", "Tests"):
            for file in sorted((self.tree / top).rglob("*.swift")):
                place = file.relative_to(self.tree).as_posix()
                name = next((name for path, name in homes if place.startswith(path + "/")), None)
                if place.startswith("Tests/Fuzz/"):
                    continue  # built by Scripts/fuzz together with the parser's sources, outside the package
                if name is None:
                    self.say(place, "this file belongs to no target of Package.swift")
                elif self.row(name):
                    self.check_source(file.read_text(), place, name)

    def check_source(self, text, place, name):
        text = SILENT.sub(lambda match: "\n" * match.group().count("\n"), text)
        may_be_unsafe = {name, self.families[name]} & self.unsafe_homes or self.families[name] in ("Tests", "TestKits")
        for number, line in enumerate(text.splitlines(), 1):
            for statement in line.split(";"):
                if found := IMPORT.match(statement):
                    self.check_import(f"{place}:{number}", name, found.group(1))
            if not may_be_unsafe and (found := UNSAFE.search(line)):
                self.say(f"{place}:{number}", f"{name} must not use {found.group()}: unsafe memory and unchecked "
                         f"concurrency stand only in {', '.join(sorted(self.unsafe_homes))} ({ARCHITECTURE})")
            if name not in self.public_homes and PUBLIC.search(line):
                self.say(f"{place}:{number}", f"{name} must offer nothing to other packages: public stands only in "
                         f"{', '.join(sorted(self.public_homes))} ({ARCHITECTURE})")

    def check_import(self, place, name, other):
        row = self.row(name)
        if other in self.targets:
            if not self.is_allowed(name, other):
                self.say(place, self.refusal(name, other))
            elif other not in self.targets[name][1]:
                self.say(place, f"{name} imports {other} without declaring it: add it to the module's line in "
                         "Package.swift")
        elif other == "Foundation" and "Foundation" not in row.system:
            self.say(place, f"{name} must not import Foundation: a product that does weighs three times as much; "
                     "FoundationEssentials and Glibc suffice")
        elif other not in row.system:
            self.say(place, f"{name} must not import {other}: the system modules allowed here are "
                     f"{', '.join(sorted(row.system)) or 'none'} (Scripts/support/walls.table)")

    def check_labels(self):
        for name, (path, _) in self.targets.items():
            if not path.startswith("Modules/") or self.families[name] == "C":
                continue
            folder = self.tree / path
            # A room with nothing but its placeholder isn't open yet.
            if {file.name for file in folder.rglob("*.swift")} <= {"Placeholder.swift"}:
                continue
            readme = folder / "README.md"
            text = readme.read_text() if readme.exists() else ""
            for label in ("**Owns**", "**Must not know**"):
                if label not in text:
                    self.say(f"{path}/README.md", f"{name} must say {label}: a label on each door ({ARCHITECTURE})")

    def check(self):
        self.check_packages()
        self.check_edges()
        self.check_sources()
        self.check_labels()
        return self.problems


problems = Walls(pathlib.Path(sys.argv[1]), json.load(sys.stdin)).check()
for problem in problems:
    print(problem, file=sys.stderr)
if problems:
    sys.exit(f"walls: {len(problems)} violation(s); mend the places above, or change Scripts/support/walls.table "
             "by a decision in Docs/Decisions")
