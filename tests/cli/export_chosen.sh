# What is exported: by set, domain, pattern, flags and misses; where it goes; the learner's own log.
export CPC_BANK="$BANK" CPC_DB=x.db
export_() {
	echo "\$ export $*"
	cpc export "$@" 2>&1
	echo "exit $?"
}
printf 'a\nf\nb\nq\n' | cpc study --seed 1 >/dev/null
printf 'itis\tinflammation\n' | cpc import - --set mine >/dev/null
export_ --flagged --format aiken
export_ --missed --format quizlet
export_ --set mine --format csv
export_ --domain words --match suffix --format gift
export_ --set mine -o mine.json
cat mine.json
export_ --set mine -o mine.json
export_ -o all.tsv
cpc export 2>/dev/null | sed 1q
cpc export --history 2>&1 | sed 's/"device":"[0-9a-f]*"/"device":"..."/'
export_ --history --format csv
export_ --history -o answers.csv
cat answers.csv
