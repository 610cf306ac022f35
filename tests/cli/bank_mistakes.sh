# Every mistake is told, with its line. The first run has nothing else to go on with; later ones do.
cp -R "$BANK" bank
chmod -R u+w bank
f=bank/questions/anatomy/bones.md
export CPC_BANK=bank CPC_DB=x.db
sed -e 's/^difficulty: 2/difficulty: 7/' -e 's/^- \[x\] Clavicle/- [ ] Clavicle/' "$f" >broken
cat >>broken <<-'END'

	## bon-0001 The same once more
	colour: red

	Is it?

	- [x] Yes
	- [ ] yes
END
cp "$f" sound
cp broken "$f"
sed 's/,25,0/,26,0/' "$BANK/blueprint.csv" >bank/blueprint.csv
echo '-- the first run'
cpc
echo "exit $?"
cpc study </dev/null
echo "exit $?"
echo '-- mended'
cp sound "$f"
cp "$BANK/blueprint.csv" bank/blueprint.csv
cpc | tail -n 4
echo '-- broken again'
cp broken "$f"
cpc | tail -n 4
printf 'q\n' | cpc study --seed 1 | head -n 4
echo '-- and when the bank is named'
cpc --bank bank
echo "exit $?"
