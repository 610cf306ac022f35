# What cpc lint does not take.
export CPC_DB=x.db CPC_BANK="$BANK"
try() {
	cpc lint "$@" </dev/null
	echo "exit $?: $*"
}
mkdir empty lists
echo 'nothing' >bad.md
printf -- '---\nset: x\n---\n\n## one\n' >worse.md
printf 'modifier\ttitle\n255\tx\n' >lists/modifiers.tsv
try
try nowhere.md
try empty
try bad.md worse.md
try -
try --bank bad.md
cpc --bank empty lint
echo "exit $?: --bank empty lint"
try --bank --rule L14
try --bank --rule 9
try --bank --level X
try --bank --fail EW
try --bank --codes nowhere
try --bank --codes empty
try --bank --codes .
try --bank=here
try --codez x
ls
