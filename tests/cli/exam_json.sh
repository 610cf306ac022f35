# Exams as JSON.
. "${0%/*}/exam.bank"
make_bank bank 5
export CPC_BANK=bank CPC_DB=x.db
printf '%s\n' a f 'x b' 'note hm' c p a g4 E11.42 list | cpc exam start --seed 1 --count 10 --json
echo "exit $?"
cpc --json
printf '%s\n' 'g 4' E10.9 submit y | cpc exam resume --json
echo "exit $?"
cpc exam list --json
cpc exam review --all --json
