#!/usr/bin/env bash
# git 2.39.5 (Debian's package): merging two branches in one command does not
# use the merge driver that merging them one after the other uses.
#
# A driver set in .gitattributes is called by git merge, rebase, cherry-pick,
# revert, stash pop, checkout -m, merge-tree, am -3 and apply -3. It is not
# called by "git merge one two", where git takes its octopus strategy, nor by
# "-s resolve": both hand the three versions to plain "git merge-file". What a
# driver would have joined is then a conflict, and what it would have refused
# is joined line by line, without a word that a driver was set.
#
# It matters to whoever gathers the session files of several groups by one
# merge: the rules that keep the files whole hold only when the branches come
# one at a time.
#
# Seen on the first run:
#> git merge one, then two: driver called 1 time, clean, plan.toml: base one two
#> git merge one two: driver called 0 times, conflict, plan.toml: in conflict
#> git merge -s resolve, one then two: driver called 0 times, conflict, plan.toml: in conflict
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
git --version >&2
cat >"$T/driver" <<'EOF'
#!/usr/bin/env bash
# Keeps the lines of both sides.
echo called >>"$LOG"
exec git merge-file -q --union "$2" "$1" "$3"
EOF
chmod +x "$T/driver"
export LOG=$T/calls
try() { # what is said, then the commands
    rm -rf "$T/repo"
    : >"$LOG"
    git init -q -b main "$T/repo"
    cd "$T/repo"
    git config merge.plan.driver "'$T/driver' %O %A %B %L %P"
    echo '*.toml merge=plan' >.gitattributes
    echo base >plan.toml
    git add -A && git commit -qm base
    for b in one two; do
        git checkout -qb $b main && printf 'base\n%s\n' $b >plan.toml && git commit -qam $b
    done
    git checkout -q main
    said=$1
    shift
    how=clean
    "$@" >"$T/log" 2>&1 || how=conflict
    n=$(wc -l <"$LOG")
    if grep -q '<<<<<<<' plan.toml; then now='in conflict'; else now=$(xargs <plan.toml); fi
    echo "$said: driver called $n time$([ "$n" = 1 ] || echo s), $how, plan.toml: $now"
}
in_turn() { git merge -q --no-edit "$@" one && git merge -q --no-edit "$@" two; }
{
    try 'git merge one, then two' in_turn
    try 'git merge one two' git merge -q --no-edit one two
    try 'git merge -s resolve, one then two' in_turn -s resolve
} >"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
