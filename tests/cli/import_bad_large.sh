# What is too large, too wide or too deep: the message names the limit, and nothing is stored.
. "${0%/*}/bad.files"
# repeat TEXT N
repeat() {
	awk -v text="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'
}
many() {
	head -c "$1" /dev/zero | tr '\000' x
}
{ printf 'question,a,b,answer\n'; many 67108864; printf ',x,y,a\nS,x,y,c\n'; } >line.csv
{ printf 'question,a,b,answer\n"'; repeat 'line of a cell\n' 200000; printf '",x,y,a\n'; } >record.csv
{ printf 'question,a,b,answer\nS,x,y,a'; repeat , 100000; printf '\n'; } >columns.csv
{ printf 'question'; repeat ',a' 100000; printf '\nS\n'; } >header.csv
{ printf '[{"stem":'; repeat '[' 100000; repeat ']' 100000; printf '}]'; } >deep.json
{ printf '{"stem":'; repeat '{"a":' 100000; printf '\n'; } >deep.jsonl
{ printf '[{"stem":"'; many 2000000; printf '"}]'; } >question.json
{ printf '<quiz>'; repeat '<a>' 100000; } >deep.xml
{
	printf '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "lol">\n'
	printf '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">\n<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>\n<quiz>&c;</quiz>\n'
} >laughs.xml
{ printf '<quiz>\n<question type="shortanswer">\n<questiontext><text>'; many 2000000; printf '</text>'; } >text.xml
{ printf 'Which?\nA) '; many 2000000; printf '\nB) y\nANSWER: A\n'; } >line.aiken
{ printf '::a::S {\n'; repeat '~x\n' 400000; printf '}\n'; } >question.gift
{ printf '#separator:tab\nterm\t'; many 2000000; printf '\n'; } >line.txt
{ printf -- '---\nset: a\ndomain: cpt\nyear: 2026\n---\n'; many 70000; printf '\n'; } >line.md
{ printf -- '---\nset: a\ndomain: cpt\nyear: 2026\n---\n'; repeat 'a line\n' 2500000; } >long.md
for f in line.csv record.csv columns.csv header.csv deep.json deep.jsonl question.json deep.xml \
	laughs.xml text.xml line.aiken question.gift line.txt line.md long.md; do
	bad $f
done
unchanged

echo '-- larger than any question, and skipped'
{ printf 'question,a,b,answer\nWhich?,x,y,a\n'; many 70000; printf ',x,y,a\n'; } >question.csv
cpc import question.csv 2>&1 | sed -n '1,5p'
