/*
 * table_row.c - a row of a table becomes a question.
 * May use: formats/table, formats/note, base. Must not know: the header's names, the bank.
 */
#include "formats/table_row.h"

#include <string.h>

#include "formats/note.h"

#define YEAR_LEAST 2000
#define YEAR_MOST 2099
#define KIND_UNKNOWN (-1)
#define KIND_UNASKED (-2)

/* A row ------------------------------------------------------------------------------------------
 */

static void spoil(struct table *t)
{
	t->r->spoiled = true;
}

/* What our own writer did not write is a fault; what others mean by a column is theirs, and told
 * once. */
static void wrong_value(struct table *t, enum table_slot slot, const char *expected)
{
	char room[TABLE_NAME_MAX];
	const char *name = table_slot_name(slot, room);
	const char *shown = format_shown(t->r, str_of(t->cell[slot]));
	if (t->columns.own) {
		format_fault(t->r, t->line, "found the %s %s, expected %s", name, shown, expected);
		spoil(t);
	} else if (!t->noted[slot]) {
		format_note(t->r, t->line, "found the %s %s, expected %s: such values are left out",
			name, shown, expected);
		t->noted[slot] = true;
	}
}

/* What the writer put before what a spreadsheet would take for a formula. */
static char *without_guard(char *cell)
{
	size_t n = strspn(cell, "'");
	return n > 0 && cell[n] && strchr(TABLE_GUARDED, cell[n]) ? cell + 1 : cell;
}

static char *trim(char *cell)
{
	struct str s = str_trim(str_of(cell));
	cell += s.p - cell;
	cell[s.n] = '\0';
	return cell;
}

static bool is_blank(const char *cell)
{
	return str_trim(str_of(cell)).n == 0;
}

bool table_is_blank_row(const struct csv_record *row)
{
	for (size_t i = 0; i < row->n; i++) {
		if (!is_blank(row->field[i]))
			return false;
	}
	return true;
}

/* A text behind the last column, or in one without a name. */
static void take_stray(struct table *t, size_t column, size_t fields)
{
	if (column >= t->columns.n) {
		if (!t->r->spoiled)
			format_fault(t->r, t->line,
				"found %zu fields, expected at most %zu as in the header (a text "
				"that holds a separator stands in quotes)",
				fields, t->columns.n);
		spoil(t);
	} else if (t->columns.nameless[column] && !t->noted_nameless) {
		format_note(t->r, t->line,
			"found a text in column %zu, which has no name and is left out",
			column + 1);
		t->noted_nameless = true;
	}
}

static void take_cells(struct table *t, const struct csv_record *row)
{
	t->line = row->line;
	for (int slot = 0; slot < TABLE_SLOTS; slot++)
		t->cell[slot] = t->empty;
	for (size_t i = 0; i < row->n; i++) {
		enum table_slot slot = i < t->columns.n ? t->columns.slot[i] : SLOT_NONE;
		char *cell = row->field[i];
		if (slot == SLOT_NONE) {
			if (!is_blank(cell))
				take_stray(t, i, row->n);
			continue;
		}
		if (slot == SLOT_BEYOND && t->cell[slot][0])
			continue; /* one of them is enough to tell */
		t->cell[slot] = t->columns.own ? without_guard(cell) : trim(cell);
	}
}

/* Its fields -------------------------------------------------------------------------------------
 */

/* "a; b" and "a|b" and lines are lists too; then a comma is one inside an item. */
static const char *list(struct table *t, enum table_slot slot)
{
	char *cell = t->cell[slot], *put = cell;
	if (t->columns.own || !strpbrk(cell, ";|\n"))
		return cell;
	for (const char *at = cell; *at; at++) {
		if (strchr(";|\n", *at))
			*put++ = ',';
		else if (*at != ',')
			*put++ = *at;
		else if (at[1] != ' ')
			*put++ = ' ';
	}
	*put = '\0';
	return cell;
}

static int difficulty_of(struct str cell)
{
	static const char *const words[] = {
		"1 easy recall low beginner basic remember simple 1recall",
		"2 medium apply moderate intermediate mid normal average application 2apply",
		"3 hard analyse analyze high difficult advanced analysis expert 3analyse"};
	char room[TABLE_FOLDED_MAX];
	struct str folded = table_fold(cell, room);
	for (int i = 0; i < 3; i++) {
		if (question_word_valid(folded, words[i]))
			return i + 1;
	}
	return 0;
}

