# Every word in an exam of ten, what is refused, and the report.
. "${0%/*}/exam.bank"
make_bank bank 5
export CPC_BANK=bank CPC_DB=x.db
{
	printf '%s\n' 'a' '2' 'g 10' d p n s f f 'x b' 'x b' xc 'note see page 3' note note
	printf '%s\n' 'g 1' 'd!' 'g3' flag 'x a' 'note kept' list review time '' NEXT Previous back
	printf '%s\n' 'g 0' 'g 11' g 'g x' 'g 99999999999' x 'x e' xx 'note a b' e h u k 5 0 lookup '/bone' pause
	printf 'note %0501d\nnote \001\n' 7
	printf '%s\n' '?' 'g 10' list 'x a' submit n submit
} | cpc exam start --seed 1 --count 10
echo "exit $?"
echo '-- resumed'
printf '%s\n' review submit y | cpc exam resume
echo "exit $?"
cpc exam list
cpc exam review
cpc exam review 1 --flagged
cpc doctor | tail -n 1
