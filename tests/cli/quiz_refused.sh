# What cpc quiz does not take, and what it does not find.
. "${0%/*}/exam.bank"
make_bank bank 4
export CPC_BANK=bank CPC_DB=x.db
try() {
	cpc quiz "$@" </dev/null
	echo "exit $?: $*"
}
try --count 0
try --count 1001
try --count x
try --difficulty 4
try --domain bone
try --domain xyz
try --section icd10
try --section ''
try --match '('
try --match ''
try --match '(.|..)*[$]'
try --match 'nowhere'
try --missed
try --flagged --weakest
try --unseen --missed
try --domain bones --section icd10cm
try bones
try --verdict
