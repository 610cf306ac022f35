# A command line that is wrong: one sentence, a hint where there is one, exit code 2, and no file.
export CPC_BANK="$BANK"
try() {
	cpc --db x.db "$@"
	echo "exit $?"
}
try studdy
try stduy
try STUDY
try xyzzy
try ''
try study now
try today
try doctor --rebuid
try --versio n
try --verbose
try study -x
try -xy study
try --domain bones
try --count=3 study
try --rebuild
try --reset exam-date
try --json=1
try study --count
try help studdy
try help study more
try config a b c
try --db
try -- doctor more
ls -A
