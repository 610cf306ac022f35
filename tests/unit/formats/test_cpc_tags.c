/*
 * test_cpc_tags.c - fields of a question as tags: written, read, and what is no field.
 * May use: formats/cpc_tags, base. Must not know: a format that has tags.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "formats/cpc_tags.h"
#include "unit/formats/trip.h"

struct reading {
	struct trip trip;
	struct format_read r;
	struct format_item item;
	struct cpc_tags tags;
};

static void start(struct reading *x)
{
	*x = (struct reading){.r = {.tell = trip_tell, .context = &x->trip},
		.item = format_blank(),
		.tags = CPC_TAGS_INIT};
}

static void stop(struct reading *x)
{
	cpc_tags_release(&x->tags);
	format_read_release(&x->r);
	trip_release(&x->trip);
}

static void take(struct reading *x, const char *tag)
{
	cpc_tags_take(&x->tags, &x->r, &x->item, str_of(tag), 7);
}

static void add_line(void *context, struct str tag)
{
	struct buf *out = context;
	buf_add_str(out, tag);
	buf_add_char(out, '\n');
}

static void write_tags(const struct format_item *item, struct buf *out)
{
	struct buf scratch = BUF_INIT;
	cpc_tags_write(item, &scratch, add_line, out);
	assert_false(scratch.failed || out->failed);
	buf_release(&scratch);
}

static struct format_item full(void)
{
	struct format_item item = format_blank();
	item.set = "cpc";
	item.domain = "surgery";
	item.year = 2026;
	item.q.difficulty = 3;
	item.q.concept = "a, b % c";
	item.q.basis = "book";
	item.q.source = "<x> `y` [z]\\  w\x1b";
	item.q.payer = "medicare";
	item.q.pool = "mock";
	item.q.codes = "12035, E11.42";
	item.q.tags = "one tag, cpc:difficulty=1, cpc:2";
	item.q.reviewed = "2026-01-02";
	return item;
}

static void written(void **state)
{
	struct format_item item = format_blank();
	struct buf out = BUF_INIT;
	(void)state;
	write_tags(&item, &out);
	assert_string_equal(buf_text(&out), "");
	item = full();
	write_tags(&item, &out);
	assert_string_equal(buf_text(&out), "cpc:set=cpc\n"
					    "cpc:domain=surgery\n"
					    "cpc:concept=a%2C b %25 c\n"
					    "cpc:basis=book\n"
					    "cpc:source=%3Cx%3E %60y%60 %5Bz%5D%5C %20w%1B\n"
					    "cpc:payer=medicare\n"
					    "cpc:pool=mock\n"
					    "cpc:reviewed=2026-01-02\n"
					    "cpc:year=2026\n"
					    "cpc:difficulty=3\n"
					    "cpc:codes=12035\n"
					    "cpc:codes=E11.42\n"
					    "one tag\n"
					    "cpc:tag=cpc:difficulty=1\n"
					    "cpc:tag=cpc:2\n");
	buf_release(&out);
}

static void there_and_back(void **state)
{
	struct format_item item = full();
	struct buf out = BUF_INIT, again = BUF_INIT;
	struct str rest, line;
	struct reading x;
	(void)state;
	write_tags(&item, &out);
	start(&x);
	rest = buf_view(&out);
	while (str_next(&rest, '\n', &line))
		cpc_tags_take(&x.tags, &x.r, &x.item, line, 1);
	cpc_tags_end(&x.tags, &x.r, &x.item);
	assert_int_equal(format_parts(&x.item), CPC_TAGS_HOLD);
	assert_int_equal(format_parts(&x.item), format_parts(&item));
	assert_string_equal(x.item.q.source, item.q.source);
	assert_string_equal(x.item.q.tags, item.q.tags);
	assert_string_equal(x.item.q.codes, item.q.codes);
	write_tags(&x.item, &again);
	assert_string_equal(buf_text(&again), buf_text(&out));
	assert_string_equal(buf_text(&x.trip.told), "");
	stop(&x);
	buf_release(&out);
	buf_release(&again);
}

static void tags_of_others(void **state)
{
	struct reading x;
	(void)state;
	start(&x);
	take(&x, " a, b ");
	take(&x, "");
	take(&x, "cpc:");
	take(&x, "cpc:colour=red");
	take(&x, "cpc:difficulty");
	take(&x, "CPC:pool=mock");
	cpc_tags_end(&x.tags, &x.r, &x.item);
	assert_string_equal(
		x.item.q.tags, "a  b, cpc:, cpc:colour=red, cpc:difficulty, CPC:pool=mock");
	assert_string_equal(x.item.q.pool, "practice");
	cpc_tags_end(&x.tags, &x.r, &x.item); /* the next question has its own */
	assert_string_equal(x.item.q.tags, "");
	assert_false(x.r.spoiled);
	stop(&x);
}

static void bad_values(void **state)
{
	struct reading x;
	(void)state;
	start(&x);
	take(&x, "cpc:source=50%");
	assert_string_equal(x.item.q.source, "50%");
	take(&x, "cpc:source=%0g%4");
	assert_string_equal(x.item.q.source, "%0g%4");
	take(&x, "cpc:source=%FF");
	assert_string_equal(x.item.q.source, "%FF");
	take(&x, "cpc:source=a%00b");
	assert_string_equal(x.item.q.source, "a%00b");
	assert_false(x.r.spoiled);
	take(&x, "cpc:difficulty=4");
	assert_true(x.r.spoiled);
	take(&x, "cpc:year=");
	assert_string_equal(buf_text(&x.trip.told),
		"F 7: found \"4\" in the tag cpc:difficulty, expected a number from 1 to 3\n"
		"F 7: found \"\" in the tag cpc:year, expected a number from 2000 to 2099\n");
	stop(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(written),
		cmocka_unit_test(there_and_back), cmocka_unit_test(tags_of_others),
		cmocka_unit_test(bad_values)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
