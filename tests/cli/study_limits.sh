# Questions and new concepts: how many, and numbers that are none.
export CPC_BANK="$BANK" CPC_DB=x.db
headings() {
	grep -E '^[0-9]+ (of|answered)|^Comes|^Still'
}
yes a | cpc study --seed 1 --count 2 | headings
echo '-- two new, whatever today still allows'
yes a | cpc study --seed 1 --new 2 | headings
echo '-- the settings'
cpc config new-per-day 0 >/dev/null
cpc config session 3 >/dev/null
CPC_NOW=2026-12-24T09:00:00Z cpc study --seed 1 <<-END | headings
	a
	a
	a
	a
END
for bad in --count=0 --count=x --new=-1 --minutes=0 --minutes=1441 --count=99999999999999999999 --new=1.5; do
	cpc study "$bad"
	echo "exit $?"
done
