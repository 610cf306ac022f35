# cpc - build, test and install. GNU make, no configure step: `make help` lists what there is.
#
# A compiler and a mode (release, debug, asan, coverage) together are a variant, and each builds in
# a folder of its own, build/<cc>-<mode>/, so that another compiler or a sanitizer rebuilds nothing
# of the everyday build. build/cpc and build/libcpc.a are links to the everyday variant.
# Written for GNU make 3.81 and later, since that is what macOS has. Recipes are POSIX sh.

VERSION = 0.1.0

CC ?= cc## C compiler; gcc and clang are tried
CFLAGS ?= $(CFLAGS_$(MODE))## optimisation and debugging; what the code needs is added to it
LDFLAGS ?=## options for the linker
WERROR = -Werror## empty: warnings do not stop the build
V = 0## 1: show whole commands
CODES =## for lint-bank: a folder with lists of codes
GIFT_NODE_DIR ?=## for check-peers: a folder whose node_modules has gift-pegjs
TESTS =## for check: only these kinds or tests, such as: unit, unit/rules/fsrs, cli/NAME
FUZZ =## for fuzz: only these, such as: gift write-gift html
FUZZ_SECONDS = 60## for fuzz: how long each is looked at
MODE = release## release, debug, asan, coverage, fuzz; set by the targets of these names
PREFIX = /usr/local## where install puts things
DESTDIR =## a folder put before PREFIX, for packagers
PKG_CONFIG ?= pkg-config## finds the libraries
OBJCOPY ?= objcopy## hides the internal names of the library (not used on macOS)

.DEFAULT_GOAL := all
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:
MAKEFLAGS += --no-builtin-rules

Q = $(if $(filter 0,$(V)),@)
say = $(if $(filter 0,$(V)),@echo "  $(1) $(2)")
# A shell word, quoted: $(call quote,it's) is 'it'\''s'.
quote = '$(subst ','\'',$(1))'

# ---------------------------------------------------------------------------------------------
# The variant

ifeq ($(filter $(MODE),release debug asan coverage fuzz),)
$(error MODE=$(MODE) is none of: release debug asan coverage fuzz)
endif

OS := $(shell uname -s)
# The compiler without its folder, its options and a launcher: "ccache gcc-12 -m64" is gcc-12.
CC_NAME := $(notdir $(lastword $(filter-out -%,$(CC))))
B := build/$(CC_NAME)-$(MODE)

# Only the test that embeds the library in C++ needs one; without it that test is skipped.
ifeq ($(origin CXX),default)
CXX := $(if $(findstring clang,$(CC_NAME)),$(subst clang,clang++,$(CC_NAME)),$(if \
	$(findstring gcc,$(CC_NAME)),$(subst gcc,g++,$(CC_NAME)),c++))
endif

CFLAGS_release = -O2 -g
CFLAGS_debug = -O1 -g
CFLAGS_asan = -O1 -g
CFLAGS_coverage = -O0 -g
CFLAGS_fuzz = -O1 -g

# What a mode adds, to compiling and to linking alike.
EXTRA_asan = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
EXTRA_coverage = --coverage
EXTRA_fuzz = -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
EXTRA := $(EXTRA_$(MODE))

# glibc warns about _FORTIFY_SOURCE without optimisation, and the address sanitizer does that work
# itself. Several distributions define it already: hence the -U, and hands off when CFLAGS say it.
ifeq ($(filter $(MODE),asan fuzz),)
ifeq ($(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),)
ifneq ($(filter-out -O0,$(filter -O%,$(CFLAGS))),)
FORTIFY = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif
endif
endif

# ---------------------------------------------------------------------------------------------
# Libraries: name and least version, in pairs

NEED_LIB = sqlite3 3.40 libpcre2-8 10.40 jansson 2.12 expat 2.5 libarchive 3.4
NEED_CLI = readline 8.1
NEED_TEST = cmocka 1.1

GOALS := $(or $(MAKECMDGOALS),all)
BUILD_GOALS := $(filter-out help clean uninstall print-%,$(GOALS))
TEST_GOALS := $(filter check tests asan valgrind coverage build/%,$(BUILD_GOALS))

