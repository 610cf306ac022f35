# A pass of 82, after an exam that made a forecast possible: what was expected, what came, how sure
# the candidate was, what to do next; the same as JSON; and today.
. "${0%/*}/exam.bank"
. "${0%/*}/exam.sit"
make_bank bank 80
export CPC_BANK=bank CPC_DB=x.db
cpc config exam-date 2026-12-13 >/dev/null
sit 1 71 >/dev/null
export CPC_NOW=2026-11-29T09:00:00Z
sit 2 82 marks
cpc results 2 | sed -n '/^Exam/,$p' >again
sed -n '/^Exam [0-9]/,$p' sat | diff - again && echo 'as when it was handed in'
cpc results --json
cpc results --exit-status >/dev/null
echo "exit $?"
cpc results 1 | head -n 3
cpc
cpc doctor --rebuild
cpc results 2 | sed -n '/^Exam/,$p' | diff - again && echo 'as before the rebuild'
