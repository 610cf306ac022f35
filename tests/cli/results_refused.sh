# What cpc results refuses: a sentence each, and how it exits.
. "${0%/*}/exam.bank"
make_bank bank 5
export CPC_BANK=bank CPC_DB=x.db
try() {
	cpc results "$@"
	echo "exit $?"
}
try
try --all
try 1
printf 'q\n' | cpc exam start --count 5 >/dev/null 2>&1
try
try --all
try 1
printf '%s\n' submit y | cpc exam resume >/dev/null 2>&1
try 2
try 0
try -1
try one
try 1 2
try --all 1
try --all --exit-status
printf 'q\n' | cpc exam start --count 5 >/dev/null 2>&1
cpc exam abandon --yes 2>/dev/null
try 2
cpc config exam-date 2026-11-21
echo "exit $?"
