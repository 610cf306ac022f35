# What was answered wrong comes back after some others, before what is new; a flag stays.
export CPC_BANK="$BANK" CPC_DB=x.db
printf 'a\nf\na\na\na\na\na\nf\na\na\na\n' | cpc study --seed 1 | grep -E '^[0-9]+ of|^Comes|^Still|^Right|^Wrong'
cpc study --seed 1 </dev/null | grep -E '^[0-9]+ of'
