# What the bank holds; its folder is named before the command.
export CPC_DB=x.db
cpc --bank "$BANK" stats --bank
echo "exit $?"
CPC_BANK="$BANK" cpc stats --bank --json | sed 's/\(\.[0-9]\{6\}\)[0-9]*/\1/g'
