/*
 * json.c - JSON in the table of formats: {"format":1,"questions":[...]}, the list alone, or one
 * question. Of the list one question at a time is held.
 * May use: formats/json_question, formats/json_scan, formats/format. Must not know: the bank.
 */
#include <string.h>

#include "base/error.h"
#include "base/nearest.h"
#include "formats/format.h"
#include "formats/json_question.h"
#include "formats/json_scan.h"

static enum format_sign sniff(struct str head)
{
	return json_shape_of(head) == JSON_WHOLE ? FORMAT_SURE : FORMAT_NO;
}

/* Reading ---------------------------------------------------------------------------------------
 */

enum where {
	AT_START,
	IN_FRAME, /* the object around the list, or the one question */
	IN_LIST,
	AT_END,
	IS_OVER /* told that nothing more can be read */
};

struct reading {
	struct format_read *r;
	struct json_scan scan;
	enum where where;
	int line, told; /* `told`: of the last byte that is no blank, for what the end lacks */
	/* An item of the list, or the frame with an empty list. */
	struct buf item, frame;
	int item_line, frame_line;
	bool too_long, too_deep; /* what is in the item or, before its list, in the frame */
	int base;		 /* depth within the list */
	size_t items;
	bool streamed; /* the frame has a list, which was read */
};

static void add(struct reading *j, struct buf *text, struct str bytes)
{
	j->too_deep = j->too_deep || j->scan.depth > JSON_DEPTH_MAX;
	j->too_long = j->too_long || text->len + bytes.n > JSON_QUESTION_MAX;
	if (!j->too_long && !j->too_deep)
		buf_add_str(text, bytes);
}

/* Tells it when the text is one that may not be parsed. */
static bool is_refused(struct reading *j, int line)
{
	if (j->too_long)
		format_fault(j->r, line,
			"found a question of more than %d bytes, which is the most",
			JSON_QUESTION_MAX);
	else if (j->too_deep)
		format_fault(j->r, line, "found brackets more than %d deep, which is the most",
			JSON_DEPTH_MAX);
	bool refused = j->too_long || j->too_deep;
	j->too_long = j->too_deep = false;
	return refused;
}

/* At a comma or the end of the list. */
static int end_item(struct reading *j, char c, struct cpc_error *err)
{
	int rc = CPC_OK;
	struct str text = str_trim_end(buf_view(&j->item));
	if (j->item.failed)
		rc = error_memory(err);
	else if (is_refused(j, j->item_line))
		;
	else if (text.n > 0)
		rc = json_question_read(j->r, text, j->item_line, err);
	else if (c == ',' || j->items > 0)
		format_fault(j->r, j->line, "found \"%c\", expected a question in braces", c);
	j->items++;
	buf_reset(&j->item);
	return rc;
}

static void check_frame(struct reading *j, json_t *object)
{
	for (void *i = json_object_iter(object); i; i = json_object_iter_next(object, i)) {
		const char *name = json_object_iter_key(i);
		const json_t *value = json_object_iter_value(i);
		if (strcmp(name, "format") == 0) {
			json_format_read(j->r, value, j->frame_line);
		} else if (strcmp(name, "questions") == 0) {
			if (!json_is_array(value))
				format_fault(j->r, j->frame_line,
					"found %s as \"questions\", expected a list",
					json_type_name(value));
		} else {
			struct nearest near = nearest_to(name);
			nearest_offer(&near, "format");
			nearest_offer(&near, "questions");
			format_fault(j->r, j->frame_line,
				"found the unknown key %s beside the list of questions%s",
				format_shown(j->r, str_of(name)), nearest_hint(&near));
		}
	}
}

static int end_frame(struct reading *j, struct cpc_error *err)
{
	json_t *object = NULL;
	struct str text = buf_view(&j->frame);
	j->where = AT_END;
	if (j->frame.failed)
		return error_memory(err);
	if (is_refused(j, j->frame_line))
		return CPC_OK;
	int rc = json_object_read(j->r, text, j->frame_line, &object, err);
	if (object && (j->streamed || json_object_get(object, "questions")))
		check_frame(j, object);
	else if (object)
		rc = json_question_give(j->r, object, text, j->frame_line, err);
	json_decref(object);
	return rc;
}

static void begin_list(struct reading *j)
{
	j->where = IN_LIST;
	j->base = j->scan.depth;
	j->items = 0;
}

static void start(struct reading *j, char c)
{
	json_step(&j->scan, c);
	if (c == '[') {
		begin_list(j);
	} else if (c == '{') {
		j->where = IN_FRAME;
		j->frame_line = j->line;
		buf_add_char(&j->frame, c);
	} else {
		format_fault(j->r, j->line, "found %s, expected [ or { as JSON begins",
			format_shown(j->r, (struct str){&c, 1}));
		j->where = IS_OVER;
	}
}

