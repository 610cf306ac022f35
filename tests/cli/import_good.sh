# What only looks bad: a mark of bytes, other ends of lines, text with escapes for terminals. It is
# stored as it is, shown harmlessly, and comes out again byte for byte.
. "${0%/*}/bad.files"
printf '\357\273\277question,a,b,answer\r\nThe \342\200\234smart\342\200\235 one?,"two\r\nlines",y,b\r\n' >windows.csv
printf 'Which one?\rA) x\rB) y\rANSWER: B\r' >mac.aiken
cpc import windows.csv mac.aiken | sed -n '1,4p'

printf 'id,set,domain,year,title,kind,difficulty,stem,choice_a,choice_b,key\n' >escapes.csv
printf 'e-1,escapes,cpt,2026,A \033]0;title\007,single,2,\033[2J\033[31mred \302\205 \342\200\256right,\033]52;c;eA==\007,\177,a\n' >>escapes.csv
cpc import escapes.csv | sed -n 1,2p
cpc export --set escapes --format csv -o out.csv 2>/dev/null
for text in '\033]0;title\007' '\033[2J\033[31mred \0302\0205 \0342\0200\0256right' '\033]52;c;eA==\007' '\0177'; do
	grep -q -F -e "$(printf '%b' "$text")" out.csv && echo 'as it was'
done
printf 'a\nq\n' | cpc quiz --set escapes --seed 1 2>&1 | sed -n '1,/^ *A\./p' | cat -v
printf 'question,a,b,answer\n\033[31mS,x,y,\033[5m\n' >fault.csv
cpc import fault.csv 2>&1 >/dev/null | cat -v
