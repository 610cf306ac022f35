/*
 * banned.h - calls that do not compile here; put in front of every file by the Makefile.
 * May use: nothing. Each name has a better one: buf and str for text, snprintf, strtoll with its
 * checks (str_to_i64), localtime_r (clock of the program), rng, posix_spawn, malloc.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef __cplusplus
/* Macros in some C libraries, with some options: clang poisons no macro. */
#undef strcpy
#undef strcat
#undef sprintf
#undef vsprintf
#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol gets localtime gmtime rand srand
/* Not poisoned: a code has a system too. The call alone names something that is not there. */
#define system(...) system_is_banned_use_posix_spawn(__VA_ARGS__)
#undef alloca
#pragma GCC poison alloca
#endif

#endif
