# Anki packages that are damaged, too new or hostile: one clear line each, and nothing stored. What
# libarchive and SQLite say of them differs from one version to the next, and is left out.
. "${0%/*}/bad.files"
python3 "${0%/*}/bad.packages" . || exit 1
told() {
	bad "$@" | sed -e 's/\(this package is damaged\): .*/\1: .../' \
		-e 's/\(this database [a-z ]*\): .*/\1: .../'
}
for f in cut no-collection too-new no-newest big-meta no-database cut-database no-tables version \
	view virtual bomb huge json types; do
	told $f.apkg
done
unchanged

echo '-- these are good, or good but for one note'
for f in no-media wal paths trigger long; do
	echo "$f: $(cpc --db x.db import $f.apkg 2>err | sed -n '1,2p' | tr -s '\n ' '  ')"
	sed 's/^cpc: //' err
	rm -f x.db*
done
find . .. -name '*evil*'
cpc export --set kept -o collection.apkg
echo "($?)"
