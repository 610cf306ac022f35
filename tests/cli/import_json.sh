# Everything an import says, as JSON: an object a line. A name of a file that JSON cannot hold is shown.
export CPC_BANK="$BANK" CPC_DB=x.db
printf 'Question,A,B,Answer,Picture\nOne?,x,y,a,film.png\nTwo?,x,y,q,\n' >sheet.csv
printf 'a\tb\n' >"$(printf 'c\351\033.txt')"
cpc import sheet.csv --json
echo "exit $?"
cpc import sheet.csv --partial --json
cpc import sheet.csv --partial --dry-run --json
cpc import c* --json
cpc import --list --json
cpc import --undo 1 --json
cpc import --undo 1 --json
echo "exit $?"
cpc import --formats --json
echo 'One? :: x' | cpc import - --format gift --json
