/*
 * moodle_xml.c - Moodle's XML as elements: reading. No entities but the five of XML are read, and
 * no other file. May use: formats/moodle, formats/html, expat, base. Must not know: the bank.
 */
#include <expat.h>
#include <string.h>

#include "base/error.h"
#include "formats/format.h"
#include "formats/moodle.h"
#include "formats/moodle_write.h"

#define XML_DEPTH_MAX 64
#define XML_QUESTION_MAX 1048576 /* bytes of text in a question, and of one tag */
#define FILES_TOLD 5		 /* names in a note */

enum element {
	OTHER,
	QUIZ,
	QUESTION,
	CATEGORY,
	NAME,
	STEM,
	RULE,
	ANSWER,
	FEEDBACK,
	HINT,
	OVERALL, /* feedback to the whole answer */
	TAG,
	ATTACHED, /* a file, in base64 */
	/* Those in which text stands. */
	TEXT,
	SINGLE,
	USECASE,
	IDNUMBER,
	TOLERANCE,
	PICTURE /* as Moodle 1 had it: a name */
};

static const struct {
	const char *name;
	enum element element;
} elements[] = {
	{"text", TEXT},
	{"answer", ANSWER},
	{"feedback", FEEDBACK},
	{"file", ATTACHED},
	{"tag", TAG},
	{"question", QUESTION},
	{"name", NAME},
	{"questiontext", STEM},
	{"generalfeedback", RULE},
	{"single", SINGLE},
	{"usecase", USECASE},
	{"idnumber", IDNUMBER},
	{"tolerance", TOLERANCE},
	{"category", CATEGORY},
	{"hint", HINT},
	{"correctfeedback", OVERALL},
	{"partiallycorrectfeedback", OVERALL},
	{"incorrectfeedback", OVERALL},
	{"image", PICTURE},
	{"quiz", QUIZ},
};

struct reading {
	struct format_read *r;
	struct cpc_error *err;
	XML_Parser parser;
	int rc;	      /* of what was given */
	bool stopped; /* told why */
	bool moved;   /* something was found since the last bytes were given to the parser */
	int depth;
	enum element open[XML_DEPTH_MAX + 1];	      /* of each depth, from 1 */
	enum moodle_layout layout[XML_DEPTH_MAX + 1]; /* of the text in it */
	struct moodle_question q;
	struct moodle_answer beyond; /* in place of those that are not kept */
	bool is_category, is_read;   /* the question that is open */
	bool is_long;
	size_t bytes; /* of text in it */
	struct cpc_tags tags;
	struct buf text, plain, names, category;
};

static int line_of(const struct reading *j)
{
	return (int)XML_GetCurrentLineNumber(j->parser);
}

static void stop(struct reading *j)
{
	j->stopped = true;
	XML_StopParser(j->parser, XML_FALSE);
}

static enum element element_of(const char *name)
{
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		if (strcmp(name, elements[i].name) == 0)
			return elements[i].element;
	}
	return OTHER;
}

static struct str attribute(const char **attributes, const char *name)
{
	for (; attributes[0]; attributes += 2) {
		if (strcmp(attributes[0], name) == 0)
			return str_of(attributes[1]);
	}
	return (struct str){"", 0};
}

static enum element above(const struct reading *j, int levels)
{
	return j->depth > levels ? j->open[j->depth - levels] : OTHER;
}

/* Texts -----------------------------------------------------------------------------------------
 */

/* The text that was collected, kept for the question. */
static const char *take_text(struct reading *j, enum moodle_layout layout)
{
	buf_reset(&j->plain);
	j->q.loss |= moodle_text(buf_view(&j->text), layout, &j->r->scratch, &j->plain);
	return format_keep(j->r, buf_view(&j->plain));
}

/* What Moodle puts there by itself. */
static bool is_usual(const char *feedback)
{
	return !feedback[0] || strcmp(feedback, "Your answer is correct.") == 0 ||
	       strcmp(feedback, "Your answer is partially correct.") == 0 ||
	       strcmp(feedback, "Your answer is incorrect.") == 0;
}

static struct moodle_answer *answer(struct reading *j)
{
	size_t n = j->q.n;
	return n > 0 && n <= MOODLE_ANSWERS_MAX ? &j->q.answers[n - 1] : &j->beyond;
}

