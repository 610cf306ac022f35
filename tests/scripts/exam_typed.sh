#!/bin/sh
# An exam of an older version, which drew questions whose answer is typed: it is taken up, answered,
# handed in and looked through. Drawn here as then, with every question called one of one key.
# Skipped where Python has no sqlite3.
. "$(dirname "$0")/tap"
if ! python3 -c 'import sqlite3' 2>/dev/null; then
	echo '1..0 # SKIP no sqlite3 in python3'
	exit 0
fi
CPC=${CPC:-$root/build/cpc}
mkdir bin home
ln -s "$CPC" bin/cpc
PATH=$tmp/bin:$PATH
export PATH HOME="$tmp/home" TZ=UTC LC_ALL=C.UTF-8 TERM=dumb CPC_NOW=2026-11-22T09:00:00Z CPC_DB=x.db CPC_BANK=bank
. "$root/tests/cli/exam.bank"
make_bank bank 1
cpc >/dev/null
python3 - <<'END'
import sqlite3
db = sqlite3.connect('x.db')
db.execute("update question set kind = 'single'")
db.execute('update tally set drawable = questions')
db.commit()
END
printf '%s\n' f 'x a' E10.9 'e 11.42!' | cpc exam start --count 3 --seed 1 >start.out 2>start.err
is 'asked without choices' "$(grep -c 'Stem of' start.out)" 3
is 'strikes nothing' "$(grep -c 'no choices to strike out' start.err)" 1
like 'left' "$(cpc)" '2 of 3 answered'
printf '%s\n' 'g 1' review submit y | cpc exam resume >resume.out 2>&1
like 'shown as it was typed' "$(cat resume.out)" '^>  *E10.9'
like 'graded' "$(cat resume.out)" 'Exam 1, not passed, 1 of 3 right'
cpc exam review --all >review.out
like 'the wrong one' "$(cat review.out)" '^You typed E10.9; the answer is E11.42'
like 'the right one' "$(cat review.out)" '^You typed e 11.42, sure; the answer is E11.42'
like 'the blank one' "$(cat review.out)" '^Left blank; the answer is E11.42'
like 'as JSON' "$(cpc exam review --all --json)" '"typed":"E10.9".*"key":null'
like 'rebuilt' "$(cpc doctor --rebuild)" 'No problems found'
cpc exam review --all >again.out
is 'the same' "$(cat again.out)" "$(cat review.out)"
finish
