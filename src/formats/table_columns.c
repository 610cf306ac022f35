/*
 * table_columns.c - which column of a table is what: by the names that people give them, or as a
 * map says. May use: formats/csv, base. Must not know: what stands below the header.
 */
#include "formats/table.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/nearest.h"
#include "base/utf8.h"

#define BEYOND_MAX 26	  /* a choice of a higher number is none */
#define BEYOND_LETTER 'p' /* nor one of a later letter: the plural of "option" is none */
#define SHOWN_MAX 30	  /* characters of a column's name that are told */
#define SHOWN_COLUMNS 12  /* columns that are told */

/* Names -------------------------------------------------------------------------------------------
 */

/* Without case, blanks and punctuation; our own name first, then the surer before the others: when
 * two columns claim one place the surer has it. */
static const struct {
	enum table_slot slot;
	const char *names;
} known[] = {
	{SLOT_ID, "id questionid uid"},
	{SLOT_SET, "set"},
	{SLOT_DOMAIN, "domain"},
	{SLOT_YEAR, "year"},
	{SLOT_TITLE, "title name heading"},
	{SLOT_KIND, "kind questiontype type"},
	{SLOT_DIFFICULTY, "difficulty difficultylevel level"},
	{SLOT_CONCEPT, "concept"},
	{SLOT_BASIS, "basis"},
	{SLOT_SOURCE, "source reference references citation"},
	{SLOT_PAYER, "payer"},
	{SLOT_POOL, "pool"},
	{SLOT_CODES, "codes"},
	{SLOT_TAGS, "tags tag keywords labels"},
	{SLOT_REVIEWED, "reviewed"},
	{SLOT_STEM,
		"stem question questiontext questionstem prompt problem text item front term q"},
	{SLOT_KEY, "key correct correctanswer correctanswers correctoption correctoptions "
		   "correctchoice correctresponse rightanswer right answerkey answer answers "
		   "solution back definition"},
	{SLOT_ACCEPT, "accept accepted acceptedanswers acceptedanswer acceptableanswers"},
	{SLOT_RULE, "rule rationale explanation answerexplanation feedback generalfeedback comment "
		    "comments reason why"},
	{SLOT_PICTURE, "picture image imagelink imageurl media"},
	{SLOT_NUMBER, "# number no nr num question# questionno questionnumber qno row"},
	{SLOT_CATEGORY, "category topic section subject chapter unit module subcategory subtopic "
			"area deck"},
};

/* Before the letter or number of a choice, behind it, or instead of both. */
static const char choice_words[] =
	"choice option answer opt ans alternative response answeroption answerchoice "
	"possibleanswer";
static const char wrong_words[] =
	"incorrectanswer wronganswer distractor incorrect wrong incorrectoption wrongoption";
static const char why_words[] = "why rationale explanation feedback comment reason";

static const char *const own_names[] = {"id", "set", "domain", "year", "title", "kind",
	"difficulty", "concept", "basis", "source", "payer", "pool", "codes", "tags", "reviewed",
	"stem"};

const char *table_slot_name(enum table_slot slot, char room[TABLE_NAME_MAX])
{
	if (slot < SLOT_CHOICE)
		return own_names[slot];
	if (slot == SLOT_KEY)
		return "key";
	if (slot == SLOT_ACCEPT)
		return "accept";
	if (slot == SLOT_RULE)
		return "rule";
	if (slot == SLOT_PICTURE)
		return "picture";
	if (slot >= TABLE_OWN)
		return "category";
	bool is_choice = slot < SLOT_WHY;
	snprintf(room, TABLE_NAME_MAX, "%s_%c", is_choice ? "choice" : "why",
		'a' + (int)(slot - (is_choice ? SLOT_CHOICE : SLOT_WHY)));
	return room;
}

/* Folding -----------------------------------------------------------------------------------------
 */

/* Lower-case letters, digits, #, and what is not ASCII but for the no-break space. */
struct str table_fold(struct str name, char out[TABLE_FOLDED_MAX])
{
	size_t n = 0;
	for (size_t i = 0; i < name.n && n < TABLE_FOLDED_MAX; i++) {
		char c = name.p[i];
		if (str_starts(str_from(name, i), "\xC2\xA0"))
			i++;
		else if (c >= 'A' && c <= 'Z')
			out[n++] = (char)(c - 'A' + 'a');
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '#' ||
			 (unsigned char)c >= 0x80)
			out[n++] = c;
	}
	return (struct str){out, n};
}

