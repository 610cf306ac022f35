# Questions of every kind: how they are asked, answered and explained, what is no answer, hints.
. "${0%/*}/kinds.bank"
make_kinds bank
export CPC_BANK=bank
# ask PATTERN LINE...: the question with PATTERN, and these lines.
ask() {
	rm -f x.db*
	pattern=$1
	shift
	echo "-- $*"
	printf '%s\n' "$@" | cpc --db x.db quiz --match "$pattern" --seed 1 2>&1 | sed -e 1,2d -e '/^1 answered/,$d'
}
ask package 'a,c' explain
ask package 'x' 'abx' 'aa' '1 3 5'
ask package 'B D E!'
ask package h h bcd 'c d e ?' explain
ask add-on maybe c f
ask add-on T e
ask add-on h 'B?'
ask units twelve '12,5' \$13
ask units '13.0 !'
ask Burns '40%'
ask Burns 37
ask Burns '30.5?' e
ask suffix itis
echo '-- what there is to type'
for pattern in package add-on units; do
	ask "$pattern" '?' | sed -n '/^  [^ ]\{1,\}  [^ ]* */p'
done
COLUMNS=40 ask package abc explain
COLUMNS=40 ask package '?'
