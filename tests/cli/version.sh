# The numbers differ from one machine to the next.
cpc --version | sed -E 's/[0-9]+(\.[0-9]+)+/N/g'
cpc study --version | head -n 1 | sed -E 's/[0-9]+(\.[0-9]+)+/N/g'
ls -A
