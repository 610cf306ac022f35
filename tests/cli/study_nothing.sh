# Nothing to ask is no mistake.
export CPC_BANK="$BANK" CPC_DB=x.db
cpc config new-per-day 1 >/dev/null
printf 'd\n' | cpc study --seed 1 >/dev/null
try() {
	cpc study "$@"
	echo "exit $?"
}
try
try --domain words
try --new 0
try --new 0 --domain bones
try --json --new 0
echo '-- all of it met'
export CPC_DB=y.db
printf '%s\n' d b E11.9 b b b | cpc study --seed 1 --new 9 | tail -n 9
try
try --domain codes --new 1
cpc