static void take_numbers(struct table *t, struct format_item *item)
{
	struct str year = str_trim(str_of(t->cell[SLOT_YEAR]));
	struct str difficulty = str_trim(str_of(t->cell[SLOT_DIFFICULTY]));
	int64_t n;
	if (year.n > 0 && str_to_i64(year, YEAR_LEAST, YEAR_MOST, &n))
		item->year = (int)n;
	else if (year.n > 0)
		wrong_value(t, SLOT_YEAR, "one from 2000 to 2099");
	if (difficulty.n == 0)
		return;
	int found = difficulty_of(difficulty);
	if (found)
		item->q.difficulty = found;
	else
		wrong_value(t, SLOT_DIFFICULTY, "1 (recall), 2 (apply) or 3 (analyse)");
}

/* What other people call kinds; "multiple choice" may have one right choice or several. */
static int kind_of(struct str cell)
{
	static const struct {
		int kind;
		const char *words;
	} kinds[] = {
		{QUESTION_SINGLE, "single singlechoice singleanswer singleselect radio"},
		{QUESTION_MULTIPLE,
			"multiple multipleanswer multipleanswers multipleresponse multipleselect "
			"multiselect checkbox checkboxes selectallthatapply"},
		{QUESTION_TRUE_FALSE, "truefalse trueorfalse tf boolean"},
		{QUESTION_TYPED, "typed shortanswer shorttext fillin fillintheblank "
				 "fillintheblanks fillinblank typein"},
		{QUESTION_NUMERIC, "numeric numerical number"},
		{KIND_UNASKED, "essay open openended poll survey matching match ordering order "
			       "reorder sequence hotspot draw slide discussion paragraph "
			       "longanswer fileupload draganddrop"},
		{KIND_UNKNOWN, "multiplechoice mc mcq choice quiz question"},
	};
	char room[TABLE_FOLDED_MAX];
	struct str folded = table_fold(cell, room);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (question_word_valid(folded, kinds[i].words))
			return kinds[i].kind;
	}
	return KIND_UNASKED - 1;
}

static void take_kind(struct table *t)
{
	struct str cell = str_trim(str_of(t->cell[SLOT_KIND]));
	t->kind = cell.n == 0	   ? KIND_UNKNOWN
		  : t->columns.own ? question_kind_find(cell)
				   : kind_of(cell);
	bool is_known = cell.n == 0 || (t->columns.own ? t->kind >= 0 : t->kind >= KIND_UNASKED);
	if (is_known)
		return;
	t->kind = KIND_UNKNOWN;
	wrong_value(t, SLOT_KIND, "single, multiple, true-false, typed or numeric");
}

static void take_names(struct table *t, struct format_item *item)
{
	struct str id = str_trim(str_of(t->cell[SLOT_ID]));
	if (question_slug_valid(id))
		item->q.slug = t->cell[SLOT_ID]; /* the blanks go with the normal form */
	else
		item->id = trim(t->cell[SLOT_ID]);
	struct str set = str_trim(str_of(t->cell[SLOT_SET]));
	if (set.n > 0 && !question_slug_valid(set))
		wrong_value(t, SLOT_SET, QUESTION_SLUG_SHAPE);
	else
		item->set = trim(t->cell[SLOT_SET]);
	item->domain = trim(t->cell[SLOT_DOMAIN]);
}

/* The levels of one cell: "Surgery::Skin", "Surgery > Skin". */
static void add_levels(struct buf *out, struct str cell)
{
	if (out->len > 0)
		buf_add_char(out, FORMAT_LEVEL);
	for (size_t i = 0; i < cell.n;) {
		struct str rest = str_from(cell, i);
		size_t n = str_starts(rest, "::") ? 2 : str_starts(rest, " > ") ? 3 : 0;
		buf_add_char(out, n ? FORMAT_LEVEL : cell.p[i]);
		i += n ? n : 1;
	}
}

static const char *category(struct table *t)
{
	struct buf *scratch = &t->r->scratch;
	buf_reset(scratch);
	for (int k = 0; k < TABLE_LEVELS_MAX; k++) {
		if (t->cell[SLOT_CATEGORY + k][0])
			add_levels(scratch, str_of(t->cell[SLOT_CATEGORY + k]));
	}
	t->r->failed = t->r->failed || scratch->failed;
	return scratch->len > 0 ? format_keep(t->r, buf_view(scratch)) : "";
}

