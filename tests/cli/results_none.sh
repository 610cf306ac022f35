# Nothing right: all wrong, and all blank, in a narrow window too.
. "${0%/*}/exam.bank"
. "${0%/*}/exam.sit"
make_bank bank 50
export CPC_BANK=bank
CPC_DB=wrong.db sit 1 0
echo '-- blank'
printf '%s\n' submit y | cpc exam start --db blank.db >/dev/null 2>&1
cpc results --db blank.db
COLUMNS=40 cpc results --db blank.db
cpc results --exit-status --json --db blank.db
echo "exit $?"