/* The front of a name, before an explanation: "Answer 1 - max 75 characters", "Tags (optional)". */
static struct str front_of(struct str name)
{
	static const char *const ends[] = {
		" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "(", "[", ":", "\n"};
	for (size_t at = 1; at < name.n; at++) {
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
			if (str_starts(str_from(name, at), ends[i]))
				return (struct str){name.p, at};
		}
	}
	return name;
}

/* What a name claims to be. */
struct claim {
	enum table_slot slot;
	int rank;      /* less is surer */
	bool any_free; /* a choice without letter or number */
	bool wrong;
};

#define RANK_PATTERN 1 /* of names that are made of words and a number */

/* Takes the longest of the words off the front. */
static bool take_word(struct str *name, const char *words)
{
	struct str rest = str_of(words), word, best = {"", 0};
	while (str_next(&rest, ' ', &word)) {
		if (word.n > best.n && name->n >= word.n && memcmp(name->p, word.p, word.n) == 0)
			best = word;
	}
	*name = str_from(*name, best.n);
	return best.n > 0;
}

/* A letter or number off the front; from 0, -1 when there is none. */
static int take_index(struct str *name)
{
	struct str s = *name;
	int number = 0;
	size_t n = 0;
	while (n < s.n && n < 3 && s.p[n] >= '0' && s.p[n] <= '9')
		number = 10 * number + (s.p[n++] - '0');
	if (n == 0 && s.n > 0 && s.p[0] >= 'a' && s.p[0] <= BEYOND_LETTER)
		number = s.p[n++] - 'a' + 1;
	*name = str_from(s, n);
	return number >= 1 && number <= BEYOND_MAX ? number - 1 : -1;
}

static bool claim_nth(struct claim *out, enum table_slot first, int index)
{
	if (index < 0)
		return false;
	bool fits = index < QUESTION_CHOICES_MAX;
	out->slot = fits		   ? (enum table_slot)((int)first + index)
		    : first == SLOT_CHOICE ? SLOT_BEYOND
					   : SLOT_NONE;
	out->rank = RANK_PATTERN;
	return true;
}

static bool claim_choice(struct str name, struct claim *out)
{
	struct str s = name;
	if (s.n == 1 && s.p[0] >= 'a' && s.p[0] < 'a' + QUESTION_CHOICES_MAX)
		return claim_nth(out, SLOT_CHOICE, s.p[0] - 'a');
	out->wrong = take_word(&s, wrong_words);
	if (!out->wrong && !take_word(&s, choice_words))
		return false;
	if (s.n == 0) {
		out->slot = SLOT_CHOICE;
		out->any_free = true;
		return true;
	}
	int index = take_index(&s);
	take_word(&s, "text");
	return s.n == 0 && claim_nth(out, SLOT_CHOICE, index);
}

/* "why_a", "Rationale for option A", "Option A feedback". */
static bool claim_why(struct str name, struct claim *out)
{
	struct str s = name;
	int index;
	if (take_word(&s, why_words)) {
		take_word(&s, "for");
		take_word(&s, choice_words);
		index = take_index(&s);
	} else {
		if (!take_word(&s, choice_words))
			return false;
		index = take_index(&s);
		if (!take_word(&s, why_words))
			return false;
	}
	return s.n == 0 && claim_nth(out, SLOT_WHY, index);
}

static bool claim_known(struct str name, struct claim *out)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		struct str rest = str_of(known[i].names), one;
		for (int rank = 0; str_next(&rest, ' ', &one); rank++) {
			if (str_same(name, one)) {
				out->slot = known[i].slot;
				out->rank = rank;
				return true;
			}
		}
	}
	return false;
}

static struct claim claim_of(struct str header)
{
	char room[TABLE_FOLDED_MAX];
	struct str tries[] = {header, front_of(header)};
	for (size_t i = 0; i < 2; i++) {
		struct claim claim = {.slot = SLOT_NONE};
		struct str name = table_fold(tries[i], room);
		if (claim_known(name, &claim) || claim_choice(name, &claim) ||
			claim_why(name, &claim))
			return claim;
	}
	return (struct claim){.slot = SLOT_NONE};
}

/* The map ----------------------------------------------------------------------------------------
 */

struct pair {
	struct str name; /* ours */
	struct str header;
};