/* At the end of a <text>. */
static void end_text(struct reading *j)
{
	enum moodle_layout layout = j->layout[j->depth - 1];
	bool rich = moodle_type_rich(str_of(j->q.type));
	unsigned loss = j->q.loss;
	switch (above(j, 1)) {
	case NAME:
		j->q.item.q.title = take_text(j, MOODLE_PLAIN);
		break;
	case STEM:
		j->q.item.q.stem = take_text(j, layout);
		break;
	case RULE:
		j->q.item.q.rule = take_text(j, layout);
		break;
	case ANSWER:
		answer(j)->text = take_text(j, rich ? layout : MOODLE_PLAIN);
		break;
	case FEEDBACK:
		if (above(j, 2) == ANSWER)
			answer(j)->feedback = take_text(j, layout);
		break;
	case HINT:
		j->q.hints += take_text(j, layout)[0] != '\0';
		j->q.loss = loss;
		break;
	case OVERALL:
		j->q.overall = !is_usual(take_text(j, layout)) || j->q.overall;
		j->q.loss = loss;
		break;
	case TAG:
		cpc_tags_take(&j->tags, j->r, &j->q.item, buf_view(&j->text), line_of(j));
		break;
	default:
		break;
	}
}

static void take_id(struct reading *j)
{
	const char *id = take_text(j, MOODLE_PLAIN);
	if (question_slug_valid(str_of(id)))
		j->q.item.q.slug = id;
	else
		j->q.item.id = id;
}

static void add_file(struct reading *j, struct str name)
{
	if (name.n == 0)
		return;
	j->q.files++;
	if (j->q.files <= FILES_TOLD)
		buf_printf(&j->names, "%s%s", j->names.len ? ", " : "", format_shown(j->r, name));
	else if (j->q.files == FILES_TOLD + 1)
		buf_add_text(&j->names, ", ...");
}

static void end_value(struct reading *j, enum element element)
{
	struct str text = str_trim(buf_view(&j->text));
	switch (element) {
	case TEXT:
		end_text(j);
		break;
	case SINGLE:
		j->q.several =
			text.n == 0 || str_same_fold(text, str_of("false")) || str_eq(text, "0");
		break;
	case USECASE:
		j->q.by_case = str_eq(text, "1") || str_same_fold(text, str_of("true"));
		break;
	case IDNUMBER:
		take_id(j);
		break;
	case TOLERANCE:
		if (above(j, 1) == ANSWER)
			answer(j)->tolerance = take_text(j, MOODLE_PLAIN);
		break;
	case PICTURE:
		add_file(j, text);
		break;
	default:
		break;
	}
}

/* Questions -------------------------------------------------------------------------------------
 */

static void begin_question(struct reading *j, const char **attributes)
{
	struct str type = attribute(attributes, "type");
	int line = line_of(j);
	buf_reset(&j->names);
	j->q = (struct moodle_question){
		.item = format_blank(), .type = format_keep(j->r, type), .names = &j->names};
	j->q.item.q.line = line;
	j->is_category = str_eq(type, "category");
	j->is_read = moodle_type_read(type);
	j->is_long = false;
	j->bytes = 0;
	if (j->is_category || j->is_read)
		return;
	if (type.n == 0)
		format_fault(j->r, line,
			"found a question without a type, expected one such as "
			"multichoice");
	else
		format_skip(j->r, line, "a question of the type %s, which cannot be asked here",
			format_shown(j->r, type));
}

static void end_question(struct reading *j)
{
	cpc_tags_end(&j->tags, j->r, &j->q.item);
	j->q.item.category = buf_text(&j->category);
	j->r->failed = j->r->failed || j->text.failed || j->plain.failed || j->names.failed ||
		       j->category.failed;
	if (j->is_read)
		j->rc = moodle_give(j->r, &j->q, j->err);
	else
		format_drop(j->r);
	if (j->rc)
		stop(j);
}

static void begin_answer(struct reading *j, const char **attributes)
{
	struct str fraction = attribute(attributes, "fraction");
	j->q.n++;
	struct moodle_answer *a = answer(j);
	*a = (struct moodle_answer){
		.text = "", .feedback = "", .tolerance = "", .line = line_of(j)};
	if (fraction.n == 0 || str_to_double(str_trim(fraction), -100, 100, &a->worth))
		return;
	format_fault(j->r, a->line, "found the fraction %s, expected a number from -100 to 100",
		format_shown(j->r, fraction));
	j->r->spoiled = true;
}

/* An element within a question of a type that is read. */
static void begin_part(
	struct reading *j, enum element element, const char *name, const char **attributes)
{
	if (above(j, 1) == TEXT) {
		format_fault(j->r, line_of(j),
			"found <%s> in a text, expected its HTML in CDATA or with &lt;",
			format_shown(j->r, str_of(name)));
		j->r->spoiled = true;
	}
	j->layout[j->depth] = moodle_layout_of(attribute(attributes, "format"),
		element == TEXT ? j->layout[j->depth - 1] : j->layout[2]);
	if (element == STEM)
		j->layout[2] = j->layout[j->depth]; /* what the others are that do not say it */
	else if (element == ANSWER)
		begin_answer(j, attributes);
	else if (element == ATTACHED)
		add_file(j, attribute(attributes, "name"));
}

