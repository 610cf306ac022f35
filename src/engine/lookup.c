/*
 * lookup.c - looking codes up in the code book, by their beginning or by words of their titles.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "engine/engine.h"
#include "rules/code.h"

#define PREFIX_MAX 8 /* "S31.10AA" */
#define QUERY_MAX 500

struct search {
	cpc *c;
	size_t most;
	cpc_code_found *found;
	void *context;
	size_t given, total;
	bool ended; /* enough, said the caller */
};

static bool is_letter(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
}

static bool is_digit(char ch)
{
	return ch >= '0' && ch <= '9';
}

/* A letter and a digit or more, in capitals: the form of a code's beginning. */
static bool read_prefix(struct str query, char out[PREFIX_MAX + 1])
{
	if (query.n < 2 || query.n > PREFIX_MAX || !is_letter(query.p[0]))
		return false;
	bool has_digit = false;
	for (size_t i = 0; i < query.n; i++) {
		char ch = query.p[i];
		if (!is_letter(ch) && !is_digit(ch) && !(ch == '.' && i == 3))
			return false;
		has_digit = has_digit || is_digit(ch);
		out[i] = ch >= 'a' && ch <= 'z' ? (char)(ch - 'a' + 'A') : ch;
	}
	out[query.n] = '\0';
	return has_digit && (is_digit(out[1]) || is_digit(out[2]));
}

static bool is_cpt(struct str query)
{
	if (query.n < 5 || !is_digit(query.p[0]))
		return false;
	char code[6] = {0};
	memcpy(code, query.p, 5);
	if (is_letter(code[4]))
		code[4] = (char)(code[4] & ~0x20);
	return code_system_of(str_of(code)) == CODE_CPT && (query.n == 5 || query.p[5] == '-');
}

/* Each row tells how many there are of its search. */
static int give(struct search *s, struct rows *rows, struct cpc_error *err)
{
	size_t before = s->total;
	while (!s->ended && rows_next(rows)) {
		s->total = before + (size_t)rows_i64(rows, 4);
		s->ended = s->given == s->most;
		if (s->ended)
			break;
		s->given++;
		s->ended = !s->found(s->context, &(struct cpc_code){.code = rows_text(rows, 0),
							 .system = rows_text(rows, 1),
							 .billable = rows_int(rows, 2),
							 .title = rows_text(rows, 3)});
	}
	return rows_end(rows, err);
}

static int search_prefix(struct search *s, const char *prefix, struct cpc_error *err)
{
	char after[PREFIX_MAX + 2];
	struct rows *rows;
	/* DEL follows every letter, digit and dot. */
	snprintf(after, sizeof after, "%s\x7f", prefix);
	int rc = db_rows(s->c->db, Q_CODE_FROM, &rows, err, "tti", prefix, after, (int64_t)s->most);
	return rc ? rc : give(s, rows, err);
}

/* As it stands, and where no dot was typed also with the dot of ICD-10-CM. */
static int search_code(struct search *s, const char *prefix, struct cpc_error *err)
{
	char dotted[PREFIX_MAX + 2];
	int rc = search_prefix(s, prefix, err);
	size_t n = strlen(prefix);
	if (rc || n < 4 || n == PREFIX_MAX || prefix[3] == '.')
		return rc;
	snprintf(dotted, sizeof dotted, "%.3s.%s", prefix, prefix + 3);
	return search_prefix(s, dotted, err);
}

/* How the words of a query are looked for, the strictest first. */
enum matching {
	MATCH_WORDS,
	MATCH_BEGINNINGS, /* "diab" finds diabetes */
	MATCH_SINGULARS,  /* the same without a final s: "wheelchairs" finds wheelchair */
	MATCHINGS
};

static bool is_part(char ch)
{
	return is_letter(ch) || is_digit(ch) || (unsigned char)ch >= 0x80; /* of some alphabet */
}

/* Each run of letters and digits becomes "run", or "run"*; all must stand in the title. */
static bool write_match(struct str query, enum matching how, struct buf *out)
{
	bool any = false;
	for (size_t i = 0, end; i < query.n; i = end) {
		for (end = i; end < query.n && is_part(query.p[end]); end++)
			;
		size_t n = end - i;
		if (n == 0) {
			end++;
			continue;
		}
		if (how == MATCH_SINGULARS && n > 3 && (query.p[end - 1] | 0x20) == 's')
			n--;
		buf_printf(out, "%s\"%.*s\"%s", any ? " " : "", (int)n, query.p + i,
			how == MATCH_WORDS ? "" : "*");
		any = true;
	}
	return any;
}

static int search_words(
	struct search *s, struct str query, enum matching how, struct cpc_error *err)
{
	struct buf match = BUF_INIT;
	struct rows *rows = NULL;
	bool any = write_match(query, how, &match);
	int rc = match.failed ? error_memory(err)
		 : !any	      ? error_set(err, CPC_USAGE,
					"look up a code, the beginning of one, or words of its title")
			      : db_rows(s->c->db, Q_CODE_MATCH, &rows, err, "ti", match.data,
					(int64_t)s->most);
	buf_release(&match);
	return rc ? rc : give(s, rows, err);
}

/* "E11.4-", as manuals write what has more characters, is "E11.4". */
static struct str trim_query(struct str query)
{
	query = str_trim(query);
	while (query.n > 0 && query.p[query.n - 1] == '-')
		query.n--;
	return query;
}

/* Only what is there can be looked up. */
static int check_query(cpc *c, struct str query, struct cpc_error *err)
{
	struct cpc_code_book books[CPC_CODE_BOOKS_MAX];
	size_t n;
	if (is_cpt(query))
		return error_set(err, CPC_NOINPUT,
			"CPT codes are not in here, since their titles are the American Medical "
			"Association's: your CPT book has them");
	if (query.n > QUERY_MAX || utf8_check(query) != query.n)
		return error_set(err, CPC_USAGE, "that cannot be looked up: give a few words");
	int rc = cpc_codes_list(c, books, &n, err);
	if (!rc && n == 0)
		rc = error_set(err, CPC_NOINPUT,
			"no code book is loaded yet; cpc help codes says where to get the official "
			"files");
	return rc;
}

int cpc_lookup(cpc *c, const char *query, size_t most, cpc_code_found *found, void *context,
	size_t *total, struct cpc_error *err)
{
	struct search s = {.c = c, .most = most, .found = found, .context = context};
	struct str trimmed = trim_query(str_of(query));
	char prefix[PREFIX_MAX + 1];
	error_clear(err);
	*total = 0;
	int rc = check_query(c, trimmed, err);
	if (!rc && read_prefix(trimmed, prefix))
		rc = search_code(&s, prefix, err);
	for (enum matching how = 0; how < MATCHINGS && !rc && s.total == 0; how++)
		rc = search_words(&s, trimmed, how, err);
	*total = s.total;
	return rc ? rc : s.total > 0 ? CPC_OK : CPC_NO;
}
