# A file that is not ours, or that cannot be used: a sentence, the exit code, and it is left alone.
export CPC_BANK="$BANK"
try() {
	[ -d "$1" ] || cp -p "$1" before
	cpc --db "$1" study </dev/null 2>said
	echo "exit $?"
	# Numbers that change with every version.
	sed -E 's/[0-9]+\.[0-9]+\.[0-9]+/N/; s/up to [0-9]+/up to N/' said
	[ -d "$1" ] || cmp "$1" before
	rm -f before said
}
# bytes FILE OFFSET OCTAL...: written over what is there
bytes() {
	file=$1 at=$2
	shift 2
	printf %b "$(printf '\\0%s' "$@")" | dd of="$file" bs=1 seek="$at" conv=notrunc 2>/dev/null
}
cpc --db sound.db >/dev/null
cp sound.db newer.db
bytes newer.db 60 000 000 003 347
cp sound.db foreign.db
bytes foreign.db 68 000 000 000 007
echo 'Not a database, but a text of some length.' >text.db
head -c 4096 /dev/zero | tr '\000' 'z' >long.db
cp sound.db readonly.db
chmod 400 readonly.db
mkdir folder
mkfifo fifo
for f in newer foreign text long readonly; do try $f.db; done
try folder
cpc --db fifo
echo "exit $?"
cpc --db text.db/x.db
echo "exit $?"
find . | LC_ALL=C sort
