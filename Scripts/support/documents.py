"""Checks that relative links in the Markdown files of a tree lead to something, and that the tests named in the table of
guarantees exist. Argument: the tree."""

import pathlib
import re
import sys

LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)

tree = pathlib.Path(sys.argv[1])
documents = sorted(tree.glob("*.md"))
for folder in ("Docs", "Modules", "Apps", "Tests"):
    documents += sorted((tree / folder).rglob("*.md"))

problems = 0
for document in documents:
    text = CODE.sub(lambda match: "\n" * match.group().count("\n"), document.read_text())
    for number, line in enumerate(text.splitlines(), 1):
        for target in LINK.findall(line):
            if "://" in target or target.startswith("mailto:"):
                continue
            if not (document.parent / target).exists():
                print(f"{document.relative_to(tree)}:{number}: {target} does not exist", file=sys.stderr)
                problems += 1
# The table of guarantees names tests: each has to be there.
guarantees = tree / "Docs" / "Security.md"
if guarantees.exists():
    tests = "\n".join(file.read_text() for file in (tree / "Tests").rglob("*.swift"))
    for number, line in enumerate(guarantees.read_text().splitlines(), 1):
        for name in re.findall(r"`([A-Za-z]\w+)`", line) if line.startswith("|") else []:
            if not re.search(rf"\b(?:func|struct) {name}\b", tests) and name != "ready":
                print(f"Docs/Security.md:{number}: there is no test {name}", file=sys.stderr)
                problems += 1
sys.exit(1 if problems else 0)
