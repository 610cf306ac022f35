/*
 * pattern.c - regular expressions with limits; the only room that sees pcre2.h.
 * May use: PCRE2, base. Must not know: what is matched.
 */
#include "rules/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

#define TEXT_MAX 512
#define SUBJECT_MAX 65536
#define NEST_MAX 50 /* parentheses inside each other */
#define STEPS_MAX 100000
#define STEPS_TOTAL UINT64_C(100000000) /* of all places of a subject together; about a second */
#define DEPTH_MAX 1000
#define HEAP_MAX 1024 /* KiB */
#define SHOWN_MAX 40

struct pattern {
	pcre2_code *code;
	pcre2_match_context *limits;
	pcre2_match_data *data;
	bool anchored;
};

static bool is_out_of_memory(int code)
{
	return code == PCRE2_ERROR_NOMEMORY || code == PCRE2_ERROR_HEAP_FAILED;
}

static size_t count_characters(struct str s)
{
	size_t count = 0;
	for (size_t i = 0; i < s.n; i++)
		count += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return count;
}

static int not_a_pattern(struct str text, int code, size_t at, struct cpc_error *err)
{
	PCRE2_UCHAR reason[256] = "";
	if (is_out_of_memory(code))
		return error_memory(err);
	pcre2_get_error_message(code, reason, sizeof reason);
	if (at >= text.n)
		return error_set(err, CPC_DATA, "not a pattern: %s, at its end", (char *)reason);
	struct buf shown = BUF_INIT;
	utf8_add_quoted(&shown, str_from(text, at), SHOWN_MAX);
	error_set(err, CPC_DATA, "not a pattern: %s, at character %zu, before %s", (char *)reason,
		count_characters((struct str){text.p, at}) + 1, buf_text(&shown));
	buf_release(&shown);
	return CPC_DATA;
}

static int compile(struct pattern *p, struct str text, struct cpc_error *err)
{
	uint32_t options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_CASELESS;
	if (p->anchored)
		options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
	pcre2_compile_context *limits = pcre2_compile_context_create(NULL);
	if (!limits)
		return error_memory(err);
	pcre2_set_max_pattern_length(limits, TEXT_MAX);
	pcre2_set_parens_nest_limit(limits, NEST_MAX);
	int code;
	PCRE2_SIZE at;
	p->code = pcre2_compile((PCRE2_SPTR)text.p, text.n, options, &code, &at, limits);
	pcre2_compile_context_free(limits);
	return p->code ? CPC_OK : not_a_pattern(text, code, at, err);
}

static int set_limits(struct pattern *p, struct cpc_error *err)
{
	p->limits = pcre2_match_context_create(NULL);
	p->data = pcre2_match_data_create(1, NULL);
	if (!p->limits || !p->data)
		return error_memory(err);
	pcre2_set_depth_limit(p->limits, DEPTH_MAX);
	pcre2_set_heap_limit(p->limits, HEAP_MAX);
	return CPC_OK;
}

int pattern_new(struct str text, bool anchored, struct pattern **out, struct cpc_error *err)
{
	*out = NULL;
	if (text.n == 0)
		return error_set(err, CPC_DATA, "not a pattern: it is empty");
	if (text.n > TEXT_MAX)
		return error_set(err, CPC_DATA, "not a pattern: %zu bytes long, at most %d", text.n,
			TEXT_MAX);
	struct pattern *p = calloc(1, sizeof *p);
	if (!p)
		return error_memory(err);
	p->anchored = anchored;
	int rc = compile(p, text, err);
	if (!rc)
		rc = set_limits(p, err);
	if (rc)
		pattern_free(p);
	else
		*out = p;
	return rc;
}

void pattern_free(struct pattern *p)
{
	if (!p)
		return;
	pcre2_match_data_free(p->data);
	pcre2_match_context_free(p->limits);
	pcre2_code_free(p->code);
	free(p);
}

/* PCRE2 counts steps anew from each place where a match may begin. */
static uint32_t steps_for(const struct pattern *p, size_t length)
{
	uint64_t share = STEPS_TOTAL / (length + 1);
	return p->anchored || share > STEPS_MAX ? STEPS_MAX : (uint32_t)share;
}

int pattern_match(struct pattern *p, struct str subject, bool *matched, struct cpc_error *err)
{
	*matched = false;
	if (subject.n > SUBJECT_MAX)
		return error_set(err, CPC_DATA,
			"a text of %zu bytes is too long to be searched, at most %d", subject.n,
			SUBJECT_MAX);
	pcre2_set_match_limit(p->limits, steps_for(p, subject.n));
	int rc = pcre2_match(p->code, (PCRE2_SPTR)subject.p, subject.n, 0, 0, p->data, p->limits);
	if (rc >= 0) /* 0: it matched, and has more groups than p->data holds */
		*matched = true;
	if (rc >= 0 || rc == PCRE2_ERROR_NOMATCH)
		return CPC_OK;
	if (rc <= PCRE2_ERROR_UTF8_ERR1 && rc >= PCRE2_ERROR_UTF8_ERR21)
		return error_set(err, CPC_DATA, "the text to be searched is not valid UTF-8");
	if (is_out_of_memory(rc))
		return error_memory(err);
	return error_set(err, CPC_DATA,
		"the pattern is too costly: it was given up after %d steps or a depth of %d",
		STEPS_MAX, DEPTH_MAX);
}

void pattern_library_version(char *out, size_t size)
{
	char version[64]; /* "10.42 2022-12-11" */
	pcre2_config(PCRE2_CONFIG_VERSION, version);
	snprintf(out, size, "%.*s", (int)strcspn(version, " "), version);
}
