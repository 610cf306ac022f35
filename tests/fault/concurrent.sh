#!/bin/sh
# Several cpc on one file: a second session is refused, everything else works beside the first, and
# writers wait for each other.
# shellcheck source=tests/scripts/tap
. "$(dirname "$0")/../scripts/tap"
cpc=${CPC:-$root/build/cpc}
bank=$root/questionbank

# A session that waits for its first answer: its words come by the pipe `out`.
mkfifo in out
"$cpc" study --db x.db --bank "$bank" --json <in >out &
session=$!
exec 3>in 4<out
read -r first <&4
like 'a session asks' "$first" '"type":"question"'

printf 'a\n' | "$cpc" study --db x.db --bank "$bank" >second.out 2>second.err
is 'a second one is refused' $? 75
is 'and shows nothing' "$(cat second.out)" ''
is 'but says why' "$(cat second.err)" \
	'cpc: x.db: another session is open on this file; finish it first (its answers are safe).'
ln -s x.db link.db
"$cpc" study --db link.db --bank "$bank" </dev/null >/dev/null 2>&1
is 'also by another name of the file' $? 75

"$cpc" --db x.db --bank "$bank" --json >today.out
is 'today works beside it' $? 0
like 'and tells of it' "$(cat today.out)" '"answered":0'
"$cpc" config --db x.db session 7 >/dev/null
is 'so does config' $? 0
"$cpc" doctor --db x.db >/dev/null
is 'and doctor' $? 0

echo a >&3
read -r verdict <&4
like 'the session goes on' "$verdict" '"type":"verdict"'
like 'its answer is seen at once' "$("$cpc" --db x.db --bank "$bank" --json)" '"answered":1'
exec 3>&-
cat <&4 >/dev/null
wait $session
is 'and ends well' $? 0
printf 'q\n' | "$cpc" study --db x.db --bank "$bank" >/dev/null 2>&1
is 'then another may begin' $? 0

# Two that write the same file as fast as they can.
changes() {
	i=0
	while [ $i -lt 200 ]; do
		i=$((i + 1))
		"$cpc" config --db y.db "$1" $i >/dev/null || echo "failed: $?"
	done
}
changes session >one.log 2>&1 &
one=$!
changes minutes >other.log 2>&1 &
wait $one
wait $!
is 'no change failed' "$(cat one.log other.log)" ''
doctor=$("$cpc" doctor --db y.db --json)
is 'the file and its log are sound' $? 0
like 'every change is in it' "$doctor" '"events":400[,}]'
like 'one last word' "$("$cpc" config --db y.db session --json)" '"value":"200"'
like 'and the other' "$("$cpc" config --db y.db minutes --json)" '"value":"200"'
finish
