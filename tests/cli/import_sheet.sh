# A spreadsheet as an instructor saves it, at first try: a title above, a byte order mark, CRLF, lines within cells,
# quotes of printers, blank rows, columns without a name, keys as letters, numbers and texts. Then edited, imported
# again, listed, taken back.
export CPC_BANK="$BANK" CPC_DB=x.db
import() {
	echo "\$ import $*"
	cpc import "$@" 2>&1
	echo "exit $?"
}
{
	printf '\357\273\277Quiz 4 – Fall 2026,,,,,,,,,,\r\n,,,,,,,,,,\r\n'
	printf '"Question #",Question,Option A,Option B,Option C,Option D,Correct Answer,Explanation,Topic,,""\r\n'
	printf '1,"A patient\342\200\231s skin tag is removed.\nWhich code is reported?",11200,11201,11300,11400,A,"“11200” covers up to\nand including 15 lesions.",Words,,\r\n'
	printf '2,Which one says “separate procedure”?,25,59,51,57,2,59 is for distinct services.,BONES,,\r\n'
	printf ',,,,,,,,,,\r\n'
	printf '3,What does “brady-” mean?,slow,fast,above,below,slow,,words,,\r\n'
	printf '4,"Café visit, naïve question: which place is “office”?",11,21,22,23,a),,Week 3,,\r\n'
	printf '5,Which are visits?,99213,99214,11200,36415,"A, B",,Codes,,\r\n'
} >sheet.csv
import sheet.csv
cpc export --set sheet 2>/dev/null
echo '-- asked'
printf 'a\n' | cpc quiz --set sheet --match tag --seed 1
echo '-- the same again'
import sheet.csv
echo '-- one stem edited, one choice, the rows in another order and numbered anew'
mkdir new
{
	sed -n '1,3p' sheet.csv
	echo '1,Which are visits?,99213,99214,11200,36416,"A, B",,Codes,,'
	echo '2,What does the prefix “brady-” mean?,slow,fast,above,below,slow,,words,,'
	sed -n '4,7p' sheet.csv | sed 's/^\([12]\),/9\1,/'
} >new/sheet.csv
import new/sheet.csv --dry-run
import new/sheet.csv
import --list
echo '-- taken back, the last first'
import --undo 1
import --undo 2
import --undo 1
import --list
cpc stats | head -3
COLUMNS=40 import sheet.csv --domain words
