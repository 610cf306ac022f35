# What cannot be imported: a sentence each that says what was found, where, and what to do; nothing is kept.
export CPC_BANK="$BANK" CPC_DB=x.db
import() {
	echo "\$ import $*"
	cpc import "$@" 2>&1
	echo "exit $?"
}
printf 'Quiz 4,,,,,\n\nQuestion,A,B,C,D,Answer\nGood?,1,2,3,4,A\nBad?,1,2,3,4,F\nNone?,1,2,3,4,\n' >bad.csv
import
import nosuch.csv
import bad.csv nosuch.csv
import bad.csv
import bad.csv --json
import bad.csv --format excel
import bad.csv --domain bone
import bad.csv --set 'My Set'
import bad.csv --set cpc
import bad.csv --map stem
import bad.csv --map stem=Frage,key=Answer
import bad.csv --map stm=Question
import bad.csv --bogus
import --undo
import --undo x
import --undo 7
import --list bad.csv
import - - </dev/null
import - --check </dev/null
import - </dev/null
printf 'just text\nand more\n' | import -
printf '\377\376a\000b\000' | import -
mkdir empty
import empty
import --list
import bad.csv --partial
import --list
import bad.csv --check
