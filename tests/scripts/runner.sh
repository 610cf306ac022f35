#!/bin/sh
# tests/run counts what it should: no failure passes for a success. The programs it is given here are
# scripts that print what a cmocka program, or a broken one, prints.
. "$(dirname "$0")/tap"
unset TEST_WRAP TEST_TIMEOUT
PYTHON=$(command -v python3)
export PYTHON
mkdir 'it'\''s here'
cd 'it'\''s here' || exit 70
mkdir -p tests build/v
cp "$root/tests/run" tests/run

# program KIND/NAME: its text comes from standard input
program() {
	mkdir -p "tests/${1%/*}" "build/v/tests/${1%/*}"
	: >"tests/$1.c"
	{
		echo '#!/bin/sh'
		cat
	} >"build/v/tests/$1"
	chmod +x "build/v/tests/$1"
}
# runs ARG...: sets out, last, code
runs() {
	out=$(BUILD=$PWD/build/v SRC=$PWD CPC=/nowhere JOBS=2 tests/run "$@" 2>&1 </dev/null)
	code=$?
	last=$code:$(printf '%s\n' "$out" | tail -n 1)
}
# judged NAME WANTED TEXT: one program alone
judged() {
	rm -rf tests/unit build/v/tests/unit
	printf '%s\n' "$3" | program unit/rules/test_one
	runs unit
	is "$1" "$last" "$2"
}

judged 'a program that passes' '0:2 passed, 0 failed' 'echo 1..2; echo ok 1 - a; echo ok 2 - b; echo "# ok - group"'
is 'is one line' "$out" 'unit rules/one                   2 ok
2 passed, 0 failed'
judged 'a failed test' '1:1 passed, 1 failed' 'echo 1..2; echo ok 1 - a; echo not ok 2 - b; echo "# wanted 3"; exit 1'
like 'is shown with its words' "$out" '^    # wanted 3'
judged 'a failed test that exits 0' '1:1 passed, 1 failed' 'echo 1..2; echo ok 1 - a; echo not ok 2 - b'
judged 'a crash' '1:1 passed, 1 failed' 'echo 1..2; echo ok 1 - a; kill -ABRT $$'
like 'is named by its signal' "$out" 'ended by signal 6 after 1 tests'
judged 'an early exit' '1:1 passed, 1 failed' 'echo 1..2; echo ok 1 - a; exit 0'
like 'is named by its plan' "$out" 'planned 2 tests, 1 have a result'
judged 'a leak found at exit' '1:1 passed, 1 failed' 'echo 1..1; echo ok 1 - a; echo leak >&2; exit 23'
like 'is shown, standard error too' "$out" '^    leak'
judged 'no plan' '1:1 passed, 1 failed' 'echo ok 1 - a'
judged 'no output' '1:0 passed, 1 failed' 'exit 0'
judged 'an empty plan' '1:0 passed, 1 failed' 'echo 1..0'
judged 'too many results' '1:2 passed, 1 failed' 'echo 1..1; echo ok 1 - a; echo ok 2 - b'
judged 'a result told twice' '1:2 passed, 1 failed' 'echo 1..2; echo ok 1 - a; echo ok 1 - a'
judged 'words that begin with ok' '0:1 passed, 0 failed' 'echo 1..1; echo ok so far; echo ok 1 - a'
judged 'a result behind other words' '1:0 passed, 1 failed' 'echo 1..1; echo "noise ok 1 - a"'
judged 'a failed group setup of cmocka' '1:0 passed, 1 failed' \
	'echo 1..2; echo "not ok 0 - g [  FAILED  ] GROUP SETUP"; exit 1'
judged 'two groups of cmocka' '0:3 passed, 0 failed' \
	'echo 1..1; echo ok 1 - a; echo 1..2; echo ok 1 - b; echo ok 2 - c'
judged 'a skip of cmocka' '0:1 passed, 0 failed' \
	'echo 1..2; echo there is no terminal; echo "not ok 1 # SKIP draws"; echo ok 2 - a'
like 'is named with what it said' "$out" '^skipped: unit rules/one: draws: there is no terminal$'
judged 'a skip of TAP' '0:1 passed, 0 failed' 'echo 1..2; echo "ok 1 - draws # SKIP no tmux"; echo ok 2 - a'
like 'is named with its reason' "$out" '^skipped: unit rules/one: draws: no tmux$'
judged 'a program that skips all of itself is no success' '1:0 passed, 0 failed' 'echo "1..0 # SKIP no tmux"'
like 'and named' "$out" '^skipped: unit rules/one: all of it: no tmux$'
TEST_TIMEOUT=1
export TEST_TIMEOUT
if command -v timeout >/dev/null; then
	judged 'a program that hangs' '1:1 passed, 1 failed' 'echo 1..2; echo ok 1 - a; exec sleep 60'
	like 'is named by its time' "$out" 'stopped after 1 seconds'
fi
unset TEST_TIMEOUT

rm -rf tests/unit build
for t in unit/rules/test_a unit/rules/test_b unit/base/test_a sql/test_plan; do
	echo 'echo 1..1; echo ok 1 - it' | program $t
done
mkdir -p tests/cli tests/bench tests/peers tests/tty tests/fault
printf '#!/bin/sh\necho 1..1; echo "ok 1 - cli"\n' >tests/cli/run
printf '#!/bin/sh\necho 1..1; echo "ok 1 - kill"\n' >tests/fault/kill9.sh
printf '#!/bin/sh\necho measured\n' >tests/bench/run
printf '#!/bin/sh\necho compared\n' >tests/peers/run
printf '#!/usr/bin/env python3\nprint("1..1")\nprint("ok 1 - py")\n' >tests/tty/run.py
chmod +x tests/*/run tests/tty/run.py tests/fault/kill9.sh
: >tests/cli/one.sh
runs
is 'every kind, in order; bench and peers are no tests' "$out" 'unit base/a                      1 ok
unit rules/a                     1 ok
unit rules/b                     1 ok
sql plan                         1 ok
cli                              1 ok
fault kill9                      1 ok
tty                              1 ok
7 passed, 0 failed'
runs unit/rules sql
is 'a folder of a kind, and a kind' "$out" 'unit rules/a                     1 ok
unit rules/b                     1 ok
sql plan                         1 ok
3 passed, 0 failed'
runs unit/rules/b cli/one
is 'a test, and a test of a driver' "$out" 'unit rules/b                     1 ok
cli one                          1 ok
2 passed, 0 failed'
runs unit/rules/c
is 'a test that is not there' "$last" '1:0 passed, 1 failed'
runs nothing
is 'a kind that is not there' "$last" '1:0 passed, 0 failed'
: >tests/sql/test_new.c
runs sql
is 'a test that was not built' "$last" '1:1 passed, 1 failed'
rm tests/sql/test_new.c
: >tests/sql/more.sh
runs sql
is 'a script that may not be run' "$last" '1:1 passed, 1 failed'
rm tests/sql/more.sh
: >tests/sql/test_plan.cc
runs sql
is 'a test in C++ where there is no compiler for it' "$out" 'sql plan                         1 ok
sql cxx/plan                     0 ok, 1 skipped
skipped: sql cxx/plan: all of it: no C++ compiler
1 passed, 0 failed'

rm -rf tests/unit build
echo 'echo 1..1; sleep 1; echo ok 1 - slow' | program unit/a/test_1
echo 'echo 1..1; echo ok 1 - quick' | program unit/a/test_2
runs unit
is 'a slow one is shown in its place' "$out" 'unit a/1                         1 ok
unit a/2                         1 ok
2 passed, 0 failed'
finish
