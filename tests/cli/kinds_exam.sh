# Questions of every kind in a quiz in exam style, as JSON, and never in an exam; doctor.
. "${0%/*}/kinds.bank"
make_kinds bank
export CPC_BANK=bank CPC_DB=x.db
printf '%s\n' 15.5 '36.5!' b ITIS u ITIS 'f?' acb | cpc quiz --seed 2 --exam-style
printf '%s\n' \$13.00 ce 35 t b itis | cpc quiz --seed 3 --json
cpc doctor --rebuild
echo '-- exams'
cpc exam start --count 2 </dev/null
echo "exit $?"
printf '%s\n' a submit | cpc exam start --count 1 --seed 1 | grep -A 7 '^1 of'
mkdir -p other/questions/cpt
cp bank/blueprint.csv other
sed '/^## kin-0006/,$d' bank/questions/cpt/kinds.md >other/questions/cpt/kinds.md
cpc exam start --count 1 --bank other </dev/null
echo "exit $?"
CPC_BANK=other cpc stats --bank | sed -n '/Questions/,/^$/p'
cpc lint other/questions --level W
echo "exit $?"