ifneq ($(BUILD_GOALS),)
ifeq ($(OS),Darwin)
# Homebrew keeps these apart from the system's own, where pkg-config does not look.
BREW := $(shell brew --prefix 2>/dev/null)
export PKG_CONFIG_PATH := $(BREW)/opt/sqlite/lib/pkgconfig:$(BREW)/opt/readline/lib/pkgconfig:$(BREW)/opt/expat/lib/pkgconfig:$(BREW)/opt/libarchive/lib/pkgconfig:$(PKG_CONFIG_PATH)
PKG_CONFIG := PKG_CONFIG_PATH=$(call quote,$(PKG_CONFIG_PATH)) $(PKG_CONFIG)
endif
REMEDY := run scripts/install-deps$(if $(TEST_GOALS), --tests)
ifeq ($(shell command -v $(firstword $(CC))),)
$(error cpc needs a C compiler and there is no $(firstword $(CC)): $(REMEDY))
endif
ifneq ($(shell $(PKG_CONFIG) --version >/dev/null 2>&1 || echo no),)
$(error cpc needs pkg-config to find its libraries: $(REMEDY))
endif
MISSING := $(shell set -- $(NEED_LIB) $(NEED_CLI) $(if $(TEST_GOALS),$(NEED_TEST)); \
	while [ -n "$$1" ]; do \
		$(PKG_CONFIG) --exists "$$1 >= $$2" || echo "$$1 (version $$2 or later)"; shift 2; \
	done)
ifneq ($(MISSING),)
$(error cpc needs $(MISSING): $(REMEDY))
endif
# names of a list of pairs
names = $(shell set -- $(1); while [ -n "$$1" ]; do echo $$1; shift 2; done)
LIB_PKGS := $(call names,$(NEED_LIB))
LIB_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(LIB_PKGS))
LIB_LIBS := $(shell $(PKG_CONFIG) --libs $(LIB_PKGS)) -lm
CLI_PKGS := $(call names,$(NEED_CLI))
# readline's file says which POSIX its own author built with; we say ours.
CLI_CFLAGS := $(filter-out -D_XOPEN_SOURCE=% -D_DEFAULT_SOURCE,$(shell $(PKG_CONFIG) --cflags $(CLI_PKGS))) \
	-D_XOPEN_SOURCE=700
CLI_LIBS := $(shell $(PKG_CONFIG) --libs $(CLI_PKGS))
ifneq ($(TEST_GOALS),)
TEST_PKGS := $(call names,$(NEED_TEST))
TEST_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(TEST_PKGS))
TEST_LIBS := $(shell $(PKG_CONFIG) --libs $(TEST_PKGS))
endif
HAVE_CXX := $(shell command -v $(firstword $(CXX)))
endif

# ---------------------------------------------------------------------------------------------
# Flags

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wno-missing-field-initializers -Wvla -Wformat=2 $(WERROR)
WARN_C = $(WARN) -Wstrict-prototypes -Wmissing-prototypes
BANNED := $(addprefix -include ,$(wildcard src/base/banned.h))

# _XOPEN_SOURCE, for the program only, has wcwidth; on macOS it would hide what is not in POSIX.
COMPILE = $(CC) -std=c11 -D_DEFAULT_SOURCE $(if $(filter Darwin,$(OS)),-D_DARWIN_C_SOURCE) $(CPPFLAGS) -DCPC_VERSION='"$(VERSION)"' -MMD -MP \
	-Iinclude -fstack-protector-strong $(FORTIFY) $(WARN_C) $(EXTRA) $(CFLAGS)
INTERNAL = -Isrc -I$(B)/gen $(BANNED) $(LIB_CFLAGS)
# Where the program looks for the question bank once it is installed.
CLI_DEFS = -DCPC_DATA_DIR='"$(PREFIX)/share/cpc"'
TEST_DEFS = -Itests -DTESTS_DIR=$(call quote,"$(CURDIR)/tests") -DSOURCE_DIR=$(call quote,"$(CURDIR)")
LINK = $(CC) $(EXTRA) $(CFLAGS) $(LDFLAGS)

# ---------------------------------------------------------------------------------------------
# What there is

