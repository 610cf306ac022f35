# The table of rules.
cpc lint --rules
COLUMNS=40 cpc lint --rules | head -n 12
cpc lint --rules --json | head -n 2
cpc help lint
