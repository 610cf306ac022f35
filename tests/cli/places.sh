# Where the file is made, and that only its owner may read it.
export CPC_BANK="$BANK"
umask 000
cpc | head -n 1
modes() {
	for f in "$@"; do printf '%.10s\n' "$(ls -ld "$f")"; done
}
modes .local .local/share/cpc .local/share/cpc/cpc.db
XDG_DATA_HOME=$HOME/data cpc | head -n 1
XDG_DATA_HOME=relative cpc | head -n 1
CPC_DB=own.db cpc | head -n 1
CPC_DB=own.db cpc --db other.db | head -n 1
cpc --db deep/er/x.db | head -n 1
modes deep deep/er deep/er/x.db
find . -type f | LC_ALL=C sort
