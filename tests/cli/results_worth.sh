# What a pass is worth in the report of a learner in California with cardiology set: after a pass, with
# the chance of the real one beside it, and after a fail, with the way to the missing points.
. "${0%/*}/exam.bank"
. "${0%/*}/exam.sit"
make_bank bank 80
cp -r "$BANK/../../../questionbank/guide" bank/guide
export CPC_BANK=bank CPC_DB=x.db
cpc config state CA
cpc config specialty cardiology
sit 1 66
export CPC_NOW=2026-11-29T09:00:00Z
sit 2 82
cpc results --json
