/*
 * test_guide.c - the salary guide: the shipped figures against those typed a second time from the
 * guide itself, loading, and the mistakes a file of it can have.
 * May use: cpc.h, tmpbank.h, vectors/guide.tsv. Must not know: how the guide is kept.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "near.h"
#include "tmpbank.h"

#define HEAD "key,figure,label,low,high,open,about,unit,text,place\n"

static void load_shipped(struct tmpbank *t)
{
	snprintf(t->bank, sizeof t->bank, "%s/questionbank", SOURCE_DIR);
	tmpbank_load(t);
}

static struct cpc_guide_row find(struct tmpbank *t, const char *name)
{
	const struct cpc_guide_row *rows;
	size_t count;
	assert_int_equal(cpc_guide_rows(t->c, NULL, &rows, &count, &t->err), CPC_OK);
	for (size_t i = 0; i < count; i++) {
		char own[160];
		const char *topic = rows[i].file + strlen("guide/");
		snprintf(own, sizeof own, "%.*s/%s/%s", (int)strcspn(topic, "."), topic,
			rows[i].key, rows[i].figure);
		if (strcmp(own, name) == 0)
			return rows[i];
	}
	fail_msg("there is no row %s", name);
	return (struct cpc_guide_row){0};
}

/* The shipped figures -------------------------------------------------------------------------- */

/* The next number of a text such as "$58,000-$72,000+". */
static bool next_number(const char **text, double *out)
{
	char digits[32];
	size_t n = 0;
	*text += strcspn(*text, "0123456789");
	for (; strchr("0123456789,.", **text) && **text && n < sizeof digits - 1; (*text)++) {
		if (**text != ',')
			digits[n++] = **text;
	}
	digits[n] = '\0';
	*out = strtod(digits, NULL);
	return n > 0;
}

static void printed_is(const struct cpc_guide_row *row, const char *printed, const char *unit)
{
	double low = 0, high = 0;
	const char *rest = printed;
	bool about = printed[0] == '~' || strstr(printed, "about") || strstr(printed, "approx");
	if (strncmp(printed, "three", 5) == 0)
		low = high = 3;
	else
		assert_true(next_number(&rest, &low));
	if (low != 3 || high != 3)
		high = next_number(&rest, &high) ? high : low;
	assert_near(row->low, low, 0);
	assert_near(row->high, high, 0);
	assert_int_equal(row->open, strchr(printed, '+') || strstr(printed, "or more"));
	assert_int_equal(row->about, about);
	assert_string_equal(row->unit, unit);
}

static void every_figure_is_the_guides(void **state)
{
	struct tmpbank *t = *state;
	const struct cpc_guide_row *rows;
	char line[256];
	size_t count, numbers = 0, vectors = 0;
	load_shipped(t);
	FILE *f = fopen(TESTS_DIR "/vectors/guide.tsv", "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		char name[96], printed[96], unit[32];
		if (line[0] == '#')
			continue;
		if (sscanf(line, "%95[^\t]\t%95[^\t]\t%31[^\n]", name, printed, unit) != 3)
			fail_msg("guide.tsv: %s", line);
		struct cpc_guide_row row = find(t, name);
		printed_is(&row, printed, unit);
		vectors++;
	}
	fclose(f);
	assert_int_equal(cpc_guide_rows(t->c, NULL, &rows, &count, &t->err), CPC_OK);
	for (size_t i = 0; i < count; i++)
		numbers += strcmp(rows[i].unit, "text") != 0;
	assert_true(vectors > 100);
	assert_int_equal(numbers, vectors);
}

