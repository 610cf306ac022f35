# Time away, and the end of it.
. "${0%/*}/exam.bank"
make_bank bank 5
export CPC_BANK=bank CPC_DB=x.db
at() {
	CPC_NOW=2026-11-2$1Z
	export CPC_NOW
	shift
	"$@" | grep -v '^ *$' | tail -n 5
}
echo '-- strict, 24 minutes'
echo a | at 2T09:00:00 cpc exam start --seed 1 --count 10
at 2T09:10:00 cpc
echo b | at 2T09:10:00 cpc exam resume
echo '-- a clock put back gives nothing back, not even after kill -9'
mkfifo held
CPC_NOW=2026-11-22T09:15:00Z cpc exam resume <held >held.out 2>&1 &
exec 3>held
until grep -qs '^3 of 10' held.out; do :; done
{
	kill -9 $!
	wait $!
} 2>/dev/null
exec 3>&-
at 2T08:00:00 cpc exam resume </dev/null
at 2T08:05:00 cpc exam resume </dev/null
at 3T09:20:00 cpc
echo a | at 3T09:20:00 cpc exam resume
cpc exam list
echo '-- practice, with more time, shuffled'
printf 'b\npause\n' | at 2T09:00:00 cpc exam start --seed 2 --count 10 --practice --time-factor 1.5 --order shuffled
at 3T10:00:00 cpc exam resume </dev/null
printf '%s\n' time submit y | at 3T11:00:00 cpc exam resume
echo '-- a pipe that is too slow'
mkfifo pipe
trap '' PIPE
export CPC_NOW='2026-11-24T09:00:00Z*1000000'
cpc exam start --seed 3 --count 2 --minutes 1440 <pipe >slow.out 2>slow.err &
exec 3>pipe
until grep -qs 'The time is up' slow.err; do
	echo p 2>/dev/null >&3 || break
done
exec 3>&-
wait
tail -n 1 slow.err
grep -c 'it ran out' slow.out
cpc exam list
