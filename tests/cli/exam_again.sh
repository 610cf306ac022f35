# An exam of a hundred answers gives one report: sat twice with one seed, left in the middle and
# resumed, and killed in the middle and resumed.
. "${0%/*}/exam.bank"
make_bank bank 45
export CPC_BANK=bank
# lines FIRST LAST: an answer to each of these questions
lines() {
	awk -v i="$1" -v last="$2" 'BEGIN {
		for (; i <= last; i++)
			print i % 9 == 0 ? "note here\nf\nc" : substr("abcd", i * 7 % 4 + 1, 1)
	}'
}
{ lines 1 100; echo submit; echo y; } | cpc --db one.db exam start --seed 7 >one.out 2>one.err
echo "exit $?"
{ lines 1 100; echo submit; echo y; } | cpc --db two.db exam start --seed 7 >two.out 2>two.err
cmp one.out two.out && cmp one.err two.err && echo 'twice the same'
lines 1 50 | cpc --db left.db exam start --seed 7 >left.out 2>&1
{ lines 51 100; echo submit; echo y; } | cpc --db left.db exam resume >>left.out 2>&1
mkfifo pipe
cpc --db killed.db exam start --seed 7 <pipe >killed.out 2>&1 &
exec 3>pipe
lines 1 50 >&3
until grep -qs '^51 of 100' killed.out; do :; done
{
	kill -9 $!
	wait $!
} 2>/dev/null
exec 3>&-
{ lines 51 100; echo submit; echo y; } | cpc --db killed.db exam resume >>killed.out 2>&1
for db in one two left killed; do
	cpc --db $db.db exam review --all --json >$db.json
	cmp one.json $db.json && echo "$db: the same"
	cpc --db $db.db doctor | tail -n 1
done
sed -n '/^Exam [0-9]/,$p' one.out
echo '-- without input nothing begins'
CPC_DB=none.db cpc exam start --seed 1 --count 4 </dev/null; echo "exit $?"
CPC_DB=none.db cpc exam list
