# At forty columns.
. "${0%/*}/exam.bank"
make_bank bank 5
export CPC_BANK=bank CPC_DB=x.db COLUMNS=40
printf '%s\n' a b 'x b' 'note a note that is longer than what is left of one line' f list review '?' submit y |
	cpc exam start --seed 1 --count 12 2>&1
cpc exam list
cpc exam review --flagged
