#!/bin/sh
# scripts/study and scripts/test from anywhere, in a folder with a blank: what they leave of standard
# input, what they print, how they exit. The project here is a Makefile of a few lines.
. "$(dirname "$0")/tap"
mkdir -p 'a project/scripts' 'a project/.ci'
cp "$root/scripts/study" "$root/scripts/test" 'a project/scripts'
cp "$root/.ci/run" 'a project/.ci'
cat >'a project/scripts/install-deps' <<'EOF'
#!/bin/sh
cat >/dev/null
echo "install-deps $*"
exit "${DEPS_CODE:-0}"
EOF
chmod +x 'a project/scripts/install-deps'
cat >'a project/Makefile' <<'EOF'
all: build/cpc
build/cpc: program
	@cat >/dev/null; mkdir -p build
	@echo '  CC program'
	@$(BUILDS)
	@cp program $@
check asan valgrind: all
	@echo '$@ $(CC) of $(words $(MAKEFLAGS))' >/dev/null
	@echo 'unit a  $(PASSED) ok'
	@echo '$(PASSED) passed, $(FAILED) failed'
	@test $(FAILED) = 0
EOF
cat >'a project/program' <<'EOF'
#!/bin/sh
echo "cpc $*"
cat
EOF
chmod +x 'a project/program'
PASSED=3 FAILED=0 BUILDS=true
export PASSED FAILED BUILDS
unset MAKEFLAGS MFLAGS MAKELEVEL

study() {
	out=$(printf 'a\nb\nq\n' | 'a project/scripts/study' --new 5 'a b' 2>err)
	code=$?
	err=$(cat err)
}
study
is 'study hands its options and its input on' "$code $out" '0 cpc study --new 5 a b
a
b
q'
is 'study says that it builds' "$err" 'install-deps 
study: building cpc'
study
is 'and the second time does not' "$err" 'install-deps '
rm -r 'a project/build'
BUILDS=false
study
like 'a build that fails is shown' "$err" '^  CC program'
like 'and said' "$err" '^study: cpc could not be built; see above$'
is 'and nothing else runs' "$code $out" '2 '
BUILDS=true
DEPS_CODE=77
export DEPS_CODE
study
is 'what cannot be installed ends it, with its code' "$code $out" '77 '
DEPS_CODE=0

# tried WANTED-LAST-LINE WANTED-CODE NAME OPTION...
tried() {
	want="$2 $1" name=$3
	shift 3
	out=$('a project/scripts/test' "$@" 2>&1)
	code=$?
	is "$name" "$code $(printf '%s\n' "$out" | tail -n 1)" "$want"
}
tried '3 passed, 0 failed' 0 'test ends with the counts'
is 'once' "$(printf '%s\n' "$out" | grep -c passed)" 1
FAILED=2
tried '3 passed, 2 failed' 1 'also when make has complained after them'
FAILED=0
tried '12 passed, 0 failed' 0 'all the variants are summed' --all
FAILED=1
tried '12 passed, 4 failed' 1 'with their failures' --all
FAILED=0
rm -r 'a project/build'
BUILDS=false
tried '0 passed, 1 failed' 1 'what cannot be built is a failure'
BUILDS=true
out=$(cd / && bash "$tmp/a project/.ci/run" </dev/null 2>&1)
is '.ci/run is the same' "$? $(printf '%s\n' "$out" | tail -n 1)" '0 3 passed, 0 failed'
finish
