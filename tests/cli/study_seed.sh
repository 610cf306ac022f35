# A seed fixes the order of the choices, and another seed is another order.
shown() {
	cpc --bank "$BANK" --db "$1.db" study --seed "$2" </dev/null
}
shown a 7 >first
shown b 7 >second
shown c 8 >third
cmp first second && echo same
cmp -s first third || echo another
for bad in x -1 1.5 '' 9223372036854775808 ' 1'; do
	cpc --bank "$BANK" --db x.db study --seed "$bad"
	echo "exit $?"
done
cpc --bank "$BANK" --db x.db --seed
echo "exit $?"
