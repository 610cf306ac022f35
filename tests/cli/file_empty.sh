# An empty file is taken, as after `mktemp`; a link is followed; a name may be odd.
export CPC_BANK="$BANK"
: >empty.db
chmod 600 empty.db
cpc --db empty.db | head -n 1
ln -s empty.db link.db
cpc --db link.db | head -n 1
cpc --db 'a name?mode=ro#1%20.db' | head -n 1
cpc --db './-x.db' | head -n 1
find . | LC_ALL=C sort
