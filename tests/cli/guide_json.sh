# The same for a program: every line an object, every sentence about money with its rows.
cp -r "$BANK" bank
cp -r "$BANK/../../../questionbank/guide" bank/guide
export CPC_BANK=bank CPC_DB=x.db
cpc guide --json
cpc guide states --state CA --json
cpc guide states --state TX --json
cpc guide overview --json
cpc guide ai --json | head -n 1
cpc config state CA >/dev/null
cpc config specialty cardiology >/dev/null
cpc guide salary --json
