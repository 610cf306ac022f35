# What a pass is worth: by the nation, by a state, by the learner's own pay; a state that is not listed.
cp -r "$BANK" bank
cp -r "$BANK/../../../questionbank/guide" bank/guide
export CPC_BANK=bank CPC_DB=x.db
cpc guide salary
printf '\n$ California, cardiology\n'
cpc config state CA
cpc config specialty cardiology
cpc guide salary
printf '\n$ own pay, years\n'
cpc config salary 41250
cpc config years 2
cpc guide salary
printf '\n$ other than what is set\n'
cpc guide salary --state "North Dakota" --specialty auditing --years 12
