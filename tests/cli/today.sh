# The first day, from a file that is not there yet; and the same for a program.
cpc --bank "$BANK" --db x.db
cpc --bank "$BANK" --db x.db --json
