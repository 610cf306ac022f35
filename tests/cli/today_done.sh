# Nothing left for today; then nothing left to meet.
export CPC_BANK="$BANK" CPC_DB=x.db
cpc config new-per-day 1 >/dev/null
printf 'd\n' | cpc study --seed 1 | head -n 12
cpc
cpc --json
echo '-- and all of it met'
export CPC_DB=y.db
printf '%s\n' d b E11.9 b b b | cpc study --seed 1 >/dev/null
cpc
cpc --json
