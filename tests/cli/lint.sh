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
