# A whole session by pipe, an answer a line, and the day after it. No `q`: the pipe just ends.
export CPC_BANK="$BANK" CPC_DB=x.db
printf 'd\na\nE11.9\nc\nb\na\n' | cpc study --seed 1
echo "-- the next day"
CPC_NOW=2026-11-23T09:00:00Z cpc study --seed 2 </dev/null