static bool next_pair(struct str *map, struct pair *out)
{
	struct str one;
	do {
		if (!str_next(map, ',', &one))
			return false;
	} while (str_trim(one).n == 0);
	const char *sign = memchr(one.p, '=', one.n);
	size_t n = sign ? (size_t)(sign - one.p) : one.n;
	out->name = str_trim((struct str){one.p, n});
	out->header = sign ? str_trim(str_from(one, n + 1)) : (struct str){NULL, 0};
	return true;
}

static bool is_mappable(enum table_slot slot)
{
	return slot <= SLOT_PICTURE || slot == SLOT_CATEGORY;
}

static enum table_slot slot_called(struct str name)
{
	char ours[TABLE_FOLDED_MAX], theirs[TABLE_FOLDED_MAX], room[TABLE_NAME_MAX];
	struct str folded = table_fold(name, theirs);
	for (int slot = 0; slot <= SLOT_CATEGORY; slot++) {
		struct str own = str_of(table_slot_name((enum table_slot)slot, room));
		if (is_mappable((enum table_slot)slot) && str_same(table_fold(own, ours), folded))
			return (enum table_slot)slot;
	}
	return SLOT_NONE;
}

static int unknown_name(struct str name, struct cpc_error *err)
{
	char typed[TABLE_FOLDED_MAX], room[TABLE_NAME_MAX];
	struct buf shown = BUF_INIT;
	snprintf(
		typed, sizeof typed, "%.*s", (int)(name.n < TABLE_FOLDED_MAX ? name.n : 0), name.p);
	struct nearest near = nearest_to(typed);
	for (int slot = 0; slot <= SLOT_CATEGORY; slot++) {
		if (slot < SLOT_CHOICE || slot >= SLOT_KEY)
			nearest_offer(&near, table_slot_name((enum table_slot)slot, room));
	}
	utf8_add_quoted(&shown, name, SHOWN_MAX);
	int rc = error_set(err, CPC_USAGE,
		"--map: no column of ours is called %s%s (there are stem, choice_a to choice_%c, "
		"key, "
		"accept, rule, why_a to why_%c, id, set, domain, category, year, title, kind, "
		"difficulty, concept, basis, source, payer, pool, codes, tags, reviewed, picture)",
		buf_text(&shown), nearest_hint(&near), 'a' + QUESTION_CHOICES_MAX - 1,
		'a' + QUESTION_CHOICES_MAX - 1);
	buf_release(&shown);
	return rc;
}

int table_check_map(const char *map, struct cpc_error *err)
{
	bool seen[TABLE_SLOTS] = {false};
	struct str rest = str_of(map);
	struct pair pair;
	while (next_pair(&rest, &pair)) {
		enum table_slot slot = slot_called(pair.name);
		if (!pair.header.p)
			return error_set(err, CPC_USAGE,
				"--map: found \"%.*s\", expected our name of a column, =, and its "
				"name in the file, such as stem=Question",
				(int)(pair.name.n < SHOWN_MAX ? pair.name.n : SHOWN_MAX),
				pair.name.p);
		if (slot == SLOT_NONE)
			return unknown_name(pair.name, err);
		if (seen[slot])
			return error_set(
				err, CPC_USAGE, "--map: found %.*s twice", STR_ARG(pair.name));
		seen[slot] = true;
	}
	return CPC_OK;
}

/* The header -------------------------------------------------------------------------------------
 */

static size_t column_called(const struct csv_record *row, struct str name)
{
	char wanted[TABLE_FOLDED_MAX], found[TABLE_FOLDED_MAX];
	size_t i = 0;
	name = table_fold(name, wanted);
	while (i < row->n && !str_same(table_fold(str_of(row->field[i]), found), name))
		i++;
	return i;
}

struct finding {
	struct table_columns *out;
	bool closed[TABLE_SLOTS]; /* the map says what it is */
	size_t column[TABLE_SLOTS];
	int rank[TABLE_SLOTS];
};

static bool apply_map(
	struct finding *f, const struct csv_record *row, const char *map, struct str *missing)
{
	struct str rest = str_of(map);
	struct pair pair;
	while (next_pair(&rest, &pair)) {
		enum table_slot slot = slot_called(pair.name);
		for (int k = 0; slot == SLOT_CATEGORY && k < TABLE_LEVELS_MAX; k++)
			f->closed[SLOT_CATEGORY + k] = true;
		f->closed[slot] = true;
		if (pair.header.n == 0) /* none of the columns is that */
			continue;
		size_t i = column_called(row, pair.header);
		if (i == row->n) {
			*missing = pair.header;
			return false;
		}
		f->out->slot[i] = slot;
		f->out->has[slot] = true;
	}
	return true;
}

