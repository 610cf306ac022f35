/*
 * import_domain.c - which domain a question of an import belongs to: what its file says, its
 * category or deck, its tags; else the domain of its set. May use: everything below the engine.
 * Must not know: the terminal, the clock, which format it came in.
 *
 * Names are compared by their letters and digits alone. "E/M" is the domain evaluation because its
 * title begins with those letters, "HCPCS" is supplies because that is the only domain of its
 * section, "Respiratory" is cardiopulmonary because its title lists it. A name that may mean two
 * domains means none.
 */
#include <string.h>

#include "base/hash.h"
#include "engine/import.h"

#define PLAIN_MAX 128
#define OWN_PREFIX "my-"

/* Letters and digits in lower case. */
static void plain(struct str text, char out[PLAIN_MAX])
{
	size_t n = 0;
	for (size_t i = 0; i < text.n && n < PLAIN_MAX - 1; i++) {
		char c = text.p[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[n++] = c;
	}
	out[n] = '\0';
}

static bool is_plain(const char *wanted, struct str text)
{
	char name[PLAIN_MAX];
	plain(text, name);
	return name[0] && strcmp(name, wanted) == 0;
}

/* The first letters of the words of a title, without "and". */
static bool is_initials(const char *wanted, const char *title)
{
	char initials[PLAIN_MAX];
	size_t n = 0;
	struct str rest = str_of(title), word;
	while (str_next(&rest, ' ', &word) && n < PLAIN_MAX - 1) {
		if (word.n > 0 && !str_eq(word, "and"))
			initials[n++] = word.p[0];
	}
	initials[n] = '\0';
	return n > 1 && is_plain(wanted, str_of(initials));
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* One of the things a title lists: "20,000 series: musculoskeletal", "urinary, reproductive". */
static bool is_listed(const char *wanted, const char *title)
{
	size_t from = 0, n = strlen(title);
	for (size_t i = 0; i <= n; i++) {
		bool inside = i > 0 && title[i] == ',' && is_digit(title[i - 1]) &&
			      is_digit(title[i + 1]);
		if (i < n && (inside || !strchr(",:", title[i])))
			continue;
		if (is_plain(wanted, (struct str){title + from, i - from}))
			return true;
		from = i + 1;
	}
	return false;
}

static bool is_alone_in_section(const cpc *c, const char *wanted, size_t at)
{
	if (!is_plain(wanted, str_of(c->domains[at].section)))
		return false;
	for (size_t i = 0; i < c->exam_domains; i++) {
		if (i != at && strcmp(c->domains[i].section, c->domains[at].section) == 0)
			return false;
	}
	return true;
}

/* The domain of the exam that a name means; NULL: none, or more than one. */
static const char *match(const cpc *c, struct str name)
{
	char wanted[PLAIN_MAX];
	const char *found = NULL;
	plain(name, wanted);
	for (size_t i = 0; i < c->exam_domains; i++) {
		if (is_plain(wanted, str_of(c->domains[i].slug)))
			return c->domains[i].slug;
	}
	for (size_t i = 0; i < c->exam_domains; i++) {
		const struct cpc_domain *d = &c->domains[i];
		if (!is_plain(wanted, str_of(d->title)) && !is_initials(wanted, d->title) &&
			!is_listed(wanted, d->title) && !is_alone_in_section(c, wanted, i))
			continue;
		if (found)
			return NULL;
		found = d->slug;
	}
	return found;
}

/* The innermost level that means a domain. */
static const char *match_category(const cpc *c, const char *category)
{
	for (struct str rest = str_of(category); rest.n > 0;) {
		size_t from = rest.n;
		while (from > 0 && rest.p[from - 1] != FORMAT_LEVEL)
			from--;
		const char *slug = match(c, str_from(rest, from));
		if (slug)
			return slug;
		rest.n = from > 0 ? from - 1 : 0;
	}
	return NULL;
}

static const char *match_tags(const cpc *c, const char *tags)
{
	struct str rest = str_of(tags), tag;
	while (str_next(&rest, ',', &tag)) {
		struct str level = tag; /* "CPT::Radiology" */
		for (size_t i = 0; i + 1 < tag.n; i++) {
			if (tag.p[i] == ':' && tag.p[i + 1] == ':')
				level = str_from(tag, i + 2);
		}
		const char *slug = match(c, level);
		if (slug)
			return slug;
	}
	return NULL;
}

/* The file says that it is the set's own. */
static bool is_own(const struct import_set *set, struct str said)
{
	if (str_starts(said, OWN_PREFIX) && str_eq(str_from(said, strlen(OWN_PREFIX)), set->slug))
		return true;
	return str_eq(said, set->slug);
}

/* NULL: nothing that the file says means a domain of the exam. A file says the same again and
 * again. */
static const char *match_item(struct import *m, const struct format_item *item)
{
	uint64_t key = hash_text(HASH_START, item->domain);
	key = hash_text(hash_text(key, item->category), item->q.tags) | 1;
	struct import_memo *memo = &m->memo[key % IMPORT_MEMOS];
	if (memo->key == key)
		return memo->slug;
	const char *slug = item->domain[0] ? match(m->c, str_of(item->domain)) : NULL;
	if (!slug)
		slug = match_category(m->c, item->category);
	if (!slug)
		slug = match_tags(m->c, item->q.tags);
	*memo = (struct import_memo){key, slug};
	return slug;
}

/* The set's own domain. Its slug is the set's, unless the exam has a domain of that name. */
static int open_own(struct import *m, struct import_set *set, struct cpc_error *err)
{
	struct buf slug = BUF_INIT, title = BUF_INIT;
	cpc *c = m->c;
	bool taken = match(c, str_of(set->slug)) != NULL;
	buf_printf(&slug, "%s%s", taken ? OWN_PREFIX : "", set->slug);
	buf_printf(&title, "Set %s", set->slug);
	set->own = slug.failed ? NULL : arena_copy(&m->texts, buf_view(&slug));
	int rc = !set->own || title.failed ? error_memory(err) : CPC_OK;
	if (!rc && engine_domain(c, set->own) < 0) {
		if (c->domain_count == CPC_DOMAINS_MAX)
			rc = error_set(err, CPC_DATA,
				"there are %d domains already, which is the most; --domain puts "
				"these questions into one of them",
				CPC_DOMAINS_MAX);
		else
			rc = db_run(c->db, Q_DOMAIN_OWN, err, "ttd", set->own, title.data,
				IMPORT_OWN_WEIGHT);
		c->domains_read = false; /* its slugs will lie elsewhere */
		memset(m->memo, 0, sizeof m->memo);
	}
	buf_release(&slug);
	buf_release(&title);
	return rc;
}

int import_domain(struct import *m, struct import_set *set, const struct format_item *item,
	const char **out, struct cpc_error *err)
{
	const struct cpc_domain *domains;
	size_t count;
	int rc = cpc_domains(m->c, &domains, &count, err);
	if (rc)
		return rc;
	const char *slug = NULL;
	if (!is_own(set, str_of(item->domain))) {
		slug = match_item(m, item);
		if (!slug && m->options->domain) {
			slug = m->options->domain;
			bool is_exams = engine_domain(m->c, slug) < (int)m->c->exam_domains;
			m->asked_own = m->asked_own || !is_exams;
			m->report.own += !is_exams;
		}
	}
	if (!slug && !set->own)
		rc = open_own(m, set, err);
	if (!rc && !slug) {
		slug = set->own;
		m->report.own++;
	}
	*out = slug;
	return rc;
}
