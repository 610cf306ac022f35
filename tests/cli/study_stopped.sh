# A second session on the same file has to wait; the first, asked to stop, gives its account.
export CPC_BANK="$BANK" CPC_DB=x.db
mkfifo in out
cpc study --seed 1 <in >out &
pid=$!
exec 3>in 4<out
# The first line tells that the session has begun.
IFS= read -r line <&4
cpc study
echo "second $?"
cpc
echo a >&3
until [ "$line" = 'Wrong: you took a, the answer is d' ]; do IFS= read -r line <&4 || break; done
kill -TERM $pid
cat <&4
wait $pid
echo "first $?"
cpc doctor
