/*
 * gift_comment.c - what comments of GIFT say of a question: [id:...] and [tag:...], as Moodle has
 * them. May use: formats/gift, formats/cpc_tags, base. Must not know: the rest of a question.
 *
 * Within the brackets ] is written \] and a backslash is itself.
 */
#include "formats/gift.h"

/* Reading ----------------------------------------------------------------------------------------
 */

/* Take "[NAME:VALUE]" off the front of *rest, without escapes. False when none begins there; where
 * none ends, there is none behind it either, and nothing is left. */
static bool take_token(struct str *rest, const char *opening, size_t n, struct buf *value)
{
	size_t i = n;
	if (!str_starts(*rest, opening))
		return false;
	buf_reset(value);
	for (; i < rest->n && rest->p[i] != ']'; i++) {
		if (rest->p[i] == '\\' && str_starts(str_from(*rest, i + 1), "]"))
			i++;
		buf_add_char(value, rest->p[i]);
	}
	bool closed = i < rest->n;
	*rest = str_from(*rest, i + 1);
	return closed;
}

static void take_id(struct format_read *r, struct format_item *item, struct str id)
{
	if (item->q.slug[0] || item->id[0])
		return;
	if (question_slug_valid(id))
		item->q.slug = format_keep(r, id);
	else
		item->id = format_keep(r, id);
}

void gift_comment_read(struct format_read *r, struct str line, int number, struct format_item *item,
	struct cpc_tags *tags)
{
	struct buf *value = &r->scratch;
	while (line.n > 0) {
		if (take_token(&line, "[id:", 4, value))
			take_id(r, item, str_trim(buf_view(value)));
		else if (take_token(&line, "[tag:", 5, value))
			cpc_tags_take(tags, r, item, buf_view(value), number);
		else
			line = str_from(line, 1);
	}
	r->failed = r->failed || value->failed;
}

/* Writing ----------------------------------------------------------------------------------------
 */

static void add_token(struct buf *out, const char *opening, struct str value)
{
	buf_printf(out, "%s%s", out->len > 0 ? " " : "// ", opening);
	for (size_t i = 0; i < value.n; i++) {
		char c = value.p[i];
		if (c == ']')
			buf_add_char(out, '\\');
		buf_add_char(out, c == '\n' || c == '\r' ? ' ' : c);
	}
	if (value.n > 0 && value.p[value.n - 1] == '\\')
		buf_add_char(out, ' '); /* or it would stand before the bracket */
	buf_add_char(out, ']');
}

static void add_tag(void *context, struct str tag)
{
	add_token(context, "[tag:", tag);
}

void gift_comment_write(struct buf *out, const struct format_item *item)
{
	const char *id = item->q.slug[0] ? item->q.slug : item->id;
	bool named = !item->q.slug[0] && str_eq(str_of(id), item->q.title); /* its name is its id */
	struct buf line = BUF_INIT, tag = BUF_INIT;
	if (id[0] && !named)
		add_token(&line, "[id:", str_of(id));
	cpc_tags_write(item, &tag, add_tag, &line);
	if (line.len > 0) {
		buf_add_str(out, buf_view(&line));
		buf_add_char(out, '\n');
	}
	out->failed = out->failed || line.failed || tag.failed;
	buf_release(&line);
	buf_release(&tag);
}
