# A typed answer: without case, blanks and dots; by a pattern; wrong; and what cannot be one.
answers() {
	rm -f x.db*
	echo "-- $*"
	printf '%s\n' "$@" | cpc --bank "$BANK" --db x.db study --domain codes --count 1 --seed 1 |
		sed -e 1,7d -e '/^Rule/,$d'
}
answers 'E11.9'
answers ' e 11 9 '
answers 'e119!'
answers 'E11.9?'
answers 'E119 diabetes'
answers 'E11.90'
answers h f x
answers '?'
answers "$(head -c 600 /dev/zero | tr '\000' 1)" "$(printf 'E11\0339')" "$(printf 'E11.9\303')" E11.9
