/*
 * guide.c - the salary guide: its topics and rows, and the names of states and specialties.
 * May use: everything below the engine. Must not know: the terminal, what is done with a figure.
 */
#include "engine/guide.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "base/vec.h"
#include "rules/guide.h"
#include "rules/place.h"

#define FOLDER "guide/"

size_t cpc_guide_topic_count(void)
{
	return guide_topic_count();
}

int cpc_guide_topic_at(size_t index, struct cpc_guide_topic *out, struct cpc_error *err)
{
	error_clear(err);
	const struct guide_topic *topic = guide_topic_at(index);
	if (!topic)
		return error_set(
			err, CPC_USAGE, "there is no topic number %zu in the guide", index);
	*out = (struct cpc_guide_topic){topic->slug, topic->title, topic->summary};
	return CPC_OK;
}

int cpc_guide_topic_find(const char *slug, struct cpc_guide_topic *out, struct cpc_error *err)
{
	error_clear(err);
	int index = guide_topic_find(slug);
	if (index >= 0)
		return cpc_guide_topic_at((size_t)index, out, err);
	struct nearest near = nearest_to(slug);
	for (size_t i = 0; i < guide_topic_count(); i++)
		nearest_offer(&near, guide_topic_at(i)->slug);
	const char *hint = nearest_hint(&near);
	return error_set(err, CPC_NOINPUT, "the guide has no topic \"%s\"%s", slug,
		hint[0] ? hint : "; cpc guide lists them");
}

/* Rows ----------------------------------------------------------------------------------------- */

static int take_row(cpc *c, struct rows *rows, struct cpc_error *err)
{
	const char *texts[7];
	static const int columns[7] = {0, 1, 2, 3, 8, 9, 10};
	for (int i = 0; i < 7; i++) {
		texts[i] = arena_copy(&c->guide_texts, str_of(rows_text(rows, columns[i])));
		if (!texts[i])
			return error_memory(err);
	}
	struct cpc_guide_row *row = VEC_PUSH(c->guide, c->guide_count, c->guide_room);
	if (!row)
		return error_memory(err);
	*row = (struct cpc_guide_row){.file = texts[0],
		.key = texts[1],
		.figure = texts[2],
		.label = texts[3],
		.low = rows_real(rows, 4),
		.high = rows_real(rows, 5),
		.open = rows_int(rows, 6),
		.about = rows_int(rows, 7),
		.unit = texts[4],
		.text = texts[5],
		.place = texts[6]};
	return CPC_OK;
}

static int read_guide(cpc *c, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_GUIDE_LIST, &rows, err, "");
	if (rc)
		return rc;
	arena_reset(&c->guide_texts);
	c->guide_count = 0;
	while (!rc && rows_next(rows))
		rc = take_row(c, rows, err);
	int end = rows_end(rows, rc ? NULL : err);
	c->guide_read = !rc && !end;
	return rc ? rc : end;
}

static int need_guide(cpc *c, struct cpc_error *err)
{
	int rc = c->guide_read ? CPC_OK : read_guide(c, err);
	if (!rc && c->guide_count == 0)
		rc = error_set(err, CPC_NOINPUT, "the question bank holds no salary guide");
	return rc;
}

static bool is_about(const struct cpc_guide_row *row, const char *topic)
{
	struct str name = str_from(str_of(row->file), strlen(FOLDER));
	size_t n = strlen(topic);
	return str_starts(name, topic) && str_eq(str_from(name, n), ".csv");
}

int cpc_guide_rows(cpc *c, const char *topic, const struct cpc_guide_row **out, size_t *count,
	struct cpc_error *err)
{
	struct cpc_guide_topic known;
	error_clear(err);
	int rc = topic ? cpc_guide_topic_find(topic, &known, err) : CPC_OK;
	if (!rc)
		rc = need_guide(c, err);
	if (rc)
		return rc;
	size_t first = 0, n;
	while (topic && first < c->guide_count && !is_about(&c->guide[first], topic))
		first++;
	for (n = first; n < c->guide_count && (!topic || is_about(&c->guide[n], topic));)
		n++;
	*out = c->guide + first;
	*count = n - first;
	return CPC_OK;
}

int guide_find(cpc *c, const char *topic, const char *key, const char *figure,
	const struct cpc_guide_row **out, struct cpc_error *err)
{
	const struct cpc_guide_row *rows;
	size_t count;
	*out = NULL;
	int rc = cpc_guide_rows(c, topic, &rows, &count, err);
	for (size_t i = 0; !rc && i < count; i++) {
		if (strcmp(rows[i].key, key) == 0 && strcmp(rows[i].figure, figure) == 0)
			*out = &rows[i];
	}
	return rc;
}

static struct guide_figure figure_of(const struct cpc_guide_row *row)
{
	return (struct guide_figure){row->low, row->high, row->open, row->about, row->unit};
}

void cpc_guide_amount(const struct cpc_guide_row *row, const char *dash, char out[CPC_AMOUNT_SIZE])
{
	struct guide_figure figure = figure_of(row);
	struct buf text = BUF_INIT;
	guide_add_amount(&text, &figure, dash);
	snprintf(out, CPC_AMOUNT_SIZE, "%s", buf_text(&text));
	buf_release(&text);
}

bool cpc_guide_years_fit(const struct cpc_guide_row *row, int years)
{
	struct guide_figure figure = figure_of(row);
	return guide_years_fit(&figure, years);
}

/* Names ---------------------------------------------------------------------------------------- */

static int give_place(const struct place *found, const char *what, const char *typed,
	const char *hint, struct cpc_place *out, struct cpc_error *err)
{
	error_clear(err);
	if (!found)
		return error_set(err, CPC_NOINPUT, "no %s is called \"%s\"%s", what, typed, hint);
	*out = (struct cpc_place){found->key, found->name};
	return CPC_OK;
}

int cpc_state_find(const char *typed, struct cpc_place *out, struct cpc_error *err)
{
	char hint[PLACE_HINT];
	const struct place *found = place_find_state(typed, hint);
	return give_place(found, "state", typed, hint, out, err);
}

int cpc_specialty_find(const char *typed, struct cpc_place *out, struct cpc_error *err)
{
	char hint[PLACE_HINT];
	const struct place *found = place_find_specialty(typed, hint);
	return give_place(found, "specialty", typed, hint, out, err);
}
