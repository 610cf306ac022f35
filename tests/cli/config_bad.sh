# What cannot be set, and what there is not.
export CPC_DB=x.db
try() {
	cpc config "$@"
	echo "exit $?"
}
try new-per-day ten
try new-per-day -1
try new-per-day 1001
try new-per-day ''
try retention 0.5
try retention 1,5
try retention nan
try exam-date 2026-11-21
try exam-date 2026-02-30
try exam-date 14.3.2027
try rollover 24
try exam-dat
try exam_date 2027-03-14
try nonsense 1
try ''
try --reset
try --reset exam-date 2027-03-14
try --reset nonsense
try exam-date 2027-03-14 3
cpc config | grep -c default
