# Findings, a line each, the report, and the exit code by level; from a file, a folder, a pipe, the bank.
export CPC_DB=x.db CPC_BANK="$BANK"
lint() {
	echo "\$ lint $*"
	cpc lint "$@"
	echo "exit $?"
}
mkdir mine codes
cat >mine/eye.md <<'EOF'
---
set: mine
domain: nervous
year: 2026
---

## eye-0001 One
difficulty: 2
basis: book
source: A book

Which code is not reported?

- [ ] 65778
  Why not.
- [x] 65779, D0120
  Why.
- [ ] 65780
  Why not.
- [ ] All of the above
  Why not.

> The rule.
EOF
echo 'no questions' >mine/README.md
printf 'code\tcategory\tlive_2026_04\n65778\tI\t1\n65779\tI\t0\n' >codes/cpt.tsv
lint mine/eye.md
lint mine --level E --codes codes
lint - --rule L06 <mine/eye.md
lint mine --json --rule l03
lint --bank
lint --bank --level e --fail W
lint --bank --rule L34 --fail I
COLUMNS=40 lint --bank --rule L02
# What stands before the command is the folder of another bank, and not the bank as what to look at.
cpc --bank nowhere lint mine/eye.md --rule L03
echo "exit $?"
cpc --bank "$BANK" lint --bank --rule L34
echo "exit $?"
# Half of them are right by chance, and all have the same choices.
{
	printf -- '---\nset: mine\ndomain: nervous\nyear: 2026\n---\n'
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
		printf '\n## yes-%d One\ndifficulty: 1\n\nIs this question %d?\n\n' "$i" "$i"
		printf -- '- [x] Right\n  Why.\n- [ ] Wrong\n  Why.\n\n> The rule.\n'
		printf '\n## no-%d One\ndifficulty: 1\n\nIs that number %d?\n\n' "$i" "$i"
		printf -- '- [ ] Right\n  Why.\n- [x] Wrong\n  Why.\n\n> The rule.\n'
	done
} >true.md
lint true.md --imported --level E
lint true.md --imported --level E --json
# A name that JSON cannot hold as it is.
odd=$(printf 'odd\033.md')
cp mine/eye.md "$odd"
cpc lint "$odd" --rule L03 --json
echo "exit $?"
