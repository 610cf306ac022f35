#!/bin/sh
# install-deps on five systems that are not here: each a folder of stand-ins that is all of PATH.
. "$(dirname "$0")/tap"
mkdir tools
for t in sh env mktemp rm tail cat grep; do
	ln -s "$(command -v $t)" tools/$t
done

# What the manager brings: as pkg-config it knows the libraries of `libs`, as python3 no module.
cat >tool <<'EOF'
#!/bin/sh
case ${0##*/},$1 in
pkg-config,--exists)
	while read -r l; do
		[ "$l" = "${2%% *}" ] && exit 0
	done <libs
	exit 1
	;;
python3,*) exit 1 ;;
esac
EOF
chmod +x tool

stand_in() {
	cat >"bin/$1"
	chmod +x "bin/$1"
}

# machine MANAGER USER: a bare machine with that package manager, used by user id USER. The manager
# notes how it was called, eats the input it is given, and brings what was asked for: for a library
# package a line in `libs`, for a tool a program, unless told to fail or to bring nothing.
machine() {
	rm -rf bin calls libs
	mkdir bin
	: >calls
	: >libs
	cp -P tools/* bin
	user=$2
	case $1 in brew) os=Darwin ;; *) os=Linux ;; esac
	printf '#!/bin/sh\necho %s\n' $os | stand_in uname
	printf '#!/bin/sh\necho %s\n' "$user" | stand_in id
	[ "$1" = none ] || stand_in "$1" <<-'EOF'
		#!/bin/sh
		name=${0##*/}
		[ "$1" = --prefix ] && { echo /opt/homebrew; exit 0; }
		echo "$name $*" >>calls
		cat >/dev/null
		case $FAKE in
		fails) echo 'Temporary failure resolving the mirror'; exit 100 ;;
		brings_nothing) exit 0 ;;
		esac
		for word; do
			case $word in
			*sqlite*dev* | sqlite) echo sqlite3 ;;
			*readline*) echo readline ;;
			*pcre2*) echo libpcre2-8 ;;
			*jansson*) echo jansson ;;
			*expat*) echo expat ;;
			*libarchive*) echo libarchive ;;
			*cmocka*) echo cmocka ;;
			*pexpect*) printf '#!/bin/sh\n' >bin/python3 ;;
			esac >>libs
			case $word in
			gcc) tools='cc gcc c++' ;;
			gcc-c++ | g++) tools=c++ ;;
			binutils) tools='ar nm ld objcopy' ;;
			pkg*) tools=pkg-config ;;
			sqlite3) tools=sqlite3 ;;
			sqlite) tools=sqlite3 ;;
			python) tools=python3 ;;
			diffutils) tools=diff ;;
			findutils) tools=find ;;
			make | python3 | tmux) tools=$word ;;
			*) tools= ;;
			esac
			for t in $tools; do
				/bin/cp tool bin/$t
			done
		done
	EOF
}
xcode() {
	for t in cc make ar nm ld c++ diff find; do printf '#!/bin/sh\n' | stand_in $t; done
}

# deps OPTION...: sets out (both streams), code, called
deps() {
	out=$(env -i PATH="$tmp/bin" HOME="$tmp" FAKE="${FAKE-}" sh "$root/scripts/install-deps" "$@" 2>&1 </dev/null)
	code=$?
	called=$(cat calls)
}

apt='gcc libc6-dev make binutils pkg-config libsqlite3-dev libreadline-dev libpcre2-dev libjansson-dev libexpat1-dev libarchive-dev'
dnf='gcc glibc-devel make binutils pkgconf-pkg-config sqlite-devel readline-devel pcre2-devel jansson-devel expat-devel libarchive-devel'
pacman='gcc make binutils pkgconf sqlite readline pcre2 jansson expat libarchive'
apk='gcc musl-dev make binutils pkgconf sqlite-dev readline-dev pcre2-dev jansson-dev expat-dev libarchive-dev'
brew='pkgconf sqlite readline pcre2 jansson expat libarchive'
for m in apt-get dnf pacman apk brew; do
	case $m in
	apt-get) list=$apt install='-o DPkg::Lock::Timeout=120 install -y --no-install-recommends' one=libpcre2-dev ;;
	dnf) list=$dnf install='install -y --setopt=install_weak_deps=False' one=pcre2-devel ;;
	pacman) list=$pacman install='-Sy --needed --noconfirm' one=pcre2 ;;
	apk) list=$apk install=add one=pcre2-dev ;;
	brew) list=$brew install=install one=pcre2 ;;
	esac
	update=
	[ $m = apt-get ] && update='apt-get -o DPkg::Lock::Timeout=120 update
'

	machine $m 0
	[ $m = brew ] && xcode
	deps --dry-run
	is "$m: a dry run runs nothing" "$code $called" '0 '
	like "$m: and says what it would run" "$out" "would run: $m .*$list\$"
	deps
	is "$m: what is missing is installed, and no more" "$code $called" "0 $update$m $install $list"
	: >calls
	deps
	is "$m: with nothing missing nothing is called" "$code $called $out" '0  install-deps: everything needed is here'
	grep -v pcre2 libs >some
	mv some libs
	deps
	is "$m: one library missing is one package" "$code $called" "0 $update$m $install $one"

	machine $m 0
	[ $m = brew ] && xcode
	FAKE=fails deps
	like "$m: a failed installation is said" "$code $out" '^69 '
	like "$m: with its cause" "$out" 'Temporary failure'
	like "$m: and what to do" "$out" "^install-deps: the installation failed.*by hand: .*$m"
	FAKE=brings_nothing deps
	like "$m: what was installed in vain is said" "$code $out" '^69 '
	like "$m: by name" "$out" '^install-deps: installed, and yet missing.*jansson.*expat.*libarchive'

	[ $m = brew ] && continue
	machine $m 1000
	deps
	is "$m: without rights and without sudo nothing is tried" "$code $called" '77 '
	like "$m: but what to run is said" "$out" "run as root: .*$m .*$list\$"
	stand_in sudo <<-'EOF'
		#!/bin/sh
		[ "$1" = -n ] && shift
		echo sudo >>calls
		exec "$@"
	EOF
	deps
	like "$m: with sudo it is used" "$code $called" '^0 sudo'
	like "$m: for the installation" "$called" "^$m $install $list\$"
done

machine apt-get 0
deps --tests
is 'the tools of the tests come with --tests' "$(printf '%s\n' "$called" | tail -n 1)" \
	"apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends $apt libcmocka-dev python3 python3-pexpect tmux sqlite3 g++ diffutils findutils"
machine apk 0
deps --tests --lint --dry-run
is 'what a system does not have is named' "$(printf '%s\n' "$out" | grep -c 'not to be had here.*gcovr')" 1
machine brew 501
deps
like 'a Mac without a compiler is told how to get one' "$code $out" '^77 install-deps: .*xcode-select --install$'
machine none 0
deps
like 'an unknown system is told what is needed' "$code $out" \
	'^69 .*please install: a C compiler, make, binutils, pkg-config, sqlite3 3.40, readline 8.1, libpcre2-8 10.40, jansson 2.12, expat 2.5, libarchive 3.4$'
deps --nonsense
like 'an unknown option is refused' "$code $out" '^2 install-deps: unknown option --nonsense'

# The least versions stand in two files.
for pair in $(sed -n 's/^NEED_[A-Z]* = //p' "$root/Makefile" | tr ' ' '\n' | paste -d = - -); do
	like "the Makefile's $pair is what is installed" "$(cat "$root/scripts/install-deps")" "lib ${pair%=*} ${pair#*=}\$"
done
finish
