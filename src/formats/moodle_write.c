/*
 * moodle_write.c - questions as Moodle's XML. Texts are HTML in CDATA; what Moodle has no place for
 * is in tags (cpc_tags.h). May use: formats/cpc_tags, formats/html, rules/number, base. Must not
 * know: reading.
 */
#include "formats/moodle_write.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "formats/cpc_tags.h"
#include "formats/html.h"
#include "rules/number.h"

struct writing {
	struct buf category; /* of the question before */
	struct buf piece;
	bool begun;
};

/* Texts -----------------------------------------------------------------------------------------
 */

/* XML 1.0 has no place for these, not even as numbers. */
static bool is_no_xml(uint32_t c)
{
	return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
}

static bool has_no_xml(const char *text)
{
	struct str rest = str_of(text);
	while (rest.n > 0) {
		uint32_t c = ' ';
		size_t n = utf8_decode(rest, &c);
		if (is_no_xml(c))
			return true;
		rest = str_from(rest, n ? n : 1);
	}
	return false;
}

static void add_plain(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == '&')
			buf_add_text(out, "&amp;");
		else if (c == '<')
			buf_add_text(out, "&lt;");
		else if (c == '>')
			buf_add_text(out, "&gt;");
		else
			buf_add_char(out, c);
	}
}

/* In CDATA, where the HTML has entities of its own for what XML cannot say. It has no ]]>, since
 * that is escaped as well. */
static void add_html(struct buf *out, struct str html)
{
	while (html.n > 0) {
		uint32_t c = ' ';
		size_t n = utf8_decode(html, &c);
		if (is_no_xml(c))
			buf_printf(out, "&#%u;", (unsigned)c);
		else
			buf_add(out, html.p, n ? n : 1);
		html = str_from(html, n ? n : 1);
	}
}

/* Paragraphs of a text, each in <p>. */
static void add_paragraphs(struct buf *out, struct str text)
{
	while (text.n > 0) {
		size_t n = 0;
		while (n < text.n && !str_starts(str_from(text, n), "\n\n"))
			n++;
		buf_add_text(out, "<p>");
		html_add(out, (struct str){text.p, n});
		buf_add_text(out, "</p>");
		text = str_from(text, n + 2);
	}
}

static void add_text(struct format_write *w, const char *text, bool in_paragraphs)
{
	struct writing *s = w->state;
	buf_reset(&s->piece);
	if (in_paragraphs)
		add_paragraphs(&s->piece, str_of(text));
	else
		html_add(&s->piece, str_of(text));
	if (s->piece.len == 0) {
		buf_add_text(&w->text, "<text></text>");
		return;
	}
	buf_add_text(&w->text, "<text><![CDATA[");
	add_html(&w->text, buf_view(&s->piece));
	buf_add_text(&w->text, "]]></text>");
}

static void add_part(struct format_write *w, const char *name, const char *text)
{
	buf_printf(&w->text, "    <%s format=\"html\">", name);
	add_text(w, text, true);
	buf_printf(&w->text, "</%s>\n", name);
}

/* Categories ------------------------------------------------------------------------------------
 */

/* A level of a category: a slash of its name is two. */
static void add_level(struct buf *out, const char *name)
{
	if (!name[0])
		return;
	buf_add_char(out, '/');
	for (const char *p = name; *p; p++)
		buf_add_text(out, *p == '/' ? "//" : (char[]){*p, '\0'});
}

static void add_category(struct format_write *w, const struct format_item *item)
{
	struct writing *s = w->state;
	buf_reset(&s->piece);
	add_level(&s->piece, item->set);
	add_level(&s->piece, item->domain);
	if (s->begun && str_same(buf_view(&s->piece), buf_view(&s->category)))
		return;
	s->begun = true;
	buf_reset(&s->category);
	buf_add_str(&s->category, buf_view(&s->piece));
	buf_add_text(&w->text, "  <question type=\"category\">\n"
			       "    <category><text>$course$/top");
	add_plain(&w->text, buf_view(&s->category));
	buf_add_text(&w->text, "</text></category>\n  </question>\n");
}

