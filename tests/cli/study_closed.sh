# Whoever reads has gone, or never was there: no noise in the first case, exit code 74 in the second,
# and the file is sound.
export CPC_BANK="$BANK" CPC_DB=x.db
yes a | cpc study --seed 1 | head -n 2
cpc doctor >/dev/null
echo "doctor $?"
printf 'd\nb\n' | CPC_DB=y.db cpc study --seed 1 >&-
echo "exit $?"
CPC_DB=z.db cpc study --seed 1 <&- | head -n 2
for c in '' help --version doctor config --json 'study --json'; do
	# shellcheck disable=SC2086
	cpc $c >&-
	echo "${c:-today} $?"
done
