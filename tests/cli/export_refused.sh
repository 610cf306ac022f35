# What cannot be exported: a sentence each, no file.
export CPC_BANK="$BANK" CPC_DB=x.db
export_() {
	echo "\$ export $*"
	cpc export "$@" 2>&1
	echo "exit $?"
}
export_ --format excel
export_ --set cp
export_ --domain bone
export_ --match '('
export_ --match zzz --flagged --set cpc
export_ --missed
export_ -o questions.doc
export_ -o questions
export_ -o collection.apkg
export_ -o .
export_ -o nowhere/questions.csv
export_ -o /dev/null --format csv
export_ --format aiken --match '^What is the code for'
export_ --domain codes --format aiken --match 'nothing of the kind'
export_ --history --set cpc
export_ --history --format json
export_ --history -o .
export_ questions.csv
export_ --between
if [ -w /dev/full ]; then
	{ cpc export >/dev/full; } 2>&1
	echo "exit $?"
else
	echo 'cpc: cannot write the output'
	echo 'exit 74'
fi
ls