/* Each row says where it comes from; names can be found by what is shown of them. */
static void every_row_is_whole(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_place place;
	load_shipped(t);
	for (size_t i = 0; i < cpc_guide_topic_count(); i++) {
		struct cpc_guide_topic topic, again;
		const struct cpc_guide_row *rows;
		size_t count;
		char file[64];
		assert_int_equal(cpc_guide_topic_at(i, &topic, &t->err), CPC_OK);
		assert_int_equal(cpc_guide_topic_find(topic.slug, &again, &t->err), CPC_OK);
		assert_string_equal(again.title, topic.title);
		assert_int_equal(cpc_guide_rows(t->c, topic.slug, &rows, &count, &t->err), CPC_OK);
		assert_true(count >= 4);
		snprintf(file, sizeof file, "guide/%s.csv", topic.slug);
		for (size_t j = 0; j < count; j++) {
			char amount[CPC_AMOUNT_SIZE];
			cpc_guide_amount(&rows[j], "-", amount);
			assert_string_equal(rows[j].file, file);
			assert_true(rows[j].label[0] && rows[j].place[0]);
			assert_non_null(strstr(rows[j].place, ": "));
			assert_int_equal(amount[0] == '\0', strcmp(rows[j].unit, "text") == 0);
			assert_true(amount[0] || rows[j].text[0]);
			if (strcmp(topic.slug, "states") == 0) {
				assert_int_equal(
					cpc_state_find(rows[j].label, &place, &t->err), CPC_OK);
				assert_string_equal(place.key, rows[j].key);
			}
			if (strcmp(topic.slug, "specialties") == 0) {
				assert_int_equal(
					cpc_specialty_find(rows[j].label, &place, &t->err), CPC_OK);
				assert_string_equal(place.key, rows[j].key);
			}
		}
	}
}

static void names(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_guide_topic topic = {.slug = "untouched"};
	struct cpc_place place = {"untouched", ""};
	assert_int_equal(cpc_guide_topic_at(13, &topic, &t->err), CPC_USAGE);
	assert_int_equal(cpc_guide_topic_find("state", &topic, &t->err), CPC_NOINPUT);
	assert_string_equal(
		t->err.text, "the guide has no topic \"state\"; did you mean \"states\"?");
	assert_int_equal(cpc_state_find("Calfornia", &place, &t->err), CPC_NOINPUT);
	assert_string_equal(
		t->err.text, "no state is called \"Calfornia\"; did you mean \"California\"?");
	assert_int_equal(cpc_specialty_find("plumbing", &place, NULL), CPC_NOINPUT);
	assert_string_equal(topic.slug, "untouched");
	assert_string_equal(place.key, "untouched");
}

/* Loading -------------------------------------------------------------------------------------- */

static void guide_is(struct tmpbank *t, const char *expected)
{
	assert_rows(t,
		"select path, key, figure, label, cast(low as integer) from guide "
		"order by path, ord",
		expected);
}

static void loaded_with_the_bank(void **state)
{
	struct tmpbank *t = *state;
	const struct cpc_guide_row *rows;
	size_t count;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	assert_int_equal(cpc_guide_rows(t->c, NULL, &rows, &count, &t->err), CPC_NOINPUT);
	assert_string_equal(t->err.text, "the question bank holds no salary guide");
	tmpbank_text(t, "guide/states.csv",
		HEAD
		"ca,salary,California,10,10,0,0,usd_year,,T: 1\nca,rank,,1,1,0,0,rank,,T: 1\n");
	tmpbank_text(
		t, "guide/ai.csv", HEAD "a,b,\"Name, and more\",,,,,text,\"Say \"\"a\"\"\",T: 1\n");
	tmpbank_load(t);
	assert_int_equal(t->report.files, 2);
	assert_true(t->report.changed);
	guide_is(t, "guide/ai.csv|a|b|Name, and more|0\nguide/states.csv|ca|salary|California|10\n"
		    "guide/states.csv|ca|rank|California|1\n");
	assert_int_equal(cpc_guide_rows(t->c, "states", &rows, &count, &t->err), CPC_OK);
	assert_int_equal(count, 2);
	assert_int_equal(cpc_guide_rows(t->c, NULL, &rows, &count, &t->err), CPC_OK);
	assert_int_equal(count, 3);
	assert_string_equal(rows[0].text, "Say \"a\"");
	assert_int_equal(cpc_guide_rows(t->c, "path", &rows, &count, &t->err), CPC_OK);
	assert_int_equal(count, 0);
	/* Nothing is read again that did not change; questions stay when the guide does. */
	tmpbank_load(t);
	assert_false(t->report.changed);
	tmpbank_text(t, "guide/states.csv", HEAD "ny,salary,New York,20,20,0,0,usd_year,,T: 1\n");
	tmpbank_load(t);
	assert_int_equal(t->report.files, 1);
	assert_int_equal(t->report.questions, 6);
	guide_is(t, "guide/ai.csv|a|b|Name, and more|0\nguide/states.csv|ny|salary|New York|20\n");
	assert_int_equal(cpc_guide_rows(t->c, "states", &rows, &count, &t->err), CPC_OK);
	assert_string_equal(rows[0].label, "New York");
	tmpbank_delete(t, "guide/ai.csv");
	tmpbank_load(t);
	guide_is(t, "guide/states.csv|ny|salary|New York|20\n");
	assert_number(t, "select count(*) from question", 6);
	tmpbank_delete(t, "guide/states.csv");
	tmpbank_load(t);
	guide_is(t, "");
	assert_number(t, "select count(*) from bank_file where path like 'guide%'", 0);
}

