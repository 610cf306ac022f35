# Letters in both cases, digits, blanks, empty lines, lines that end as on Windows, and a last line
# without its end.
export CPC_BANK="$BANK" CPC_DB=x.db
printf '\n\n  D \r\n\r\n1\n\n\n e11.9\t\r\n' | cpc study --seed 1 | grep -v '^$'
printf '\n3 !\n\n2?\n\nA' | cpc study --seed 1 | grep -v '^$'
