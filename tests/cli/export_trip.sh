# Ten questions of every kind from the native format into each other and back. `equal`: the native file is what it
# was. Where a format cannot hold all of it the export says what, and what it holds is there again: written once more
# it is the same file.
export CPC_BANK="$BANK" CPC_DB=x.db
ten=${0%/*}/ten.md
cpc import "$ten"
cpc export --set ten -o ten.md
cmp "$ten" ten.md && echo equal
for format in $(cpc import --formats --json | sed 's/.*"name":"\([a-z-]*\)".*/\1/'); do
	echo "-- $format"
	cpc export --set ten --format "$format" -o "there.$format" 2>&1
	cpc import --db "$format.db" --format "$format" --set ten --domain bones "there.$format" 2>&1 | sed -n '1,/^$/p'
	cpc export --db "$format.db" --set ten --format "$format" -o "again.$format" 2>/dev/null
	cmp "there.$format" "again.$format" && echo 'the same again'
	cpc export --db "$format.db" --set ten 2>/dev/null | cmp -s "$ten" - && echo equal
done
cat there.aiken there.quizlet
