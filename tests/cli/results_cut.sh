# The two scores beside the cut: 70 passes, 69 does not.
. "${0%/*}/exam.bank"
. "${0%/*}/exam.sit"
make_bank bank 50
export CPC_BANK=bank
for right in 70 69; do
	echo "-- $right"
	CPC_DB=$right.db sit 1 $right
	cpc results --exit-status --db $right.db >/dev/null
	echo "exit $?"
done
