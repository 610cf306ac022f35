/*
 * jsonl.c - JSON Lines in the table of formats: a question on each line.
 * May use: formats/json_question, formats/json_scan, formats/format. Must not know: the bank.
 */
#include "formats/format.h"
#include "formats/json_question.h"
#include "formats/json_scan.h"

static enum format_sign sniff(struct str head)
{
	return json_shape_of(head) == JSON_LINES ? FORMAT_SURE : FORMAT_NO;
}

static bool is_too_deep(struct str line)
{
	struct json_scan scan = {0};
	for (size_t i = 0; i < line.n; i++) {
		i += json_string_run(&scan, str_from(line, i));
		if (i == line.n)
			break;
		json_step(&scan, line.p[i]);
		if (scan.depth > JSON_DEPTH_MAX)
			return true;
	}
	return false;
}

static int read_lines(struct format_read *r, struct cpc_error *err)
{
	struct str line;
	int rc;
	while (!(rc = format_line(r, &line, err))) {
		int number = source_line_number(r->in);
		if (r->spoiled) {
			format_drop(r);
			continue;
		}
		if (str_trim(line).n == 0)
			continue;
		if (is_too_deep(line))
			format_fault(r, number,
				"found brackets more than %d deep, which is the most",
				JSON_DEPTH_MAX);
		else if ((rc = json_question_read(r, line, number, err)))
			return rc;
	}
	return rc == CPC_NO ? CPC_OK : rc;
}

static int begin(struct format_write *w, struct cpc_error *err)
{
	(void)w;
	(void)err;
	return CPC_OK;
}

static int write_line(struct format_write *w, const struct format_item *item, struct cpc_error *err)
{
	(void)err;
	json_question_write(&w->text, item, true);
	buf_add_char(&w->text, '\n');
	return CPC_OK;
}

const struct format format_jsonl = {.name = "jsonl",
	.suffixes = ".jsonl .ndjson",
	.summary = "JSON Lines: a question on each line; loses nothing",
	.holds = PART_ALL,
	.kinds = QUESTION_KINDS_ALL,
	.sniff = sniff,
	.read = read_lines,
	.begin = begin,
	.question = write_line,
	.end = begin};