static void take_claim(struct finding *f, size_t column, struct claim claim)
{
	int slot = (int)claim.slot, last = slot;
	struct table_columns *out = f->out;
	if (claim.any_free)
		last = SLOT_CHOICE + QUESTION_CHOICES_MAX - 1;
	else if (slot == SLOT_CATEGORY)
		last = SLOT_CATEGORY + TABLE_LEVELS_MAX - 1;
	while (slot < last && (out->has[slot] || f->closed[slot]))
		slot++;
	bool is_better = out->has[slot] && claim.rank < f->rank[slot] && last == (int)claim.slot;
	if (f->closed[slot] || (out->has[slot] && !is_better && slot != SLOT_BEYOND))
		return;
	if (is_better)
		out->slot[f->column[slot]] = SLOT_NONE;
	out->slot[column] = (enum table_slot)slot;
	out->has[slot] = true;
	out->wrong = out->wrong || claim.wrong;
	f->column[slot] = column;
	f->rank[slot] = claim.rank;
}

static bool is_own(const struct csv_record *row)
{
	char room[TABLE_NAME_MAX];
	for (size_t i = 0; i < TABLE_OWN; i++) {
		if (i == row->n || !str_eq(str_trim(str_of(row->field[i])),
					   table_slot_name((enum table_slot)i, room)))
			return false;
	}
	return true;
}

bool table_columns_find(const struct csv_record *row, const char *map, struct table_columns *out,
	struct str *missing)
{
	char room[TABLE_FOLDED_MAX];
	*out = (struct table_columns){.own = is_own(row)};
	*missing = str_of("");
	struct finding f = {.out = out};
	for (size_t i = 0; i < row->n; i++) {
		out->slot[i] = SLOT_NONE;
		out->nameless[i] = str_trim(str_of(row->field[i])).n == 0;
		out->n = out->nameless[i] ? out->n : i + 1;
	}
	if (!apply_map(&f, row, map, missing))
		return false;
	for (size_t i = 0; i < row->n; i++) {
		struct claim claim = claim_of(str_trim(str_of(row->field[i])));
		if (out->slot[i] == SLOT_NONE && claim.slot != SLOT_NONE)
			take_claim(&f, i, claim);
		if (out->slot[i] == SLOT_ACCEPT)
			out->own_accept = str_eq(table_fold(str_of(row->field[i]), room), "accept");
	}
	return out->has[SLOT_STEM] && (out->has[SLOT_KEY] || out->has[SLOT_ACCEPT]);
}

void table_add_header(struct buf *out, const struct csv_record *header)
{
	size_t shown = 0, named = 0;
	for (size_t i = 0; i < header->n; i++) {
		struct str name = str_trim(str_of(header->field[i]));
		named += name.n > 0;
		if (name.n == 0 || shown == SHOWN_COLUMNS)
			continue;
		buf_add_text(out, shown++ ? ", " : "");
		utf8_add_quoted(out, name, SHOWN_MAX);
	}
	if (named > shown)
		buf_printf(out, " and %zu more", named - shown);
}

/* Separators -------------------------------------------------------------------------------------
 */

char table_separator(struct str line)
{
	static const char candidates[] = {',', ';', '\t'};
	size_t counts[sizeof candidates] = {0}, best = 0;
	bool quoted = false;
	for (size_t i = 0; i < line.n; i++) {
		quoted ^= line.p[i] == '"';
		const char *found =
			quoted ? NULL : memchr(candidates, line.p[i], sizeof candidates);
		if (found)
			counts[found - candidates]++;
	}
	for (size_t i = 1; i < sizeof candidates; i++) {
		if (counts[i] > counts[best])
			best = i;
	}
	return candidates[best];
}

char table_sep_line(struct str line)
{
	if (str_starts(line, "\"") && line.n > 1 && line.p[line.n - 1] == '"')
		line = (struct str){line.p + 1, line.n - 2};
	bool is_one = line.n == 5 && str_same_fold((struct str){line.p, 4}, str_of("sep="));
	return is_one ? line.p[4] : '\0';
}
