# One domain; and names that are none.
export CPC_BANK="$BANK" CPC_DB=x.db
printf 'a\n\na\n\na\n' | cpc study --domain bones --seed 1
for name in bone Words xyz ''; do
	cpc study --domain "$name"
	echo "exit $?"
done
