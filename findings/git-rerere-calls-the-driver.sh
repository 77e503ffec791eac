#!/usr/bin/env bash
# git 2.39.5 (Debian's package): with rerere on, a merge driver is called for
# files that never existed, conflict marks and all.
#
# A driver set by "merge=plan" in .gitattributes is known to be called with
# base, ours and theirs. With rerere.enabled, when the same conflict comes a
# second time, git calls it once more in the same merge: %O and %A are now both
# the conflicted text with bare marks (no labels behind <<<<<<<), %B is the
# resolution that was made last time, and %P and %L are as ever, so that
# nothing tells this call from a real one.
#
# It matters to a driver that reads its three files as TOML or JSON: they do
# not parse. A driver that then leaves %A alone and ends with 0 has git say
# "Resolved", and with rerere.autoupdate the conflict marks are staged. Where
# the text does not parse, it must leave the work to "git merge-file".
#
# Seen on the first run:
#> first merge
#>   plan.toml 7: O=base A=main B=side
#> conflict resolved by hand as "both", merge undone and done again
#>   plan.toml 7: O=base A=main B=side
#>   plan.toml 7: O=<<<<<<< main ======= side >>>>>>> A=<<<<<<< main ======= side >>>>>>> B=both
#> plan.toml is now: both
#> the same with a driver that leaves alone what does not parse, and autoupdate
#> Staged 'plan.toml' using previous resolution.
#> git status: M  plan.toml
#> plan.toml is now: <<<<<<< main ======= side >>>>>>>
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
git --version >&2
cat >"$T/driver" <<'EOF'
#!/usr/bin/env bash
say() { tr '\n' ' ' <"$1" | sed 's/ $//'; }
[ -z "${LAZY-}" ] || ! grep -q '^<<<<<<<' "$1" || exit 0
[ -n "${LAZY-}" ] ||
    echo "  $5 $4: O=$(say "$1") A=$(say "$2") B=$(say "$3")" >>"$LOG"
exec git merge-file -q --marker-size="$4" "$2" "$1" "$3"
EOF
chmod +x "$T/driver"
export LOG=$T/out
git init -q -b main "$T/repo"
cd "$T/repo"
git config merge.plan.driver "'$T/driver' %O %A %B %L %P"
git config rerere.enabled true
echo '*.toml merge=plan' >.gitattributes
echo base >plan.toml
git add -A && git commit -qm base
git checkout -qb side && echo side >plan.toml && git commit -qam side
git checkout -q main && echo main >plan.toml && git commit -qam main
{
    echo 'first merge' >>"$LOG"
    git merge side || true
    echo both >plan.toml
    git commit -qam 'both'
    echo 'conflict resolved by hand as "both", merge undone and done again' >>"$LOG"
    git reset -q --hard HEAD~1
    git merge side || true
} >"$T/log" 2>&1
echo "plan.toml is now: $(cat plan.toml)" >>"$LOG"
git reset -q --hard
git config rerere.autoupdate true
{
    echo 'the same with a driver that leaves alone what does not parse, and autoupdate'
    LAZY=1 git merge side 2>&1 | sed -n '/previous resolution/p'
    echo "git status: $(git status --short)"
    echo "plan.toml is now: $(xargs <plan.toml)"
} >>"$LOG"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
