# As JSON: a line for each part. Of numbers with a fraction six digits, since machines part after that.
. "${0%/*}/exam.bank"
. "${0%/*}/stats.days"
make_days
{ cpc stats --json; cpc stats --bank --json; } | sed 's/\(\.[0-9]\{6\}\)[0-9]*/\1/g'
cpc stats --html page.html --json
cpc stats --html page.html --json
