# Without a terminal there is neither colour nor drawing, so that --plain changes nothing.
export CPC_BANK="$BANK"
session() {
	rm -f x.db*
	printf '%s\n' a e h b '?' q | "$@" cpc --db x.db study --seed 1
	"$@" cpc --db x.db
}
session env >usual
session env TERM=xterm-256color CLICOLOR_FORCE=1 >other
cmp usual other
plain() {
	rm -f x.db*
	printf '%s\n' a e h b '?' q | cpc --plain --db x.db study --seed 1
	cpc --db x.db --plain
}
plain >other
cmp usual other
LC_ALL=C session env >other
cmp usual other
grep -c "$(printf '\033')" usual || true
