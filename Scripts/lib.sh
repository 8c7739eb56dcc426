# Shared by all scripts: `source "$(dirname "$0")/lib.sh"`. Sets the working folder to the top of the tree.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# The comment at the top of the calling script is its help.
show_help() {
    awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$root/Scripts/$(basename "$0")"
}

case "${1-}" in
    --help | -h)
        show_help
        exit 0
        ;;
esac

say() { printf '%s\n' "== $*" >&2; }

# One line: what could not be done, and how to mend it.
fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

usage_error() {
    printf '%s: %s (try --help)\n' "$(basename "$0")" "$*" >&2
    exit 2
}

# Flags of every build: walls between modules, and the build system that knows how to check them.
build_flags=(--build-system native --explicit-target-dependency-import-check error)

seconds_since() { echo $((SECONDS - $1)); }
