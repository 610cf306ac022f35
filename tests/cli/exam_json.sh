# Exams as JSON.
. "${0%/*}/exam.bank"
make_bank bank 5
export CPC_BANK=bank CPC_DB=x.db
printf '%s\n' a f 'x b' 'note hm' c p a g4 d list | cpc exam start --seed 1 --count 10 --json
echo "exit $?"
cpc --json
printf '%s\n' 'g 4' c submit y | cpc exam resume --json
echo "exit $?"
cpc exam list --json
cpc exam review --all --json