layer = $(patsubst %.c,$(B)/obj/%.o,$(wildcard src/$(1)/*.c))

HEADERS := $(wildcard include/*.h)
SCHEMA := $(wildcard src/store/schema/*)
GEN := $(if $(wildcard src/store/queries.sql),queries) $(if $(SCHEMA),schema)
GEN_C := $(GEN:%=$(B)/gen/store/%.gen.c)
GEN_H := $(GEN_C:.c=.h)
BASE_OBJS := $(call layer,base)
LIB_OBJS := $(BASE_OBJS) $(call layer,store) $(call layer,rules) $(call layer,formats) \
	$(call layer,engine) $(GEN_C:$(B)/gen/%.c=$(B)/obj/gen/%.o)
CLI_OBJS := $(call layer,cli)
LIB := $(B)/libcpc.a
PROGRAM := $(if $(CLI_OBJS),$(B)/cpc)

program = $(patsubst %.c,$(B)/%,$(1))
UNIT_TESTS := $(call program,$(wildcard tests/unit/*/test_*.c tests/sql/test_*.c tests/fault/test_*.c tests/fuzz/test_*.c))
API_TESTS := $(call program,$(wildcard tests/api/test_*.c))
CXX_SOURCES := $(wildcard tests/api/test_*.cc)
CXX_TESTS := $(if $(HAVE_CXX),$(patsubst tests/api/%.cc,$(B)/tests/api/cxx/%,$(CXX_SOURCES)))
ALL_TESTS := $(UNIT_TESTS) $(API_TESTS) $(CXX_TESTS)
BENCHES := $(call program,$(wildcard tests/bench/bench_*.c))
PEERS := $(call program,$(wildcard tests/peers/*.c))
# Each folder of the corpus is of a format; test_corpus.c asks that each format has one.
FORMATS := $(filter-out html write,$(notdir $(wildcard tests/fuzz/corpus/*)))
FUZZ_OBJS := $(patsubst %,$(B)/obj/tests/fuzz/%.o,property same)
FUZZERS := $(patsubst %,$(B)/tests/fuzz/target_%,$(or $(FUZZ),$(FORMATS) html $(FORMATS:%=write-%)))

# ---------------------------------------------------------------------------------------------
# Targets

.PHONY: all lib links tests check install uninstall asan valgrind coverage lint lint-bank bench fuzz check-peers clean help FORCE

all: $(PROGRAM) lib links ## the program and the library: build/cpc and build/libcpc.a

lib: $(LIB) ## the library alone

# The links follow what was asked for last: `make CC=clang all` leaves clang's program there.
links: $(PROGRAM) $(LIB)
ifeq ($(MODE),release)
	@for f in $(^:$(B)/%=%); do \
		[ "$$(readlink build/$$f)" = "$(B:build/%=%)/$$f" ] || \
			{ rm -f build/$$f && ln -s $(B:build/%=%)/$$f build/$$f; }; \
	done
endif

# The tests' programs, not run.
tests: $(PROGRAM) $(LIB) $(ALL_TESTS)

RUN_TESTS = CPC=$(call quote,$(CURDIR)/$(B)/cpc) BUILD=$(call quote,$(CURDIR)/$(B)) \
	SRC=$(call quote,$(CURDIR)) CC=$(call quote,$(CC)) tests/run

check: $(if $(filter default,$(origin CC)),links) tests ## build everything and run every test
	@$(RUN_TESTS) $(TESTS)

asan: ## the tests under the address and undefined-behaviour sanitizers
	@ASAN_OPTIONS=detect_leaks=1:handle_segv=2:allow_user_segv_handler=0 \
	UBSAN_OPTIONS=print_stacktrace=1 $(MAKE) --no-print-directory MODE=asan check

valgrind: ## unit, api and sql tests and a whole study session under valgrind
ifneq ($(MODE),debug)
	@$(MAKE) --no-print-directory MODE=debug valgrind
else
valgrind: tests
	@TEST_TIMEOUT=1800 TEST_WRAP='valgrind -q --leak-check=full --errors-for-leak-kinds=definite,indirect --error-exitcode=99' \
	$(RUN_TESTS) $(or $(TESTS),unit api sql ./scripts/valgrind-session)
endif

coverage: ## which lines the tests reach
ifneq ($(MODE),coverage)
	@$(MAKE) --no-print-directory MODE=coverage coverage
else
coverage: tests
	@find $(B) -name '*.gcda' -exec rm -f {} +
	@$(RUN_TESTS) $(TESTS)
	@gcovr --root . --filter src/ $(if $(findstring clang,$(CC_NAME)),--gcov-executable 'llvm-cov gcov') $(B)
endif

lint: $(GEN_H) ## clang-tidy, cppcheck, shellcheck, clang-format; missing ones are named
	@scripts/lint -- -std=c11 -D_DEFAULT_SOURCE -DCPC_VERSION='"$(VERSION)"' $(CLI_DEFS) -Iinclude \
		-Isrc -I$(B)/gen $(BANNED) $(LIB_CFLAGS) $(CLI_CFLAGS) $(TEST_DEFS)

# CODES names a folder with lists of codes; without one only their shapes are checked.
lint-bank: $(PROGRAM) ## cpc lint over the question bank, with the lists of codes in CODES=DIR
	@$(B)/cpc lint questionbank/questions --fail W $(if $(CODES),--codes $(call quote,$(CODES)))
	@$(B)/cpc lint questionbank/questions --rule L25 --fail I --level I >/dev/null || \
		{ echo 'two questions of one domain share more than half of their 3-grams: cpc lint questionbank --rule L25' >&2; exit 1; }

bench: all $(BENCHES) ## the speeds, as ratios to a named peer
	@CPC=$(call quote,$(CURDIR)/$(B)/cpc) BUILD=$(call quote,$(CURDIR)/$(B)) \
	SRC=$(call quote,$(CURDIR)) tests/bench/run

# Each finding is left in the folder that is named then; reproduced by: FUZZER FILE.
fuzz: ## clang's libFuzzer over every reader and writer: FUZZ, FUZZ_SECONDS
ifneq ($(MODE),fuzz)
	@$(MAKE) --no-print-directory MODE=fuzz CC=$(call quote,$(if $(findstring clang,$(CC_NAME)),$(CC),clang)) fuzz
else
fuzz: $(FUZZERS)
	@SRC=$(call quote,$(CURDIR)) FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/hunt $^
endif

check-peers: $(PEERS) ## beside other programs, where they are: GIFT_NODE_DIR
	@BUILD=$(call quote,$(CURDIR)/$(B)) SRC=$(call quote,$(CURDIR)) \
	GIFT_NODE_DIR=$(call quote,$(GIFT_NODE_DIR)) tests/peers/run

clean: ## remove build/
	rm -rf build

help: ## this page
	@echo 'Targets:'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-11s %s\n", $$1, $$2 }' Makefile
	@echo 'Variables, as in `make V=1 CC=clang check`:'
	@awk -F '## ' '/^[A-Z_]+ *[?]?=.*## / { split($$1, w, "[ ?=]+"); v = $$1; sub(/^[A-Z_]+ *[?]?= */, "", v); \
		printf "  %-11s %s%s\n", w[1], $$2, v == "" || v ~ /\$$/ ? "" : " (" v ")" }' Makefile

