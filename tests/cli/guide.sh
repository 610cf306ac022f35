# The salary guide by topic, wide; each filter; where a figure stands.
cp -r "$BANK" bank
cp -r "$BANK/../../../questionbank/guide" bank/guide
export CPC_BANK=bank CPC_DB=x.db
cpc guide
for t in overview certification premium states specialties risk-adjustment remote path alternatives \
	outlook ai plan resources; do
	printf '\n$ cpc guide %s\n' "$t"
	cpc guide $t
done
printf '\n$ filters\n'
cpc guide states --state CA --where
cpc guide states --state ohio
cpc guide specialties --specialty HCC
cpc guide overview --years 5
cpc guide path --years 9
