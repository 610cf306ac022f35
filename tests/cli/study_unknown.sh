# What is no answer is said so, and the question stands: nothing of it is in the log.
export CPC_BANK="$BANK" CPC_DB=x.db
long=$(head -c 60 /dev/zero | tr '\000' y)
printf '%s\n' zz e5 5 0 a1 'a b' aa '!' '??' 'a!!' -- /femur "$long" 'Sjögren' "$(printf 'esc \033[31m')" \
	"$(printf 'cut \303')" | cpc study --seed 1
head -c 100000 /dev/zero | tr '\000' x | cpc study --seed 1 | head -n 3
printf 'a\000b\n\000\nd\n' | cpc study --seed 1 | sed -n 11p
cpc doctor
