# Cards: notes of Anki as text with fronts, backs, gaps and pictures; a package of them; a Quizlet set from a pipe.
export CPC_BANK="$BANK" CPC_DB=x.db
import() {
	echo "\$ import $*"
	cpc import "$@" 2>&1
	echo "exit $?"
}
{
	printf '#separator:tab\n#html:true\n#deck column:1\n#tags column:4\n'
	printf 'CPC::Words\tbrady-\tslow\tprefix\n'
	printf 'CPC::Words\ttachy-<br>(prefix)\t<b>fast</b> <img src="heart.jpg">\tprefix\n'
	printf 'My stuff\tThe {{c1::femur}} is the longest {{c2::bone}}.\t\tcloze\n'
} >anki.txt
import anki.txt
printf 'slow\nfast\nfemur\nx\n' | cpc quiz --set anki --seed 2
cpc export --set anki 2>/dev/null
echo '-- as a package and back, into another file'
cpc export --set anki -o deck.apkg
import deck.apkg --db y.db
cpc --db y.db export --set anki 2>/dev/null >y.md
cpc export --set anki 2>/dev/null | diff - y.md && echo equal
echo '-- from a pipe'
printf 'itis\tinflammation\nosis\tcondition\n' | import - --set pasted
printf 'itis - inflammation\nosis - condition\n' | import - --set other
printf 'itis - inflammation|osis - condition' | import - --set other --between ' - ' --rows '|' --domain words
cpc export --set other --between ' = ' 2>/dev/null
