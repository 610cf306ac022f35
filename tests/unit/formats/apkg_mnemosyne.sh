#!/bin/sh
# apkg_mnemosyne.sh - runs apkg_mnemosyne.py by the first Python of PATH that has Mnemosyne: the very
# first may be a version manager's. Exit code 77: none has it.
# usage: apkg_mnemosyne.sh FOLDER PACKAGE
set -u
here=$(dirname "$0")
IFS=:
set -f
for d in $PATH; do
	if HOME=$1 "$d/python3" -c 'import mnemosyne.script' 2>/dev/null; then
		exec env HOME="$1" PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8 \
			"$d/python3" "$here/apkg_mnemosyne.py" "$1/data" "$2"
	fi
done
exit 77