static void take_fields(struct table *t, struct format_item *item)
{
	struct question *q = &item->q;
	q->line = t->line;
	take_names(t, item);
	take_numbers(t, item);
	q->title = t->cell[SLOT_TITLE];
	q->concept = t->cell[SLOT_CONCEPT];
	q->basis = t->cell[SLOT_BASIS];
	q->source = t->cell[SLOT_SOURCE];
	if (!is_blank(t->cell[SLOT_PAYER]))
		q->payer = t->cell[SLOT_PAYER];
	if (!is_blank(t->cell[SLOT_POOL]))
		q->pool = t->cell[SLOT_POOL];
	q->codes = list(t, SLOT_CODES);
	q->tags = list(t, SLOT_TAGS);
	q->reviewed = t->cell[SLOT_REVIEWED];
	q->stem = t->cell[SLOT_STEM];
	q->rule = t->cell[SLOT_RULE];
	item->category = category(t);
	if (t->cell[SLOT_PICTURE][0])
		format_note(t->r, t->line, "found the picture %s, which is left out",
			format_shown(t->r, str_of(t->cell[SLOT_PICTURE])));
}

/* Its choices ------------------------------------------------------------------------------------
 */

static struct choice *add_choice(
	struct table *t, struct question *q, enum choice_kind kind, const char *text)
{
	struct choice *c = &q->choices[q->choice_count++];
	*c = (struct choice){.kind = kind,
		.is_key = kind != CHOICE_OPTION,
		.text = text,
		.rationale = "",
		.line = t->line};
	return c;
}

/* The rationale of the choice or accepted answer at a place. */
static const char *why(const struct table *t, size_t place)
{
	return t->cell[SLOT_WHY + place];
}

static void take_choices(struct table *t, struct question *q)
{
	int gap = -1;
	for (int i = 0; i < QUESTION_CHOICES_MAX; i++) {
		const char *text = t->cell[SLOT_CHOICE + i];
		if (is_blank(text)) {
			gap = gap < 0 ? i : gap;
			continue;
		}
		if (gap >= 0) {
			format_fault(t->r, t->line,
				"choice %c is empty and choice %c is not, expected empty ones at "
				"the end only",
				'a' + gap, 'a' + i);
			spoil(t);
			return;
		}
		add_choice(t, q, CHOICE_OPTION, text)->rationale = why(t, (size_t)i);
	}
}

/* Accepted answers, one a line: see table.h. */
static bool take_accepted(struct table *t, struct question *q, char *cell)
{
	for (char *line = cell, *next; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		line = trim(line);
		if (!line[0])
			continue;
		if (q->choice_count == QUESTION_CHOICES_MAX) {
			format_skip(t->r, t->line,
				"found more than %d accepted answers, which is the most",
				QUESTION_CHOICES_MAX);
			return false;
		}
		size_t n = strlen(line), place = q->choice_count;
		enum choice_kind kind = t->kind == QUESTION_NUMERIC ? CHOICE_NUMBER : CHOICE_ACCEPT;
		bool has_sign = t->columns.own_accept && strchr("/#\\", line[0]);
		if (has_sign && line[0] == '/' && n > 1 && line[n - 1] == '/') {
			line[n - 1] = '\0';
			kind = CHOICE_PATTERN;
		} else if (has_sign && line[0] == '/') {
			has_sign = false;
		} else if (has_sign) {
			kind = line[0] == '#' ? CHOICE_NUMBER : CHOICE_ACCEPT;
		}
		add_choice(t, q, kind, line + has_sign)->rationale = why(t, place);
	}
	return true;
}

static void take_true_false(struct table *t, struct question *q, bool is_true)
{
	add_choice(t, q, CHOICE_OPTION, "True")->is_key = is_true;
	add_choice(t, q, CHOICE_OPTION, "False")->is_key = !is_true;
}

/* The key of a row without choices: true or false, or what is to be typed. */
static bool take_answer(struct table *t, struct format_item *item)
{
	char room[TABLE_FOLDED_MAX];
	struct str key = str_of(t->cell[SLOT_KEY]);
	struct str folded = table_fold(key, room);
	bool is_short = t->kind == QUESTION_TRUE_FALSE;
	bool is_true = str_eq(folded, "true") || (is_short && str_eq(folded, "t"));
	bool is_false = str_eq(folded, "false") || (is_short && str_eq(folded, "f"));
	if (t->kind != QUESTION_TYPED && (is_true || is_false)) {
		take_true_false(t, &item->q, is_true);
		return true;
	}
	if (is_short) {
		format_fault(t->r, t->line, "found the key %s, expected True or False",
			format_shown(t->r, key));
		return false;
	}
	if (t->kind == QUESTION_NUMERIC)
		return take_accepted(t, &item->q, t->cell[SLOT_KEY]);
	if (key.n == 0) {
		format_fault(t->r, t->line, "found neither choices nor an answer");
		return false;
	}
	const char *rule = item->q.rule;
	if (!note_from_card(t->r, item, str_of(item->q.stem), key))
		return false;
	item->q.choices[0].rationale = why(t, 0);
	if (rule[0] && item->q.rule != rule) { /* the lines below the answer, then the row's own */
		buf_reset(&t->r->scratch);
		buf_add_text(&t->r->scratch, item->q.rule);
		buf_add_text(&t->r->scratch, "\n\n");
		buf_add_text(&t->r->scratch, rule);
		item->q.rule = format_keep(t->r, buf_view(&t->r->scratch));
	}
	return true;
}

