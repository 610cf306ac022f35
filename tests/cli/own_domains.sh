# Once own sets and own domains are there: no screen takes an own domain for one of the exam.
export CPC_BANK="$BANK" CPC_DB=x.db
printf 'itis\tinflammation\nosis\tcondition\n' | cpc import - --set mine
printf 'algia\tpain\n' | cpc import - --set more --domain mine --dry-run | sed -n '/^Study/,/^$/p'
cpc
printf 'inflammation\nwrong\n' | cpc study --domain mine --seed 1
cpc quiz --set mine --json --seed 1 </dev/null | sed 1q
cpc study --domain min
cpc quiz --set min
cpc stats | sed -n '/^Domains/,/^$/p'
COLUMNS=40 cpc stats | sed -n '/^Domains/,/^$/p'
cpc stats --json | grep '"type":"domains"'
cpc stats --bank | sed -n '/^Domains/,/^$/p'
COLUMNS=40 cpc stats --bank | sed -n '/^Domains/,/^$/p'
cpc stats --html page.html && grep -o 'Set mine[^<]*' page.html
{
	yes a | sed 6q
	printf 'submit\ny\n'
} | cpc exam start --count 6 --seed 1 2>/dev/null | sed -n '2,9p'
cpc results | sed -n '/^Under/,/^  Time/p'
cpc lint --bank | grep -v cpc/