# Value of a variable, for scripts: `make -s print-B`.
print-%:
	@printf '%s\n' $(call quote,$($*))

# ---------------------------------------------------------------------------------------------
# Building

# A file that changes only when its text does: all that depends on it is made again when flags, or
# the list of sources, are other than last time.
stamp = @mkdir -p $(@D); new=$(call quote,$(1)); \
	[ "$$new" = "$$(cat $@ 2>/dev/null)" ] || printf '%s\n' "$$new" >$@

$(B)/flags: FORCE
	$(call stamp,$(COMPILE) $(INTERNAL))
$(B)/flags.cli: FORCE
	$(call stamp,$(CLI_CFLAGS) $(CLI_DEFS))
$(B)/flags.test: FORCE
	$(call stamp,$(CLI_CFLAGS) $(TEST_DEFS) $(TEST_CFLAGS) $(CXX))
$(B)/flags.link: FORCE
	$(call stamp,$(LINK) $(CLI_LIBS) $(LIB_LIBS))
$(B)/sources: FORCE
	$(call stamp,$(LIB_OBJS) $(CLI_OBJS) $(SCHEMA))

# A pattern with two targets makes both in one go, in every version of make.
$(B)/gen/store/%.gen.c $(B)/gen/store/%.gen.h: src/store/%.sql scripts/gen-sql
	$(call say,GEN,$<)
	$(Q)mkdir -p $(@D) && scripts/gen-sql queries $< $(@D)
