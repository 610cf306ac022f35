# CPC_NOW that is no instant; and a zone.
for CPC_NOW in soon 2026-11-22 2026-13-01T00:00:00Z 2026-11-22T25:00:00Z 0 1e9 ' 2026-11-22T09:00:00Z'; do
	export CPC_NOW
	cpc --bank "$BANK" --db x.db
	echo "exit $?"
done
ls -A
export CPC_NOW=2026-11-22T06:30:00Z
cpc --bank "$BANK" --db x.db | head -n 1
TZ=EST5 cpc --bank "$BANK" --db x.db | head -n 1
TZ=LINT-14 CPC_NOW=2026-11-22T14:00:00Z cpc --bank "$BANK" --db x.db | head -n 1
