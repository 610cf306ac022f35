# A page in one file: new, replaced, and where it cannot be written.
. "${0%/*}/exam.bank"
. "${0%/*}/stats.days"
export CPC_DB=none.db
make_bank bank 5
CPC_BANK=bank cpc stats
echo "exit $?"
CPC_BANK=bank cpc stats --html none.html
grep -c 'No answers yet' none.html
make_days
try() {
	cpc stats --html "$@"
	echo "exit $?"
}
try page.html
echo old >page.html
try page.html
find page.html -perm 600
grep -c '<svg role="img"' page.html
grep -ciE '<script|https?:|@import|javascript' page.html
mkdir folder closed
try folder
try missing/page.html
try x.db
try /dev/null
try ''
try page.html --bank
cpc stats --html
echo "exit $?"
cpc stats everything
echo "exit $?"
ls
cpc doctor --db x.db