/* Answers ---------------------------------------------------------------------------------------
 */

static void begin_answer(struct format_write *w, const char *fraction, const char *format)
{
	buf_printf(
		&w->text, "    <answer fraction=\"%s\" format=\"%s\">\n      ", fraction, format);
}

static void end_answer(struct format_write *w, const struct choice *c)
{
	buf_add_text(&w->text, "\n      <feedback format=\"html\">");
	add_text(w, c->rationale, true);
	buf_add_text(&w->text, "</feedback>\n    </answer>\n");
}

/* What each of n right choices is worth, as Moodle's list of grades has it. */
static const char *part_of_whole(size_t n)
{
	static const char *const parts[QUESTION_CHOICES_MAX] = {"100", "50", "33.33333", "25", "20",
		"16.66667", "14.28571", "12.5", "11.11111", "10"};
	return parts[n - 1];
}

static void add_choices(struct format_write *w, const struct question *q)
{
	size_t keys = 0;
	buf_printf(&w->text,
		"    <single>%s</single>\n    <shuffleanswers>true</shuffleanswers>\n"
		"    <answernumbering>abc</answernumbering>\n",
		q->multiple ? "false" : "true");
	for (size_t i = 0; i < q->choice_count; i++)
		keys += q->choices[i].is_key;
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];
		begin_answer(w,
			c->is_key     ? part_of_whole(keys)
			: q->multiple ? "-100"
				      : "0",
			"html");
		add_text(w, c->text, false);
		end_answer(w, c);
	}
}

static void add_true_false(struct format_write *w, const struct question *q)
{
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];
		begin_answer(w, c->is_key ? "100" : "0", "moodle_auto_format");
		buf_printf(&w->text, "<text>%s</text>",
			strcmp(c->text, "True") == 0 ? "true" : "false");
		end_answer(w, c);
	}
}

static void add_short_answers(struct format_write *w, const struct question *q)
{
	struct writing *s = w->state;
	buf_add_text(&w->text, "    <usecase>0</usecase>\n");
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];
		buf_reset(&s->piece);
		for (const char *p = c->text; *p; p++)
			buf_printf(&s->piece, *p == '*' ? "\\%c" : "%c", *p);
		begin_answer(w, "100", "moodle_auto_format");
		buf_add_text(&w->text, "<text>");
		add_plain(&w->text, buf_view(&s->piece));
		buf_add_text(&w->text, "</text>");
		end_answer(w, c);
	}
}

/* The number with a point, whatever the locale, and without what a sum of two adds to its digits.
 */
static void add_number(struct buf *out, double number)
{
	char text[32];
	snprintf(text, sizeof text, "%.12g", number);
	char *point = strchr(text, localeconv()->decimal_point[0]);
	if (point)
		*point = '.';
	buf_add_text(out, text);
}

/* "5:0.5" is 5 and its tolerance; so is "4.5..5.5", which Moodle has no other way to say. */
static void add_numbers(struct format_write *w, const struct question *q)
{
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];
		struct str rest = str_of(c->text), number;
		struct number_range range = {0, 0};
		begin_answer(w, "100", "moodle_auto_format");
		buf_add_text(&w->text, "<text>");
		if (strstr(c->text, "..") && number_range_of(rest, &range)) {
			add_number(&w->text, range.low + (range.high - range.low) / 2);
			buf_add_text(&w->text, "</text>\n      <tolerance>");
			add_number(&w->text, (range.high - range.low) / 2);
		} else {
			str_next(&rest, ':', &number);
			add_plain(&w->text, str_trim(number));
			buf_add_text(&w->text, "</text>\n      <tolerance>");
			add_plain(&w->text, rest.p ? str_trim(rest) : str_of("0"));
		}
		buf_add_text(&w->text, "</tolerance>");
		end_answer(w, c);
	}
	buf_add_text(&w->text, "    <unitgradingtype>0</unitgradingtype>\n"
			       "    <unitpenalty>0.1</unitpenalty>\n"
			       "    <showunits>3</showunits>\n    <unitsleft>0</unitsleft>\n");
}

/* Questions -------------------------------------------------------------------------------------
 */

