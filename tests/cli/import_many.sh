# Hundreds of pictures, and more mistakes than are told, do not bury the report; a dry run tells all of the first.
export CPC_BANK="$BANK" CPC_DB=x.db
n=0
{
	echo 'Question,A,B,Answer,Picture'
	while [ $n -lt 400 ]; do
		n=$((n + 1))
		echo "Question $n?,x,y,a,film$n.png"
	done
} >films.csv
cpc import films.csv 2>&1
cpc import films.csv --dry-run 2>&1 >/dev/null | grep -c 'note: found the picture'
cpc import films.csv --strict 2>&1 | tail -4
cpc import films.csv --json --dry-run | cut -c1-60 | sort | uniq -c | sort -rn | sed -n '1p;$p'
n=0
{
	echo 'Question,A,B,Answer'
	while [ $n -lt 1200 ]; do
		n=$((n + 1))
		echo "Question $n?,x,y,z"
	done
} >wrong.csv
cpc import wrong.csv 2>wrong.err
echo "exit $?"
wc -l <wrong.err | tr -d ' '
tail -2 wrong.err
