# What cpc exam does not take.
. "${0%/*}/exam.bank"
make_bank bank 5
export CPC_BANK=bank CPC_DB=x.db
for words in '' go starts 'start 5' 'start --count 0' 'start --count 16' 'start --count x' \
	'start --count 1001' 'start --minutes 0' 'start --time-factor 3' 'start --time-factor' \
	'start --order random' 'start --wrong' 'list --count 3' 'list 1' resume abandon review 'review 1' \
	'review x' 'review 0' 'review --wrong --all' 'review 1 2' 'abandon --yes'; do
	# shellcheck disable=SC2086 # words are options
	cpc exam $words </dev/null
	echo "exit $?: $words"
done
mkdir empty empty/questions
cp bank/blueprint.csv empty
cpc exam start --bank empty --db empty.db </dev/null
echo "exit $?: an empty bank"
echo '-- while one is open'
echo q | cpc exam start --count 5 --seed 1 | tail -n 1
cpc exam start </dev/null
echo "exit $?"
cpc exam review 1
echo "exit $?"
cpc exam abandon </dev/null
echo "exit $?"
echo '-- while another terminal sits it'
mkfifo pipe
cpc exam resume <pipe >there.out 2>&1 &
exec 3>pipe
until grep -qs '^1 of 5' there.out; do :; done
cpc exam resume </dev/null
echo "exit $?"
cpc exam abandon --yes
echo "exit $?"
exec 3>&-
wait
cpc
cpc exam abandon --yes
cpc exam list
cpc exam review 1
echo "exit $?"
cpc
