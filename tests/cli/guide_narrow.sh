# The same on forty columns.
cp -r "$BANK" bank
cp -r "$BANK/../../../questionbank/guide" bank/guide
export CPC_BANK=bank CPC_DB=x.db COLUMNS=40
cpc guide
for t in salary states path plan ai; do
	printf '\n$ cpc guide %s\n' "$t"
	cpc guide $t
done
COLUMNS=40 cpc guide salary --state DC --specialty OB/GYN --years 9 | awk 'length > 40'
for t in overview certification premium states specialties risk-adjustment remote path \
	alternatives outlook ai plan resources; do
	cpc guide $t --where 2>/dev/null | awk -v t="$t" 'length > 40 { print t ": " $0 }'
	COLUMNS=80 cpc guide $t | LC_ALL=C awk -v t="$t" 'length > 80 || /[^ -~]/ { print t ": " $0 }'
done