/* What expat calls ------------------------------------------------------------------------------
 */

static void on_start(void *context, const char *name, const char **attributes)
{
	struct reading *j = context;
	enum element element = element_of(name);
	j->moved = true;
	if (j->stopped)
		return;
	if (j->depth == XML_DEPTH_MAX) {
		format_fault(j->r, line_of(j),
			"found elements more than %d deep, which is the most", XML_DEPTH_MAX);
		stop(j);
		return;
	}
	j->open[++j->depth] = element;
	buf_reset(&j->text);
	if (j->depth == 1 && element != QUIZ) {
		format_fault(j->r, line_of(j), "found <%s>, expected <quiz>",
			format_shown(j->r, str_of(name)));
		stop(j);
	} else if (j->depth == 2) {
		j->layout[2] = MOODLE_HTML;
		if (element == QUESTION)
			begin_question(j, attributes);
	} else if (j->depth > 2 && j->open[2] == QUESTION && j->is_read) {
		begin_part(j, element, name, attributes);
	}
}

static void on_end(void *context, const char *name)
{
	struct reading *j = context;
	enum element element = j->open[j->depth];
	(void)name;
	j->moved = true;
	if (j->stopped)
		return;
	if (j->depth == 2 && element == QUESTION)
		end_question(j);
	else if (j->depth > 2 && j->open[2] == QUESTION && j->is_read)
		end_value(j, element);
	else if (j->depth > 2 && j->open[2] == QUESTION && j->is_category && element == TEXT &&
		 above(j, 1) == CATEGORY) {
		buf_reset(&j->category);
		moodle_category(&j->category, buf_view(&j->text));
	}
	j->depth--;
	buf_reset(&j->text);
}

static void on_text(void *context, const char *bytes, int n)
{
	struct reading *j = context;
	j->moved = true;
	if (j->stopped || j->depth < 3 || j->open[2] != QUESTION || j->open[j->depth] < TEXT ||
		j->is_long || (!j->is_read && !j->is_category))
		return;
	j->bytes += (size_t)n;
	if (j->bytes <= XML_QUESTION_MAX) {
		buf_add(&j->text, bytes, (size_t)n);
		return;
	}
	j->is_long = j->r->spoiled = true;
	format_fault(j->r, line_of(j),
		"found more than %d bytes of text in a question, which is the most",
		XML_QUESTION_MAX);
}

static void on_other(void *context, const char *bytes, int n)
{
	struct reading *j = context;
	(void)bytes;
	(void)n;
	j->moved = true;
}

static void refuse_entities(struct reading *j)
{
	if (j->stopped)
		return;
	format_fault(j->r, line_of(j),
		"found a DOCTYPE of its own: entities are not read, expected "
		"none but &amp; &lt; &gt; &quot; &apos;");
	stop(j);
}

static void on_doctype(void *context, const char *name, const char *system_id,
	const char *public_id, int has_internal_subset)
{
	struct reading *j = context;
	(void)name;
	(void)system_id;
	(void)public_id;
	j->moved = true;
	if (has_internal_subset)
		refuse_entities(j);
}

static void on_entity(void *context, const char *name, int is_parameter, const char *value, int n,
	const char *base, const char *system_id, const char *public_id, const char *notation)
{
	(void)name;
	(void)is_parameter;
	(void)value;
	(void)n;
	(void)base;
	(void)system_id;
	(void)public_id;
	(void)notation;
	refuse_entities(context);
}

/* With a DOCTYPE of somewhere else expat takes an entity that it does not know for one of its. */
static void on_unknown_entity(void *context, const char *name, int is_parameter)
{
	struct reading *j = context;
	(void)is_parameter;
	j->moved = true;
	if (j->stopped)
		return;
	format_fault(j->r, line_of(j),
		"found the entity %s, expected none but &amp; &lt; &gt; &quot; &apos;",
		format_shown(j->r, str_of(name)));
	j->r->spoiled = true;
}

/* The whole -------------------------------------------------------------------------------------
 */

static int set_up(struct reading *j)
{
	j->parser = XML_ParserCreate(NULL);
	if (!j->parser)
		return error_memory(j->err);
	XML_SetUserData(j->parser, j);
	XML_SetElementHandler(j->parser, on_start, on_end);
	XML_SetCharacterDataHandler(j->parser, on_text);
	XML_SetDefaultHandler(j->parser, on_other);
	XML_SetStartDoctypeDeclHandler(j->parser, on_doctype);
	XML_SetEntityDeclHandler(j->parser, on_entity);
	XML_SetSkippedEntityHandler(j->parser, on_unknown_entity);
	return CPC_OK;
}

