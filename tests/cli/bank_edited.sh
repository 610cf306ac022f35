# The bank changes between sessions: a question is reworded, one goes, one is new. What was answered
# stays answered.
cp -R "$BANK" bank
chmod -R u+w bank
f=bank/questions/anatomy/bones.md
export CPC_BANK=bank CPC_DB=x.db
printf 'c\nq\n' | cpc study --domain bones --seed 1 | sed -n 4,10p
sed -e 's/Which bone is the longest of the body?/Of all bones, which is the longest?/' \
	-e '/^## bon-0003/,/^> Clavicle/d' "$f" >new
cat >>new <<-'END'

	## bon-0005 The ulna is on the side of the little finger
	difficulty: 1

	Which bone of the forearm lies on the side of the little finger?

	- [x] Ulna
	- [ ] Radius

	> Thumb, radius; little finger, ulna.
END
cp new "$f"
cpc --json
cpc doctor
CPC_NOW=2026-12-24T09:00:00Z cpc study --domain bones --seed 1 </dev/null | sed -n 2,6p
rm -r bank/questions/anatomy
sed -e '/^bones/d' -e 's/,35,1/,75,1/' "$BANK/blueprint.csv" >bank/blueprint.csv
cpc --json
cpc doctor
