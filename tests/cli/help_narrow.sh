# In a narrow window no line is wider than it is.
for COLUMNS in 20 40 1000; do
	export COLUMNS
	cpc help study >page
	echo "$COLUMNS: $(awk '{ if (length($0) > n) n = length($0) } END { print n }' page)"
done
COLUMNS=40 cpc help