static int step_frame(struct reading *j, char c, struct cpc_error *err)
{
	int depth = j->scan.depth;
	bool in_string = j->scan.in_string;
	bool begins =
		c == '[' && depth == 1 && !in_string && json_at_questions(buf_view(&j->frame));
	json_step(&j->scan, c);
	add(j, &j->frame, (struct str){&c, 1});
	if (begins && !j->too_long) {
		j->streamed = true;
		begin_list(j);
	}
	return j->scan.depth == 0 ? end_frame(j, err) : CPC_OK;
}

/* The bracket that closed the list, perhaps one of the frame. */
static int end_list(struct reading *j, char c, struct cpc_error *err)
{
	int rc = end_item(j, c, err);
	j->where = j->base == 1 ? AT_END : IN_FRAME;
	if (rc || j->base == 1)
		return rc;
	buf_add_char(&j->frame, ']');
	if (c == ']')
		return CPC_OK;
	format_fault(j->r, j->line, "found \"}\", expected ] behind the questions");
	j->where = IS_OVER;
	return CPC_OK;
}

static int step_list(struct reading *j, char c, struct cpc_error *err)
{
	enum json_sign sign = json_step(&j->scan, c);
	if (sign == JSON_COMMA && j->scan.depth == j->base)
		return end_item(j, c, err);
	if (j->scan.depth < j->base)
		return end_list(j, c, err);
	if (sign == JSON_BLANK && j->item.len == 0)
		return CPC_OK;
	if (j->item.len == 0)
		j->item_line = j->line;
	add(j, &j->item, (struct str){&c, 1});
	return CPC_OK;
}

static int step(struct reading *j, char c, struct cpc_error *err)
{
	bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
	int rc = CPC_OK;
	if (!is_blank)
		j->told = j->line;
	if (j->where == IN_LIST) {
		rc = step_list(j, c, err);
	} else if (j->where == IN_FRAME) {
		rc = step_frame(j, c, err);
	} else if (j->where == AT_START && !is_blank) {
		start(j, c);
	} else if (j->where == AT_END && !is_blank) {
		format_fault(j->r, j->line, "found %s behind the end of the JSON, expected nothing",
			format_shown(j->r, (struct str){&c, 1}));
		j->where = IS_OVER;
	}
	j->line += c == '\n';
	return rc;
}

static int take(struct reading *j, struct str bytes, struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < bytes.n && !rc && j->where != IS_OVER; i++) {
		size_t run = json_string_run(&j->scan, str_from(bytes, i));
		if (run > 0) {
			add(j, j->where == IN_LIST ? &j->item : &j->frame,
				(struct str){bytes.p + i, run});
			i += run - 1;
			j->told = j->line;
		} else {
			rc = step(j, bytes.p[i], err);
		}
	}
	return rc;
}

/* The text ended: where it may not, that is told. */
static int finish(struct reading *j, struct cpc_error *err)
{
	int rc = CPC_OK;
	bool within = j->item.len > 0 && j->scan.depth > j->base;
	if (j->where == IN_LIST && j->item.len > 0 && !within)
		rc = end_item(j, ']', err);
	if (j->where == AT_START)
		format_fault(j->r, 1, "found nothing, expected [ or { as JSON begins");
	else if (j->where == IN_LIST && within)
		format_fault(
			j->r, j->told, "found the end of the file in the middle of a question");
	else if (j->where == IN_LIST)
		format_fault(j->r, j->told,
			"found the end of the file, expected ] behind the questions");
	else if (j->where == IN_FRAME)
		format_fault(j->r, j->told, "found the end of the file, expected }");
	return rc;
}

static int read_json(struct format_read *r, struct cpc_error *err)
{
	struct reading j = {.r = r, .line = 1, .told = 1};
	struct str bytes;
	int rc = source_head(r->in, &bytes, err);
	size_t mark = str_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0;
	while (!rc && j.where != IS_OVER && !(rc = source_bytes(r->in, &bytes, err))) {
		/* The front is taken whole: all of the head is at hand. */
		rc = take(&j, str_from(bytes, mark), err);
		mark = 0;
	}
	if (rc == CPC_NO)
		rc = finish(&j, err);
	buf_release(&j.item);
	buf_release(&j.frame);
	return rc;
}

/* Writing ---------------------------------------------------------------------------------------
 */

static int begin(struct format_write *w, struct cpc_error *err)
{
	(void)err;
	buf_printf(&w->text, "{\"format\":%d,\"questions\":[", JSON_FORMAT);
	return CPC_OK;
}

static int write_question(
	struct format_write *w, const struct format_item *item, struct cpc_error *err)
{
	(void)err;
	buf_add_text(&w->text, w->state ? ",\n" : "\n");
	json_question_write(&w->text, item, false);
	w->state = w; /* there was one */
	return CPC_OK;
}

static int end(struct format_write *w, struct cpc_error *err)
{
	(void)err;
	buf_add_text(&w->text, "\n]}\n");
	return CPC_OK;
}

const struct format format_json = {.name = "json",
	.suffixes = ".json",
	.summary = "JSON: a list of questions; loses nothing",
	.holds = PART_ALL,
	.kinds = QUESTION_KINDS_ALL,
	.sniff = sniff,
	.read = read_json,
	.begin = begin,
	.question = write_question,
	.end = end};
