# A line of JSON for each question, verdict and report; all else goes to standard error.
export CPC_BANK="$BANK" CPC_DB=x.db
printf '%s\n' a zz '?' b! e h a u a E11.9 f '' q | cpc study --json --seed 1 >lines
cat lines
if command -v python3 >/dev/null 2>&1; then
	python3 - <<-'END'
		import json
		for line in open('lines', encoding='utf-8'):
		    assert json.loads(line)['format'] == 1, line
	END
fi