$(B)/gen/store/%.gen.c $(B)/gen/store/%.gen.h: src/store/%/0001.sql $(SCHEMA) scripts/gen-sql $(B)/sources
	$(call say,GEN,$(<D))
	$(Q)mkdir -p $(@D) && scripts/gen-sql schema $(<D) $(@D)

# The text of a schema may be longer than the 4095 characters ISO C asks every compiler to take.
$(B)/obj/gen/%.o: $(B)/gen/%.c $(B)/flags
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(COMPILE) $(INTERNAL) -Wno-overlength-strings -c -o $@ $<
$(B)/obj/src/cli/%.o: src/cli/%.c $(B)/flags $(B)/flags.cli
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(COMPILE) $(INTERNAL) $(CLI_CFLAGS) $(CLI_DEFS) -c -o $@ $<
$(B)/obj/src/%.o: src/%.c $(B)/flags | $(GEN_H)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(COMPILE) $(INTERNAL) -c -o $@ $<
# The tests of the public interface see what an embedding program sees: the headers, nothing else.
$(B)/obj/tests/api/%.o: tests/api/%.c $(B)/flags $(B)/flags.test
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(COMPILE) $(TEST_DEFS) $(TEST_CFLAGS) -c -o $@ $<
$(B)/obj/tests/api/cxx/%.o: tests/api/%.cc $(B)/flags $(B)/flags.test
	$(call say,CXX,$<)
	$(Q)mkdir -p $(@D) && $(CXX) -std=c++11 -MMD -MP -Iinclude $(WARN) $(EXTRA) $(CFLAGS) $(TEST_DEFS) \
		$(TEST_CFLAGS) -c -o $@ $<
$(B)/obj/tests/fuzz/target_%.o: tests/fuzz/target.c $(B)/flags $(B)/flags.test | $(GEN_H)
	$(call say,CC,$< ($*))
	$(Q)mkdir -p $(@D) && $(COMPILE) $(INTERNAL) $(TEST_DEFS) -DFUZZ_TARGET='"$*"' -c -o $@ $<
$(B)/obj/tests/%.o: tests/%.c $(B)/flags $(B)/flags.test | $(GEN_H)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(COMPILE) $(INTERNAL) $(CLI_CFLAGS) $(TEST_DEFS) $(TEST_CFLAGS) -c -o $@ $<

# One relocatable object, in which only the names of the public headers are left visible.
$(B)/cpc.symbols: $(HEADERS) scripts/check-symbols
	$(Q)mkdir -p $(@D) && scripts/check-symbols --list >$@
$(LIB): $(LIB_OBJS) $(B)/cpc.symbols $(B)/sources $(B)/flags.link
	$(call say,AR,$@)
	$(Q)rm -f $@
ifeq ($(strip $(LIB_OBJS)),)
	$(Q)$(AR) rc $@
else ifeq ($(OS),Darwin)
	$(Q)sed 's/^/_/' $(B)/cpc.symbols >$(B)/exports
	$(Q)$(LD) -r -exported_symbols_list $(B)/exports -o $(B)/libcpc.o $(LIB_OBJS)
	$(Q)$(AR) rcs $@ $(B)/libcpc.o
else
	$(Q)$(LD) -r -o $(B)/libcpc.o $(LIB_OBJS)
	$(Q)$(OBJCOPY) --keep-global-symbols=$(B)/cpc.symbols $(B)/libcpc.o
	$(Q)$(AR) rcs $@ $(B)/libcpc.o
endif

$(B)/cpc: $(CLI_OBJS) $(BASE_OBJS) $(LIB) $(B)/flags.link
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $(filter %.o %.a,$^) $(CLI_LIBS) $(LIB_LIBS)

