# At forty columns, also without a month of answers.
. "${0%/*}/exam.bank"
. "${0%/*}/stats.days"
export COLUMNS=40
make_days
cpc stats --plain
cpc stats --bank
CPC_NOW=2026-10-05T09:00:00Z cpc stats --db early.db
printf 'a\nb\nq\n' | CPC_NOW=2026-11-20T09:00:00Z cpc study --db early.db --seed 1 >/dev/null
cpc stats --db early.db
