# The overview, and a page for each command, from every way of asking.
cpc help
for c in study config doctor help; do
	echo "---- $c"
	cpc help $c
done
cpc help >h
cpc --help | cmp h - && cpc -h | cmp h - && echo 'the overview, three ways'
cpc help study >h
cpc study --help | cmp h - && cpc study -h | cmp h - && cpc --help study | cmp h - && echo 'a page, four ways'
ls -A
