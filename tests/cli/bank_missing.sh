# No folder, a folder without a bank, a file.
try() {
	cpc --db x.db "$@"
	echo "exit $?"
}
mkdir empty
: >file
try --bank nowhere
try --bank empty
try --bank file
try --bank ''
echo '-- with questions from before, a bank that is named still has to be there'
try --bank "$BANK" | tail -n 1
try study --bank nowhere
echo '-- one of the environment has not'
export CPC_BANK=nowhere
printf 'q\n' | try study --seed 1
try
echo '-- these need none'
try config new-per-day
try doctor
