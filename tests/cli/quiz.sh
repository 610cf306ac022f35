# Sets of one's own choice: verdicts, what was missed, flagged and never seen.
. "${0%/*}/exam.bank"
make_bank bank 4
export CPC_BANK=bank CPC_DB=x.db
printf 'a\nf\na\na\na\n' | cpc quiz --seed 1 --domain bones
echo "exit $?"
for words in --missed --flagged '--unseen --section icd10cm' '--weakest --count 2' '--match BONES.2' \
	'--difficulty 1 --count 1'; do
	echo "-- $words"
	# shellcheck disable=SC2086 # words are options
	cpc quiz --seed 1 $words </dev/null 2>&1 | grep -v '^ *$'
done