static void faults_are(struct tmpbank *t, const char *path, const char *text,
	const char *const expected[], size_t n)
{
	tmpbank_plain(t, 2);
	tmpbank_text(t, "guide/overview.csv", HEAD "a,b,A,1,1,0,0,rank,,T: 1\n");
	tmpbank_load(t);
	char *before = tmpbank_dump(t, TMPBANK_CONTENT);
	tmpbank_text(t, path, text);
	assert_int_equal(tmpbank_try_load(t), CPC_DATA);
	assert_int_equal(t->fault_count, n);
	for (size_t i = 0; i < n; i++) {
		if (strncmp(t->faults[i], expected[i], strlen(expected[i])) != 0)
			fail_msg("found    %s\nexpected %s", t->faults[i], expected[i]);
	}
	assert_same_dump(t, TMPBANK_CONTENT, before);
	free(before);
	tmpbank_delete(t, path);
}

#define FAULTS(t, path, text, ...)                                                                 \
	faults_are(t, path, text, (const char *const[]){__VA_ARGS__},                              \
		sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void mistakes(void **state)
{
	struct tmpbank *t = *state;
	FAULTS(t, "guide/weather.csv", HEAD, "guide/weather.csv:1: the guide has no such topic");
	FAULTS(t, "guide/old/states.csv", HEAD, "guide/old/states.csv:1: the guide has no such");
	FAULTS(t, "guide/path.csv", "", "guide/path.csv:1: expected the columns key,figure");
	FAULTS(t, "guide/path.csv", "key,figure\n", "guide/path.csv:1: expected the columns");
	FAULTS(t, "guide/path.csv", "x," HEAD, "guide/path.csv:1: expected the columns");
	FAULTS(t, "guide/path.csv", HEAD "a,b,\"A\n", "guide/path.csv:2: a quote is opened");
	FAULTS(t, "guide/path.csv", HEAD "a,b,A,1,1,0,0,rank,T: 1\n",
		"guide/path.csv:2: expected the columns");
	FAULTS(t, "guide/path.csv",
		HEAD "a,b,A,2,1,0,0,rank,,T: 1\n\na,c,,1,1,0,0,metres,,T: 1\n"
		     "a,d,,1,1,0,0,rank,,T: 1\nb,d,,1,1,0,0,rank,,T: 1\n"
		     "c,d,C,1,1,0,0,rank,,T: 1\nc,e,C,1,1,0,0,rank,,T: 1\n"
		     "c,d,,1,1,0,0,rank,,T: 1\n",
		"guide/path.csv:2: high is below low", "guide/path.csv:4: the unit is",
		"guide/path.csv:6: the first row of a key has a label",
		"guide/path.csv:8: only the first row of a key has a label",
		"guide/path.csv:9: the same key and figure stand further up");
	FAULTS(t, "guide/states.csv", HEAD "california,salary,C,1,1,0,0,usd_year,,T: 1\n",
		"guide/states.csv:2: the key is a state's");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(every_figure_is_the_guides),
		tmpbank_test(every_row_is_whole),
		tmpbank_test(names),
		tmpbank_test(loaded_with_the_bank),
		tmpbank_test(mistakes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
