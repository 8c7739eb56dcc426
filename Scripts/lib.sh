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

# Runs the tests that are built, each room's in a process of its own: tests of one room that keep the processors busy
# must not starve another room's servers. Further arguments go to `swift test`. Sets `tests` to how many passed and
# `unstable` to the rooms that needed a second run; there is one only where `second_run` is set
# (Docs/Decisions/0013-second-run.md).
test_rooms() {
    local room name log count
    log=$(mktemp)
    tests=0
    unstable=()
    for room in Tests/*Tests; do
        name=${room#Tests/}
        run_room "$name" "$log" "$@" || run_room_again "$name" "$log" "$@"
        count=$(sed -n 's/.*Test run with \([0-9]*\) test.* passed after.*/\1/p' "$log" | tail -n 1)
        ((${count:-0} > 0)) || fail "no test of $name ran"
        say "$name: $count tests passed in $(sed -n 's/.*Test run with .* passed after \([0-9]*\)\..*/\1/p' "$log" | tail -n 1) s"
        tests=$((tests + count))
    done
    rm -f "$log"
}

run_room() {
    local name=$1 log=$2
    shift 2
    # All at once would be two hundred servers and clients, and whose patience ends in seconds would lose it. A version
    # of Swift that does not know the variable starts them all.
    SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$((2 * $(nproc))) \
        swift test "${build_flags[@]}" "$@" --skip-build --filter "^$name\\." >"$log" 2>&1
}

run_room_again() {
    local name=$1 log=$2 first
    first=$(grep -a -m 1 -E '✘|error:|WARNING: ThreadSanitizer|ERROR: Addr' "$log" || echo 'see above')
    cat "$log"
    [[ -n ${second_run-} ]] || fail "tests of $name failed; the first: $first"
    say "UNSTABLE OR BROKEN: $name failed and runs once more, one test after another; the first failure: $first"
    run_room "$@" --no-parallel || {
        cat "$log"
        fail "tests of $name failed twice; the first time: $first"
    }
    unstable+=("$name ($first)")
}