/* Choices of True and False written in another way are choices like others. */
static bool is_true_false(const struct question *q)
{
	return question_kind_of(q) == QUESTION_TRUE_FALSE &&
	       (strcmp(q->choices[0].text, "True") == 0 ||
		       strcmp(q->choices[0].text, "False") == 0) &&
	       (strcmp(q->choices[1].text, "True") == 0 ||
		       strcmp(q->choices[1].text, "False") == 0);
}

static const char *type_of(const struct question *q)
{
	switch (question_kind_of(q)) {
	case QUESTION_TYPED:
		return "shortanswer";
	case QUESTION_NUMERIC:
		return "numerical";
	default:
		return is_true_false(q) ? "truefalse" : "multichoice";
	}
}

/* CPC_NO with the reason when Moodle or XML has no way to say it. */
static int check(struct format_write *w, const struct format_item *item)
{
	const struct question *q = &item->q;
	bool typed = question_kind_of(q) == QUESTION_TYPED;
	const char *const plain[] = {q->title, q->slug, item->id, q->tags, item->set, item->domain};
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];
		if (typed && c->kind != CHOICE_ACCEPT)
			return format_cannot(w,
				"a short answer of Moodle's is a text, and no %s such as %s",
				choice_kind_name(c->kind), format_shown_of(w, c->text));
		if (typed && has_no_xml(c->text))
			return format_cannot(w,
				"an accepted answer has a control character, which XML cannot "
				"hold");
	}
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		if (has_no_xml(plain[i]))
			return format_cannot(w, "its title, id, set, domain or tags have a control "
						"character, which XML cannot hold");
	}
	return CPC_OK;
}

static void add_answers(struct format_write *w, const struct question *q)
{
	switch (question_kind_of(q)) {
	case QUESTION_TYPED:
		add_short_answers(w, q);
		break;
	case QUESTION_NUMERIC:
		add_numbers(w, q);
		break;
	default:
		if (is_true_false(q))
			add_true_false(w, q);
		else
			add_choices(w, q);
		break;
	}
}

static void add_tag(void *context, struct str tag)
{
	struct format_write *w = context;
	buf_add_text(&w->text, "      <tag><text>");
	add_plain(&w->text, tag);
	buf_add_text(&w->text, "</text></tag>\n");
}

int moodle_begin(struct format_write *w, struct cpc_error *err)
{
	w->state = calloc(1, sizeof(struct writing));
	if (!w->state)
		return error_memory(err);
	buf_add_text(&w->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
	return CPC_OK;
}

int moodle_write(struct format_write *w, const struct format_item *item, struct cpc_error *err)
{
	struct writing *s = w->state;
	const struct question *q = &item->q;
	int rc = check(w, item);
	if (rc)
		return rc;
	add_category(w, item);
	buf_printf(&w->text, "  <question type=\"%s\">\n    <name><text>", type_of(q));
	add_plain(&w->text, str_of(q->title));
	buf_add_text(&w->text, "</text></name>\n");
	add_part(w, "questiontext", q->stem);
	add_part(w, "generalfeedback", q->rule);
	buf_add_text(&w->text, "    <defaultgrade>1</defaultgrade>\n"
			       "    <penalty>0.3333333</penalty>\n"
			       "    <hidden>0</hidden>\n    <idnumber>");
	add_plain(&w->text, str_of(q->slug[0] ? q->slug : item->id));
	buf_add_text(&w->text, "</idnumber>\n");
	add_answers(w, q);
	buf_add_text(&w->text, "    <tags>\n");
	cpc_tags_write(item, &s->piece, add_tag, w);
	buf_add_text(&w->text, "    </tags>\n  </question>\n");
	return s->piece.failed || s->category.failed ? error_memory(err) : CPC_OK;
}

int moodle_end(struct format_write *w, struct cpc_error *err)
{
	(void)err;
	buf_add_text(&w->text, "</quiz>\n");
	return CPC_OK;
}

void moodle_release(struct format_write *w)
{
	struct writing *s = w->state;
	if (!s)
		return;
	buf_release(&s->category);
	buf_release(&s->piece);
	free(s);
}
