# The history: handed in exams alone, their trend, and how forecasts did.
. "${0%/*}/exam.bank"
. "${0%/*}/exam.sit"
make_bank bank 160
export CPC_BANK=bank CPC_DB=x.db
day=21
for right in 58 66 73 70; do
	export CPC_NOW=2026-11-${day}T09:00:00Z
	sit $day $right >/dev/null
	day=$((day + 1))
	[ $day -gt 22 ] || cpc results --all
done
printf 'q\n' | cpc exam start >/dev/null 2>&1
cpc exam abandon --yes 2>&1
cpc results --all
COLUMNS=40 cpc results --all
cpc results --all --json
