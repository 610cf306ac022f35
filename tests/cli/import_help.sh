# What the two commands say of themselves.
cpc help import
cpc help export
export CPC_BANK="$BANK" CPC_DB=x.db
cpc import --formats
COLUMNS=40 cpc import --formats
