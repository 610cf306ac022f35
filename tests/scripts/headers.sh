#!/bin/sh
# Each public header compiles alone, first and twice, as C11 and as C++.
. "$(dirname "$0")/tap"
cd "$root" || exit 70
cxx=$(command -v c++ || command -v g++ || command -v clang++)
for h in include/*.h; do
	name=${h##*/}
	printf '#include "%s"\n#include "%s"\nint x;\n' "$name" "$name" >"$tmp/a.c"
	cp "$tmp/a.c" "$tmp/a.cc"
	is "$name as C" "$(${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only "$tmp/a.c" 2>&1)" ''
	if [ -n "$cxx" ]; then
		is "$name as C++" "$("$cxx" -std=c++11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only "$tmp/a.cc" 2>&1)" ''
	else
		n=$((n + 1))
		echo "ok $n - $name as C++ # SKIP no C++ compiler"
	fi
done
finish
