# Problems, a sentence each, and exit code 1 until they are gone.
export CPC_BANK="$BANK" CPC_DB=data/x.db
check() {
	cpc doctor "$@"
	echo "exit $?"
}
cpc >/dev/null
chmod 666 data/x.db
: >data/x.sync-conflict-20261122-090000-ABCDEFG.db
: >data/y.sync-conflict-20261122-090000-ABCDEFG.db
check
check --json
check --rebuild
rm data/x.sync*
chmod 600 data/x.db
: >"data/x (conflicted copy).db"
COLUMNS=40 check
rm data/*copy*
check
