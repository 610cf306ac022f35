# Files that are damaged or no sets of questions: one clear line for each mistake, and nothing stored.
. "${0%/*}/bad.files"

front='---\nset: a\ndomain: cpt\nyear: 2026\n---\n'
question='## q-1 T\ndifficulty: 1\n\nStem?\n\n- [x] a\n- [ ] b\n\n> r\n'

echo '-- cut off'
printf '%b' "$front\n## q-1 T\ndifficulty: 1\n\nStem?\n\n- [x] a" >cut.md
printf '{"format":1,"questions":[\n{"id":"a","stem":"S","choices":[{"text":"x","key":tr' >cut.json
printf '{"id":"a","stem":"S","answers":["x"]}\n{"id":"b","stem":"S","ans' >cut.jsonl
printf 'question,a,b,answer\nS,x,y,a\nS,x,"y' >cut.csv
printf 'question\ta\tb\tanswer\nS\tx\ty\ta\nS\tx' >cut.tsv
printf '#separator:tab\nfront\tback\n"front\tba' >cut.txt
printf 'a term\tits definition\nanother' >cards.quizlet
printf 'Which?\nA) x\nB) y\nANSWER: A\n\nWhat?\nA) x' >cut.aiken
printf '::a::Which? {\n=x\n~y\n}\n\n::b::What? {\n=x' >cut.gift
printf '<?xml version="1.0"?>\n<quiz><question type="shortanswer">\n<questiontext><te' >cut.xml
for f in cut.md cut.json cut.jsonl cut.csv cut.tsv cut.txt cards.quizlet cut.aiken cut.gift cut.xml; do
	bad $f
done

echo '-- no text'
printf '\177ELF\002\001\001\000\000\000' >program
printf '\211PNG\r\n\032\n\000\000\000\rIHDR' >picture.csv
printf '\377\376q\000u\000e\000s\000t\000' >utf16.csv
printf '\376\377\000q\000u\000e\000s\000t' >utf16.gift
printf 'question,a,b,answer\nS,caf\351,y,a\nS,x\000,y,a\nS,\355\240\200,y,a\nS,\300\257,y,a\n' >bytes.csv
printf 'Which?\nA) caf\351\nB) y\nANSWER: A\n' >bytes.aiken
: >empty.csv
printf '\357\273\277' >mark.json
printf '\n\n \n' >blank.gift
for f in program picture.csv utf16.csv utf16.gift bytes.csv bytes.aiken empty.csv mark.json blank.gift; do
	bad $f
done
bad utf16.gift --format gift
bad picture.csv --format markdown

echo '-- malformed'
printf 'question,a,b,answer\n"S,x,y,a\nS,x,y,a\n' >quote.csv
printf 'question,a,b,answer\nS,"x"z,y,a\nS,x,y,c\nS,x,x,a\n' >rows.csv
printf '[{"stem":"S","choices":[{"text":"x","key":true},{"text":"y"}],"colour":1},\n{"stem":"S",}]' >keys.json
printf '%b' "$question" >front.md
printf '%b' "$front\n## q-1 T\ndifficulty: 7\n\nStem?\n\n- [x] a\n- [x] b\n" >keys.md
printf '<!DOCTYPE q [<!ENTITY a "b">]>\n<quiz><question type="shortanswer"/></quiz>\n' >entity.xml
printf '<quiz>\n<question type="x"></quiz>\n' >tags.xml
printf 'S {=x ~y\n\nT {=x}}\n' >braces.gift
for f in quote.csv rows.csv keys.json front.md keys.md entity.xml tags.xml braces.gift; do
	bad $f
done

echo '-- several at once, and from a pipe'
bad cut.aiken rows.csv
bad - --format csv <rows.csv
cpc import no-such.csv
echo "($?)"
unchanged
