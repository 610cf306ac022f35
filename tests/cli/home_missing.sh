# No home folder.
unset HOME
cpc --bank "$BANK"
echo "exit $?"
printf 'q\n' | cpc --bank "$BANK" study
echo "exit $?"
HOME='' cpc --bank "$BANK"
echo "exit $?"
cpc help >page
echo "exit $?"
cpc --bank "$BANK" --db x.db | head -n 1
printf 'a\nq\n' | cpc --bank "$BANK" --db x.db study --seed 1 | tail -n 9
