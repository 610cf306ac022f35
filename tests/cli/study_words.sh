# Every word, in its short and its long form, before and after an answer.
export CPC_BANK="$BANK" CPC_DB=x.db
echo '-- ? e u f h h s, then an answer with h'
printf '%s\n' '?' e u f h h h c s d '?' e f u q | cpc study --seed 1
echo '-- sure and guessed'
printf '%s\n' 'b!' '' 'b?' '' help hint SKIP Flag undo Explain quit a | cpc study --seed 1
