# A guide with mistakes is not taken, and the one from before stays; one that is gone, goes.
cp -r "$BANK" bank
cp -r "$BANK/../../../questionbank/guide" bank/guide
export CPC_BANK=bank CPC_DB=x.db
cpc guide outlook | sed -n 3p
sed -e 's/,8,8,/,9,8,/' -e 's/jobs_year/jobs/' bank/guide/outlook.csv >outlook.csv
printf 'a,b\n' >bank/guide/premium.csv
printf 'key,figure\n' >bank/guide/weather.csv
cp outlook.csv bank/guide/outlook.csv
cpc guide outlook
echo "exit $?"
cpc guide outlook --bank bank
echo "exit $?"
sed 's/,9,8,/,9,9,/' outlook.csv | sed 's/,jobs,/,jobs_year,/' >bank/guide/outlook.csv
rm bank/guide/weather.csv
cp "$BANK/../../../questionbank/guide/premium.csv" bank/guide
cpc guide outlook | sed -n 3p
rm bank/guide/premium.csv
cpc guide premium
echo "exit $?"
cpc guide salary
echo "exit $?"
