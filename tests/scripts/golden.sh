#!/bin/sh
# tests/cli/run compares to the byte and blesses what it is told to.
. "$(dirname "$0")/tap"
mkdir 'a project'
cd 'a project' || exit 70
mkdir -p tests/cli/bank
cp "$root/tests/cli/run" tests/cli/run
cat >program <<'EOF'
#!/bin/sh
echo "cpc $*"
EOF
chmod +x program
CPC=$PWD/program SRC=$PWD
export CPC SRC
runs() {
	out=$(tests/cli/run "$@" 2>&1)
	code=$?
}

cat >tests/cli/a.sh <<'EOF'
cpc study "$HOME" "$BANK"
pwd
ls -a
printf "no end"
echo "to stderr" >&2
read -r x
exit 3
EOF
runs
like 'what was never blessed fails' "$code $out" '^1 1..1$'
runs --bless
is 'bless says what it wrote' "$out" 'blessed a.out
blessed a.err
blessed a.rc'
is 'paths are written as names' "$(cat tests/cli/a.out)" 'cpc study {HOME} {SRC}/tests/cli/bank
{HOME}
.
..
no end'
is 'standard error and the exit code too' "$(cat tests/cli/a.err tests/cli/a.rc)" 'to stderr
3'
runs
is 'what was blessed passes' "$code $out" '0 1..1
ok 1 - a'
echo >>tests/cli/a.out
runs
like 'one byte more does not' "$code $out" '^not ok 1 - a$'
tests/cli/run --bless >/dev/null
echo 'cpc ' >tests/cli/a.sh
runs
like 'nor does another exit code' "$code $out" '^# -3'
runs --bless
is 'blessing a success leaves no empty files' "$(cd tests/cli && echo a.*)" 'a.out a.sh'
cat >tests/cli/a.sh <<'EOF'
echo "$CPC_NOW $TZ $LC_ALL $COLUMNS $TERM ${NO_COLOR-none} ${XDG_DATA_HOME-none} ${CPC_DB-none}"
EOF
NO_COLOR=1 XDG_DATA_HOME=/x CPC_DB=/y tests/cli/run --bless >/dev/null
is 'the environment is the same everywhere' "$(cat tests/cli/a.out)" '2026-11-22T09:00:00Z UTC C.UTF-8 80 dumb none none none'
echo 'echo second' >tests/cli/b.sh
tests/cli/run --bless b >/dev/null
runs b
is 'one alone' "$code $out" '0 1..1
ok 1 - b'
runs c
like 'one that is not there' "$code $out" '^not ok 1 - c$'
finish