/* In a table of wrong choices the key is the right one, put before them. */
static bool add_right_choice(struct table *t, struct question *q)
{
	const char *key = t->cell[SLOT_KEY];
	if (!key[0]) {
		format_fault(t->r, t->line, "the key is empty, expected the right choice");
		return false;
	}
	if (q->choice_count == QUESTION_CHOICES_MAX) {
		format_skip(t->r, t->line, "found more than %d choices, which is the most",
			QUESTION_CHOICES_MAX);
		return false;
	}
	memmove(q->choices + 1, q->choices, q->choice_count * sizeof *q->choices);
	q->choice_count++;
	q->choices[0] = (struct choice){.kind = CHOICE_OPTION,
		.is_key = true,
		.text = key,
		.rationale = "",
		.line = t->line};
	return true;
}

static bool mark_keys(struct table *t, struct question *q)
{
	if (!t->columns.own)
		table_strip_labels(q);
	if (t->columns.wrong)
		return add_right_choice(t, q);
	unsigned keys = table_key(t->r, q, t->cell[SLOT_KEY], t->columns.own);
	for (size_t i = 0; i < q->choice_count; i++)
		q->choices[i].is_key = keys >> i & 1;
	bool has_several = (keys & (keys - 1)) != 0;
	q->multiple = t->kind == QUESTION_MULTIPLE ||
		      (has_several && !t->columns.own && t->kind != QUESTION_SINGLE);
	return keys != 0;
}

/* A rationale must not be lost because its choice is. */
static void check_whys(struct table *t, const struct question *q)
{
	size_t choices = q->choice_count - (t->columns.wrong && q->choice_count > 0);
	for (size_t i = choices; i < QUESTION_CHOICES_MAX; i++) {
		if (!is_blank(why(t, i)))
			wrong_value(t, (enum table_slot)(SLOT_WHY + i),
				"none, as there is no such choice");
	}
}

/* False when the row gives no question, which was told. */
static bool take_answers(struct table *t, struct format_item *item)
{
	struct question *q = &item->q;
	bool has_accepted = !is_blank(t->cell[SLOT_ACCEPT]);
	if (t->cell[SLOT_BEYOND][0]) {
		format_skip(t->r, t->line, "found more than %d choices, which is the most",
			QUESTION_CHOICES_MAX);
		return false;
	}
	take_choices(t, q);
	if (t->r->spoiled)
		return true;
	if (q->choice_count > 0 && has_accepted) {
		format_fault(t->r, t->line,
			"found choices and accepted answers in one row, expected one of them");
		return false;
	}
	if (has_accepted)
		return take_accepted(t, q, t->cell[SLOT_ACCEPT]);
	if (q->choice_count > 0)
		return mark_keys(t, q);
	return t->columns.own || take_answer(t, item);
}

/* The kind says what sort of answer is meant; the answers say the rest. */
static void check_kind(struct table *t, const struct question *q)
{
	bool is_typed = t->kind == QUESTION_TYPED || t->kind == QUESTION_NUMERIC;
	if (!t->columns.own || t->kind < 0 || q->choice_count == 0 ||
		is_typed == question_is_typed(q))
		return;
	format_fault(t->r, t->line, "found the kind %s beside %s", question_kind_name(t->kind),
		is_typed ? "choices, expected accepted answers"
			 : "accepted answers, expected choices");
	spoil(t);
}

int table_row(struct table *t, const struct csv_record *row, struct cpc_error *err)
{
	struct format_item item = format_blank();
	take_cells(t, row);
	if (!t->r->spoiled) {
		take_fields(t, &item);
		take_kind(t);
	}
	if (!t->r->spoiled && t->kind == KIND_UNASKED) {
		format_skip(t->r, t->line, "questions of the kind %s cannot be asked here",
			format_shown(t->r, str_of(t->cell[SLOT_KIND])));
		spoil(t);
	}
	if (t->r->spoiled || !take_answers(t, &item)) {
		format_drop(t->r);
		return CPC_OK;
	}
	check_whys(t, &item.q);
	check_kind(t, &item.q);
	return format_give(t->r, &item, err);
}