/* expat stopped at something; `at_end`: there are no more bytes; `last`: of those the last. */
static int tell_malformed(struct reading *j, bool at_end, char last)
{
	enum XML_Error error = XML_GetErrorCode(j->parser);
	int line = line_of(j) - (at_end && last == '\n');
	if (error == XML_ERROR_NO_MEMORY)
		return error_memory(j->err);
	if (error == XML_ERROR_UNKNOWN_ENCODING || error == XML_ERROR_INCORRECT_ENCODING)
		format_fault(j->r, line,
			"found an encoding that is not known, expected UTF-8, ISO-8859-1 or "
			"UTF-16");
	else if (error == XML_ERROR_UNDEFINED_ENTITY)
		format_fault(j->r, line,
			"found an entity at column %lu, expected none but &amp; &lt; &gt; &quot; "
			"&apos;",
			(unsigned long)XML_GetCurrentColumnNumber(j->parser) + 1);
	else if (at_end)
		format_fault(j->r, line, "found the end of the file, expected </quiz>");
	else
		format_fault(j->r, line, "found XML that is malformed at column %lu: %s",
			(unsigned long)XML_GetCurrentColumnNumber(j->parser) + 1,
			XML_ErrorString(error));
	j->stopped = true;
	return CPC_OK;
}

/* `waiting` counts bytes in which the parser found nothing yet: a tag that does not end. */
static int parse(struct reading *j, struct str bytes, size_t *waiting)
{
	char last = bytes.n > 0 ? bytes.p[bytes.n - 1] : '\0';
	j->moved = false;
	enum XML_Status status = XML_Parse(j->parser, bytes.p, (int)bytes.n, 0);
	if (j->rc || j->stopped)
		return j->rc;
	if (status == XML_STATUS_ERROR)
		return tell_malformed(j, false, last);
	*waiting = j->moved ? 0 : *waiting + bytes.n;
	if (*waiting > XML_QUESTION_MAX) {
		format_fault(j->r, line_of(j),
			"found markup of more than %d bytes, which is the most", XML_QUESTION_MAX);
		j->stopped = true;
	}
	return CPC_OK;
}

static int read_all(struct reading *j)
{
	struct str bytes;
	char last = '\0';
	size_t waiting = 0;
	int rc;
	while (!(rc = source_bytes(j->r->in, &bytes, j->err))) {
		last = bytes.p[bytes.n - 1];
		rc = parse(j, bytes, &waiting);
		if (rc || j->stopped)
			return rc;
	}
	if (rc != CPC_NO)
		return rc;
	if (XML_Parse(j->parser, "", 0, 1) == XML_STATUS_ERROR && !j->stopped)
		return j->rc ? j->rc : tell_malformed(j, true, last);
	return j->rc;
}

static int read_xml(struct format_read *r, struct cpc_error *err)
{
	struct reading j = {.r = r, .err = err, .tags = CPC_TAGS_INIT};
	int rc = set_up(&j);
	if (!rc)
		rc = read_all(&j);
	if (j.parser)
		XML_ParserFree(j.parser);
	format_drop(r);
	cpc_tags_release(&j.tags);
	buf_release(&j.text);
	buf_release(&j.plain);
	buf_release(&j.names);
	buf_release(&j.category);
	return rc;
}

static bool holds(struct str text, const char *what)
{
	size_t n = strlen(what);
	for (; text.n >= n; text = str_from(text, 1)) {
		const char *at = memchr(text.p, what[0], text.n - n + 1);
		if (!at)
			return false;
		text = str_from(text, (size_t)(at - text.p));
		if (str_starts(text, what))
			return true;
	}
	return false;
}

static enum format_sign sniff(struct str head)
{
	head = str_trim(head);
	if (!str_starts(head, "<?xml") && !str_starts(head, "<quiz") && !str_starts(head, "<!"))
		return FORMAT_NO;
	if (holds(head, "<quiz"))
		return FORMAT_SURE;
	return str_starts(head, "<?xml") ? FORMAT_MAYBE : FORMAT_NO;
}

const struct format format_moodle_xml = {.name = "moodle-xml",
	.suffixes = ".xml",
	.summary = "Moodle's XML: choices, true or false, short answers, numbers",
	.holds = PART_ALL,
	.kinds = QUESTION_KINDS_ALL,
	.sniff = sniff,
	.read = read_xml,
	.begin = moodle_begin,
	.question = moodle_write,
	.end = moodle_end,
	.release = moodle_release};
