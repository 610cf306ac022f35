# No verdict before the end, and then all of them; taking one back; lines of JSON.
. "${0%/*}/exam.bank"
make_bank bank 4
export CPC_BANK=bank
printf 'a\nb\nu\nc\nE11.42\nd\n' | cpc --db one.db quiz --seed 1 --count 4 --exam-style
echo "exit $?"
cpc --db one.db doctor | tail -n 1
printf 'a\nq\n' | cpc --db two.db quiz --seed 1 --count 3 --exam-style
echo "exit $?"
echo '-- lines of JSON'
printf 'a\nb\n' | cpc --db three.db quiz --seed 1 --count 2 --json
echo "exit $?"
printf 'a\nb\n' | cpc --db four.db quiz --seed 1 --count 2 --exam-style --json >lines
echo "exit $?"
cat lines
if command -v python3 >/dev/null 2>&1; then
	python3 - <<-'END'
		import json
		for line in open('lines', encoding='utf-8'):
		    assert json.loads(line)['format'] == 1, line
	END
fi
