/*
 * results_worth.c - what a pass is worth by the salary guide, beside the chance of one.
 * May use: term, guide_show, jansson, cpc.h. Must not know: how anything is reckoned, which figures
 * the guide has.
 */
#include <jansson.h>
#include <math.h>

#include "cli/cli.h"
#include "cli/guide_show.h"
#include "cli/ready.h"
#include "cli/results.h"

/* The chance times the range: what may be expected, in words. */
static void say_expected(const struct results *r, struct buf *out)
{
	const struct cpc_forecast *now = &r->ready.now;
	char percent[READY_PERCENT_SIZE];
	if (!now->told) {
		buf_add_text(out,
			"Your chance of passing cannot be told yet; once it can, it stands "
			"beside these figures.");
		return;
	}
	if (now->chance * r->salary.high < 1000) {
		buf_add_text(out,
			"With today's chance of passing that is far off; the way above is "
			"where it begins.");
		return;
	}
	ready_say_percent(now->chance, percent);
	buf_printf(out, "With today's chance of %s to pass, that range is worth ", percent);
	salary_add_dollars(out, now->chance * r->salary.low);
	buf_add_text(out, " to ");
	salary_add_dollars(out, now->chance * r->salary.high);
	buf_add_text(out, " a year in expectation: the chance times each end.");
}

void results_add_worth(const struct term *t, const struct results *r, struct buf *out)
{
	struct buf text = BUF_INIT;
	if (!r->has_salary)
		return;
	buf_add_text(out, r->report.passed ? "\nWhat a pass of the real exam is worth\n"
					   : "\nWhat is at stake\n");
	salary_show(t, &r->salary, out);
	say_expected(r, &text);
	term_add_wrapped(t, out, term_sign(t, "• ", "- "), "  ", buf_view(&text));
	buf_release(&text);
}

struct json_t *results_json_worth(const struct results *r)
{
	if (!r->has_salary)
		return json_null();
	json_t *object = salary_json(&r->salary);
	const struct cpc_forecast *now = &r->ready.now;
	json_object_set_new(object, "expected",
		now->told ? json_pack("{s:f, s:f}", "low",
				    round(now->chance * r->salary.low * 100) / 100, "high",
				    round(now->chance * r->salary.high * 100) / 100)
			  : json_null());
	return object;
}
