# A sound file, and a rebuild that changes nothing.
export CPC_BANK="$BANK" CPC_DB=x.db
printf '%s\n' a b u c q | cpc study --seed 1 >/dev/null
cpc doctor
echo "exit $?"
CPC_NOW=2026-11-23T09:00:00Z cpc --json >before
cpc doctor --rebuild
echo "exit $?"
CPC_NOW=2026-11-23T09:00:00Z cpc --json >after
cmp before after && echo same
cpc doctor --json
cpc doctor --json --rebuild
cpc doctor it
echo "exit $?"
echo '-- a file that is not there is not made'
cpc --db nowhere.db doctor; echo "exit $?"
ls nowhere.db 2>/dev/null
