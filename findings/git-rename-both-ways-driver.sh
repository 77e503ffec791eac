#!/usr/bin/env bash
# git 2.39.5 (Debian's package): where both sides renamed a file, the driver is
# called with a name that neither side has, with longer marks, and its clean
# result lands in both new files.
#
# One branch renames retro.toml to north.toml, the other to south.toml, and
# both change it. git calls the merge driver once: %P is retro.toml, which is
# gone on both sides, and %L is 8 in the place of 7 (in a criss-cross history
# the call for the joined base has 9). Though the driver ends with 0, the merge
# stops at a conflict of names, and north.toml and south.toml both hold the
# joined text, neither of them as its own side left it.
#
# It matters to a driver that looks the path up, or names it to the user, and
# to one that takes %L for a constant; and to plans known by an id inside: after
# "git add" there are two files with the same id and the same steps.
#
# Seen on the first run:
#> driver called with path retro.toml, mark length 8
#> git merge: conflict
#> 1 retro.toml: base
#> 2 north.toml: ours and theirs joined
#> 3 south.toml: ours and theirs joined
#> on disk: north.toml ours and theirs joined, south.toml ours and theirs joined
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
git --version >&2
cat >"$T/driver" <<'EOF'
#!/usr/bin/env bash
echo "driver called with path $5, mark length $4" >>"$LOG"
exec git merge-file -q "$2" "$1" "$3"
EOF
chmod +x "$T/driver"
export LOG=$T/out
git init -q -b main "$T/repo"
cd "$T/repo"
git config merge.plan.driver "'$T/driver' %O %A %B %L %P"
echo '*.toml merge=plan' >.gitattributes
seq 20 >retro.toml
git add -A && git commit -qm base
git checkout -qb theirs
git mv retro.toml south.toml && sed -i 's/^18$/theirs/' south.toml && git commit -qam theirs
git checkout -q main
git mv retro.toml north.toml && sed -i 's/^3$/ours/' north.toml && git commit -qam ours
how=clean
git merge -q --no-edit theirs >"$T/log" 2>&1 || how=conflict
holds() {
    case $(grep -E '^(ours|theirs)$' | xargs) in
    'ours theirs') echo 'ours and theirs joined' ;; ours) echo ours ;; theirs) echo theirs ;; *) echo base ;;
    esac
}
{
    echo "git merge: $how"
    git ls-files -u | while read -r _ blob stage path; do
        echo "$stage $path: $(git cat-file blob "$blob" | holds)"
    done | sort
    echo "on disk: north.toml $(holds <north.toml), south.toml $(holds <south.toml)"
} >>"$LOG"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