$(B)/tests/api/cxx/%: $(B)/obj/tests/api/cxx/%.o $(LIB) $(B)/flags.link
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && $(CXX) $(EXTRA) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(TEST_LIBS) $(LIB_LIBS)
$(B)/tests/api/%: $(B)/obj/tests/api/%.o $(LIB) $(B)/flags.link
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && $(LINK) -o $@ $(filter %.o %.a,$^) $(TEST_LIBS) $(LIB_LIBS)
# Tests of the program's own rooms see those too, all but main().
$(B)/tests/unit/cli/%: $(B)/obj/tests/unit/cli/%.o $(CLI_OBJS) $(LIB_OBJS) $(B)/flags.link
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && $(LINK) -o $@ $(filter-out %/src/cli/main.o,$(filter %.o,$^)) \
		$(TEST_LIBS) $(CLI_LIBS) $(LIB_LIBS)
$(B)/tests/fuzz/target_%: $(B)/obj/tests/fuzz/target_%.o $(FUZZ_OBJS) $(LIB_OBJS) $(B)/flags.link
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && $(LINK) -fsanitize=fuzzer -o $@ $(filter %.o,$^) $(LIB_LIBS)
$(B)/tests/fuzz/test_corpus: $(FUZZ_OBJS)
$(B)/tests/%: $(B)/obj/tests/%.o $(LIB_OBJS) $(B)/flags.link
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && $(LINK) $(LINK_$(@F)) -o $@ $(filter %.o,$^) $(TEST_LIBS) $(LIB_LIBS)

# Stands between our own code and malloc; the linker of macOS cannot do it.
ifneq ($(OS),Darwin)
LINK_test_memory = $(foreach f,malloc calloc realloc strdup strndup,-Wl,--wrap=$(f))
endif

OBJS := $(LIB_OBJS) $(CLI_OBJS) $(patsubst $(B)/%,$(B)/obj/%.o,$(ALL_TESTS) $(BENCHES) $(PEERS) $(FUZZERS)) \
	$(FUZZ_OBJS)
-include $(wildcard $(OBJS:.o=.d))

# ---------------------------------------------------------------------------------------------
# Installing

INTO = $(call quote,$(DESTDIR)$(PREFIX))
BANK_FILES = cd questionbank && find . -type f \( -name '*.md' -o -name '*.csv' \) | sed 's,^\./,,'

install: all ## program, library, headers, pkg-config file and question bank, under PREFIX
	@mkdir -p $(INTO)/bin $(INTO)/lib/pkgconfig $(INTO)/include $(INTO)/share/cpc/questionbank
	install -m 755 $(B)/cpc $(INTO)/bin/cpc
	install -m 644 $(LIB) $(INTO)/lib/libcpc.a
	install -m 644 $(HEADERS) $(INTO)/include
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$${prefix}/lib' 'includedir=$${prefix}/include' '' \
		'Name: cpc' 'Description: practice engine for the CPC exam' 'Version: $(VERSION)' \
		'Requires: $(LIB_PKGS)' 'Libs: -L$${libdir} -lcpc -lm' 'Cflags: -I$${includedir}' \
		>$(INTO)/lib/pkgconfig/cpc.pc
	chmod 644 $(INTO)/lib/pkgconfig/cpc.pc
	@[ ! -d questionbank ] || ($(BANK_FILES)) | while IFS= read -r f; do \
		to=$(INTO)/share/cpc/questionbank/$$f; \
		mkdir -p "$${to%/*}" && install -m 644 "questionbank/$$f" "$$to" || exit 1; \
	done

uninstall: ## remove exactly what install put there
	rm -f $(INTO)/bin/cpc $(INTO)/lib/libcpc.a $(INTO)/lib/pkgconfig/cpc.pc
	for h in $(notdir $(HEADERS)); do rm -f $(INTO)/include/$$h; done
	@[ ! -d questionbank ] || ($(BANK_FILES)) | while IFS= read -r f; do \
		rm -f $(INTO)/share/cpc/questionbank/"$$f"; \
	done
	@[ ! -d $(INTO)/share/cpc ] || find $(INTO)/share/cpc -depth -type d -exec rmdir {} + 2>/dev/null || true
