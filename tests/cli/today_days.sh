# Days go by: due, new, answered, streak, the exam. A day begins at four in the morning.
export CPC_BANK="$BANK" CPC_DB=x.db
cpc config exam-date 2026-11-25 >/dev/null
on() {
	export CPC_NOW="$1"
	echo "-- $CPC_NOW"
	cpc
}
on 2026-11-22T09:00:00Z
printf 'a\na\na\nq\n' | cpc study --seed 1 --new 3 >/dev/null
on 2026-11-22T23:00:00Z
on 2026-11-23T03:59:59Z
on 2026-11-23T04:00:00Z
printf 'a\na\na\na\na\na\na\na\na\na\na\na\n' | cpc study --seed 1 >/dev/null
on 2026-11-23T20:00:00Z
on 2026-11-24T08:00:00Z
on 2026-11-25T08:00:00Z
on 2026-11-26T08:00:00Z
cpc config --reset exam-date >/dev/null
cpc --json
