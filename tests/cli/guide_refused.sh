# Names that are none, numbers out of range, filters where they do not belong; nothing is stored.
cp -r "$BANK" bank
export CPC_BANK=bank CPC_DB=x.db
try() {
	cpc "$@"
	echo "exit $?"
}
try guide
try guide salary
cp -r "$BANK/../../../questionbank/guide" bank/guide
try guide nonsense
try guide state
try guide ''
try guide states ca
try guide states --state Calfornia
try guide states --state XX
try guide states --state
try guide specialties --specialty cardiolgy
try guide salary --state atlantis
try guide salary --specialty dentistry
try guide salary --years -1
try guide salary --years 61
try guide path --years five
try guide states --years 5
try guide path --state CA
try guide --state CA
try guide salary --where
try config salary -5
try config salary -- -5
try config salary lots
try config salary 999
try config state Calfornia
try config state 'New Yrok'
try config specialty cardiolgy
try config specialty dentistry
try config years 61
cpc config | grep -c 'not set'
cpc doctor | sed -n 2p
