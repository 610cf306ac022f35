#!/bin/sh
# The archive shows the public names and no others; check-symbols finds both kinds of difference.
. "$(dirname "$0")/tap"
is 'libcpc.a shows what the headers declare' "$("$root/scripts/check-symbols" "$BUILD/libcpc.a")" ''

mkdir -p scripts include
cp "$root/scripts/check-symbols" scripts
cat >include/cpc.h <<'H'
#ifndef CPC_H
#define CPC_H
#define CPC_MACRO(x) cpc_in_macro(x)
extern "C" {
/* cpc_in_comment() was here,
   cpc_there() too. */
struct cpc;
typedef int (*cpc_callback)(void *);
int cpc_open(const char *path, int (*cpc_each)(void *)); // cpc_not_this(1)
const char *
cpc_two_lines (void);
static inline int cpc_inline(int x)
{
	return x;
}
}
#endif
H
is 'names are declarations only' "$(scripts/check-symbols --list | tr '\n' ' ')" 'cpc_open cpc_two_lines '
echo 'int cpc_open(void); int cpc_open(void) { return 0; } int buf_len; static int quiet(void) { return 0; }
int (*use)(void) = quiet;' >lib.c
if ${CC:-cc} -c lib.c -o lib.o && ar rc lib.a lib.o; then
	is 'differences both ways are named' "$(scripts/check-symbols lib.a)" \
		'declared in include/, not defined in lib.a: cpc_two_lines
visible in lib.a, not declared in include/: buf_len
visible in lib.a, not declared in include/: use'
fi
finish
