/*
 * test_lint.c - the linter through the public interface: files, folders, texts, the bank.
 * May use: cpc.h, tmpbank.h. Must not know: any rule's inside.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tmpbank.h"

struct heard {
	char text[4000]; /* "file:line: L rule id\n" */
	size_t n;
};

static void hear(void *context, const struct cpc_lint_finding *f)
{
	struct heard *h = context;
	const char *slash = strrchr(f->file, '/');
	h->n += (size_t)snprintf(h->text + h->n, sizeof h->text - h->n, "%s:%d: %c %s %s\n",
		slash ? slash + 1 : f->file, f->line, f->level, f->rule, f->id);
	assert_true(h->n < sizeof h->text && f->sentence[0]);
}

static cpc_lint *open_lint(struct cpc_lint_options options)
{
	cpc_lint *l;
	struct cpc_error err;
	if (cpc_lint_open(&options, &l, &err))
		fail_msg("%s", err.text);
	return l;
}

/* Two files of two questions; sources are missing, which is L34. */
static void write_bank(struct tmpbank *t)
{
	tmpbank_blueprint(t, "one:60 two:40");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "one-1", "");
	tmpbank_question(f, "one-2", "source: A book\nbasis: book\n");
	tmpbank_done(t, f);
	f = tmpbank_file(t, "questions/b/two.md", "two");
	tmpbank_question(f, "two-1", "basis: book\n");
	tmpbank_done(t, f);
}

static void files_and_bank(void **state)
{
	struct tmpbank *t = *state;
	struct heard h = {.n = 0};
	struct cpc_lint_report r;
	struct cpc_error err;
	write_bank(t);
	cpc_lint *l = open_lint((struct cpc_lint_options){.rule = "l34"});
	assert_int_equal(cpc_lint_add_path(l, t->bank, NULL, NULL, &err), CPC_OK);
	assert_int_equal(cpc_lint_run(l, hear, &h, &r, &err), CPC_OK);
	assert_non_null(strstr(h.text, "one.md:7: W L34 "));
	assert_non_null(strstr(h.text, "/one-1\n"));
	assert_non_null(strstr(h.text, "/two-1\n"));
	assert_null(strstr(h.text, "/one-2\n"));
	assert_int_equal(r.questions, 3);
	assert_int_equal(r.files, 2);
	assert_int_equal(r.warnings, 2);
	assert_int_equal(r.book, 2);
	assert_int_equal(r.no_basis, 1);
	assert_int_equal(r.strategies, 0);
	assert_int_equal(r.lists[0].codes, 0);
	cpc_lint_free(l);

	tmpbank_load(t);
	h.n = 0;
	l = open_lint((struct cpc_lint_options){.rule = "L34"});
	assert_int_equal(cpc_lint_add_bank(l, t->c, &err), CPC_OK);
	assert_int_equal(cpc_lint_run(l, hear, &h, &r, &err), CPC_OK);
	assert_non_null(strstr(h.text, "one.md:0: W L34 "));
	assert_null(strstr(h.text, "/one-2\n"));
	assert_int_equal(r.questions, 3);
	assert_int_equal(r.files, 2);
	assert_int_equal(r.warnings, 2);
	cpc_lint_free(l);
}

static const char TEXT[] = "---\nset: mine\ndomain: one\nyear: 2026\n---\n\n## q-1 "
			   "Title\ndifficulty: 1\n\nWhich code?\n\n"
			   "- [ ] 99213\n  Why not.\n- [x] 99299\n  Why.\n\n> Rule.\n";

static void texts_and_codes(void **state)
{
	struct tmpbank *t = *state;
	struct heard h = {.n = 0};
	struct cpc_lint_report r;
	struct cpc_error err;
	char path[300];
	cpc_lint *l = open_lint((struct cpc_lint_options){.rule = "L01"});
	assert_int_equal(cpc_lint_run(l, hear, &h, &r, &err), CPC_NOINPUT);
	assert_int_equal(
		cpc_lint_add_text(l, "x", TEXT, sizeof TEXT - 1, NULL, NULL, &err), CPC_OK);
	assert_int_equal(cpc_lint_run(l, hear, &h, &r, &err), CPC_NO);
	assert_string_equal(h.text, "x:7: E L01 mine/q-1\n");
	assert_int_equal(r.errors, 1);
	cpc_lint_free(l);
	l = open_lint((struct cpc_lint_options){.rule = "L01", .imported = true});
	assert_int_equal(
		cpc_lint_add_text(l, "x", TEXT, sizeof TEXT - 1, NULL, NULL, &err), CPC_OK);
	assert_int_equal(cpc_lint_run(l, NULL, NULL, &r, &err), CPC_OK);
	cpc_lint_free(l);

	snprintf(path, sizeof path, "%s/cpt.tsv", t->dir);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("code\tcategory\tlive_2026_04\n99213\tI\t1\n", f);
	fclose(f);
	h.n = 0;
	l = open_lint((struct cpc_lint_options){.rule = "L20", .codes = t->dir});
	assert_int_equal(
		cpc_lint_add_text(l, "x", TEXT, sizeof TEXT - 1, NULL, NULL, &err), CPC_OK);
	assert_int_equal(cpc_lint_run(l, hear, &h, &r, &err), CPC_NO);
	assert_string_equal(h.text, "x:14: E L20 mine/q-1\n");
	assert_string_equal(r.lists[2].file, "cpt.tsv");
	assert_string_equal(r.lists[2].release, "2026-04");
	assert_int_equal(r.lists[2].codes, 1);
	cpc_lint_free(l);
}

static void count(void *context, const char *sentence)
{
	(void)sentence;
	(*(int *)context)++;
}

static void refused(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_error err;
	cpc_lint *l;
	int told = 0;
	struct cpc_lint_options options = {.rule = "L99x"};
	assert_int_equal(cpc_lint_open(&options, &l, &err), CPC_NOINPUT);
	assert_null(l);
	options = (struct cpc_lint_options){.rule = "LL20"};
	assert_int_equal(cpc_lint_open(&options, &l, &err), CPC_NOINPUT);
	assert_string_equal(err.text, "there is no rule \"LL20\"; did you mean \"L20\"?");
	options = (struct cpc_lint_options){.codes = t->dir};
	assert_int_equal(cpc_lint_open(&options, &l, &err), CPC_NOINPUT);
	assert_non_null(strstr(err.text, "no lists of codes here"));
	options = (struct cpc_lint_options){.codes = "nowhere"};
	assert_int_equal(cpc_lint_open(&options, &l, &err), CPC_NOINPUT);
	l = open_lint((struct cpc_lint_options){0});
	assert_int_equal(cpc_lint_add_path(l, t->dir, count, &told, &err), CPC_NOINPUT);
	assert_non_null(strstr(err.text, "no files of questions here"));
	assert_int_equal(cpc_lint_add_path(l, "nowhere.md", count, &told, &err), CPC_NOINPUT);
	assert_int_equal(told, 0);
	assert_int_equal(cpc_lint_add_text(l, "x", "##", 2, count, &told, &err), CPC_DATA);
	assert_true(told > 0);
	cpc_lint_free(l);
	struct cpc_lint_rule rule;
	assert_int_equal(cpc_lint_rule_at(cpc_lint_rule_count(), &rule, &err), CPC_USAGE);
	assert_int_equal(cpc_lint_rule_at(0, &rule, &err), CPC_OK);
	assert_string_equal(rule.id, "L01");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(files_and_bank),
		tmpbank_test(texts_and_codes),
		tmpbank_test(refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
