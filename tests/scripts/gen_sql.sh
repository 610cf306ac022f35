#!/bin/sh
# gen-sql makes C that says what the SQL says, and refuses what is not in order, naming the line.
. "$(dirname "$0")/tap"
gen=$root/scripts/gen-sql
mkdir -p store

cat >q.sql <<'SQL'
-- What stands before the first name is a comment.

-- name: card_upsert
-- Adds one, or changes it.
INSERT INTO card(id, name)
	VALUES (?1, 'a "b" \ ??=') -- kept
   ON CONFLICT DO NOTHING;

-- name: card_all
SELECT * FROM card;
SQL
"$gen" queries q.sql store
cat >main.c <<'C'
#include "store/queries.gen.h"
#include "store/schema.gen.h"
#include <stdio.h>
int main(void)
{
	for (int i = 0; i < QUERY_COUNT; i++)
		printf("%s=%s", query_name[i], query_text[i]);
	for (int i = 0; i < schema_step_count; i++)
		printf("%d=%s", i, schema_step[i]);
	return Q_CARD_UPSERT == 0 && Q_CARD_ALL == 1 ? 0 : 1;
}
C
mkdir schema
printf -- '-- The first.\nCREATE TABLE a(b);\n\n  CREATE TABLE c(d);\n' >schema/0001.sql
echo 'DROP TABLE a;' >schema/0002.sql
"$gen" schema schema store
${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror -Wtrigraphs -I. main.c store/*.gen.c -o main && out=$(./main)
is 'the C says what the SQL says' "$? $out" "0 card_upsert=INSERT INTO card(id, name)
VALUES (?1, 'a \"b\" \\ ??=') -- kept
ON CONFLICT DO NOTHING;
card_all=SELECT * FROM card;
0=CREATE TABLE a(b);
CREATE TABLE c(d);
1=DROP TABLE a;"

# refused NAME WANTED TEXT
refused() {
	printf '%s\n' "$3" >bad.sql
	got=$("$gen" queries bad.sql store 2>&1)
	is "$1" "$? $got" "1 $2"
}
refused 'a name twice' 'bad.sql:3: the name a is already taken in line 1' '-- name: a
SELECT 1;
-- name: a
SELECT 2;'
refused 'a statement without a name' 'bad.sql:2: SQL before the first line "-- name: ..."' '-- hello
SELECT 1;
-- name: a
SELECT 2;'
refused 'a name without a statement' 'bad.sql:1: the statement a has no SQL' '-- name: a
-- only words
-- name: b
SELECT 2;'
refused 'the last one too' 'bad.sql:3: the statement b has no SQL' '-- name: a
SELECT 2;
-- name: b'
refused 'a name that C cannot have' \
	'bad.sql:1: a name is small letters, digits and _, beginning with a letter; found "card-all"' '-- name: card-all
SELECT 2;'
refused 'an empty file' 'bad.sql:1: no line "-- name: ..." in it' ''
echo 'SELECT 1;' >schema/0004.sql
got=$("$gen" schema schema store 2>&1)
is 'a gap in the steps' "$? $got" '1 schema: found 0004.sql where 0003.sql is expected: steps are numbered without a gap'
mv schema/0004.sql schema/0003.sql
echo '-- nothing' >schema/0003.sql
got=$("$gen" schema schema store 2>&1)
is 'a step of nothing' "$? $got" '1 schema/0003.sql:1: the step has no SQL'
is 'what failed leaves nothing behind' "$(ls store)" 'queries.gen.c
queries.gen.h
schema.gen.c
schema.gen.h'
finish
