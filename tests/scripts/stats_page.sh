#!/bin/sh
# The page of cpc stats --html in a real browser: nothing is fetched, nothing runs, it fits narrow and
# wide windows, is readable in light and dark, and prints on white. Skipped where there is no Chromium.
. "$(dirname "$0")/tap"
for browser in chromium chromium-browser google-chrome ''; do
	command -v "$browser" >/dev/null 2>&1 && break
done
if [ -z "$browser" ]; then
	echo '1..0 # SKIP no chromium'
	exit 0
fi
CPC=${CPC:-$root/build/cpc}
mkdir bin home
ln -s "$CPC" bin/cpc
PATH=$tmp/bin:$PATH
export PATH HOME="$tmp/home" TZ=UTC LC_ALL=C.UTF-8 CPC_NOW=2026-11-22T09:00:00Z
. "$root/tests/cli/exam.bank"
. "$root/tests/cli/stats.days"
make_days
cpc stats --html full.html >/dev/null
cpc stats --db empty.db --html empty.html >/dev/null
python3 "$root/tests/scripts/page.py" "$browser" full.html empty.html
