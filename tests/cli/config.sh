# The list; one; set, change, and back.
export CPC_DB=x.db
cpc config
cpc config exam-date
cpc config exam-date 2027-03-14
cpc config new-per-day 5
cpc config new-per-day
cpc config --reset new-per-day
cpc config --reset exam-date
cpc config --json
cpc doctor | sed -n 2p
