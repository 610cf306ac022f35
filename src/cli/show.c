/*
 * show.c - drawing a question, a verdict and the account of a session.
 * May use: term, cpc.h. Must not know: where they come from.
 */
#include "cli/show.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/kinds.h"

static const char *reason_name(enum cpc_reason reason)
{
	switch (reason) {
	case CPC_REASON_QUIZ:
		return "quiz";
	case CPC_REASON_NEW:
		return "new";
	case CPC_REASON_AGAIN:
		return "again";
	default:
		return "review";
	}
}

void show_headline(
	const struct term *t, const struct buf *head, size_t done, size_t all, struct buf *out)
{
	size_t used = term_columns(buf_view(head)) + 1;
	if (!t->drawing || used + 4 > (size_t)t->width) {
		term_add_wrapped_styled(t, out, "", "", STYLE_BOLD, buf_view(head));
		return;
	}
	size_t cells = (size_t)t->width - used, full = cells * done / all;
	struct buf line = BUF_INIT;
	buf_add_repeat(&line, "━", full);
	buf_add_repeat(&line, "─", cells - full);
	term_add_styled(t, out, STYLE_BOLD, buf_view(head));
	buf_add_char(out, ' ');
	term_add_styled(t, out, STYLE_DIM, buf_view(&line));
	buf_add_char(out, '\n');
	buf_release(&line);
}

/* "3 of 25 · evaluation · new ━━━━──────": the rest of the line is the progress. */
static void add_progress(const struct term *t, const struct cpc_question *q, struct buf *out)
{
	struct buf head = BUF_INIT;
	const char *dot = term_sign(t, " · ", ", ");
	size_t all = q->number + q->left;
	buf_printf(&head, "%zu of %zu%s%s%s%s%s", q->number, all, dot, q->domain, dot,
		reason_name(q->reason), q->flagged ? dot : "");
	if (q->flagged)
		buf_add_text(&head, "flagged");
	show_headline(t, &head, q->number - 1, all, out);
	buf_release(&head);
}

/* `mark` is one column wide. */
static void add_choice(const struct term *t, struct buf *out, const char *mark, size_t index,
	const char *text, enum style style)
{
	char first[16];
	snprintf(first, sizeof first, "%s %c  ", mark, (int)('a' + index));
	term_add_wrapped_styled(t, out, first, "     ", style, str_of(text));
}

void show_question(const struct term *t, const struct cpc_question *q, struct buf *out)
{
	char note[KIND_TEXT];
	buf_add_char(out, '\n');
	add_progress(t, q, out);
	buf_add_char(out, '\n');
	term_add_wrapped(t, out, "", "", str_of(q->stem));
	buf_add_char(out, '\n');
	kind_note(q, note);
	if (note[0]) {
		term_add_wrapped(t, out, "", "", str_of(note));
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < q->choice_count; i++) {
		if (q->removed[i])
			add_choice(t, out, " ", i, "(removed)", STYLE_DIM);
		else
			add_choice(t, out, " ", i, q->choice[i], STYLE_PLAIN);
	}
	if (q->choice_count > 0)
		buf_add_char(out, '\n');
}

/* "✓ c  12035" and below it, indented, why. Where several are right a word tells what was missed
 * and what was too much. */
static void add_reason(
	const struct term *t, struct buf *out, const struct cpc_verdict *v, size_t index)
{
	bool is_key = v->keys >> index & 1, is_chosen = v->chosen_mask >> index & 1;
	struct buf text = BUF_INIT;
	const char *mark = is_key      ? term_sign(t, "✓", "*")
			   : is_chosen ? term_sign(t, "✗", "-")
				       : " ";
	enum style style = is_key ? STYLE_GOOD : is_chosen ? STYLE_BAD : STYLE_PLAIN;
	buf_add_text(&text, v->choice[index]);
	if (v->kind == CPC_MULTIPLE && is_key != is_chosen)
		buf_add_text(&text, is_key ? " (missed)" : " (wrongly taken)");
	add_choice(t, out, mark, index, buf_text(&text), style);
	buf_release(&text);
	if (v->rationale[index][0])
		term_add_wrapped(t, out, "     ", "     ", str_of(v->rationale[index]));
}

static void add_reasons(
	const struct term *t, struct buf *out, const struct cpc_verdict *v, uint32_t choices)
{
	for (size_t i = 0; i < v->choice_count; i++) {
		if (choices >> i & 1)
			add_reason(t, out, v, i);
	}
}

void show_rule(const struct term *t, const struct cpc_verdict *v, struct buf *out)
{
	struct buf title = BUF_INIT;
	if (!v->title[0] && !v->rule[0])
		return;
	buf_printf(&title, "Rule:%s%s", v->title[0] ? " " : "", v->title);
	buf_add_char(out, '\n');
	term_add_wrapped_styled(t, out, "", "", STYLE_BOLD, buf_view(&title));
	buf_release(&title);
	if (v->rule[0])
		term_add_wrapped(t, out, "", "", str_of(v->rule));
}

static void add_return(const struct term *t, const struct cpc_verdict *v, struct buf *out)
{
	int64_t days = v->due_day - v->today;
	struct buf line = BUF_INIT;
	char date[32];
	say_day(v->due_day, date);
	if (v->comes_back)
		buf_add_text(&line, "Comes back later in this session.");
	else if (days <= 0)
		buf_add_text(&line, "Still due today: comes back in your next session.");
	else if (days == 1)
		buf_printf(&line, "Comes back tomorrow, %s.", date);
	else
		buf_printf(&line, "Comes back in %" PRId64 " days, %s.", days, date);
	buf_add_char(out, '\n');
	term_add_wrapped(t, out, "", "", buf_view(&line));
	buf_release(&line);
}

/* "12.5:0.5" and "12..13" in words. */
static void add_number(struct buf *out, const char *number)
{
	const char *range = strstr(number, ".."), *tolerance = strchr(number, ':');
	if (range)
		buf_printf(out, "%.*s to %s", (int)(range - number), number, range + 2);
	else if (tolerance)
		buf_printf(out, "%.*s, give or take %s", (int)(tolerance - number), number,
			tolerance + 1);
	else
		buf_add_text(out, number);
}

static void add_answer(const struct cpc_verdict *v, struct buf *out)
{
	bool several = v->kind == CPC_MULTIPLE;
	if (v->choice_count > 0 && v->kind != CPC_TRUE_FALSE) {
		buf_add_text(out, ": you took ");
		kind_add_letters(out, v->chosen_mask);
		buf_add_text(out, several ? "; the answer is " : ", the answer is ");
		kind_add_letters(out, v->keys);
		return;
	}
	buf_add_text(out, ": the answer is ");
	if (v->kind == CPC_NUMERIC)
		add_number(out, v->accepted);
	else
		buf_add_text(out, v->accepted);
}

static void add_judgement(const struct term *t, const struct cpc_verdict *v, struct buf *out)
{
	struct buf line = BUF_INIT;
	buf_add_text(&line,
		v->right ? term_sign(t, "✓ Right", "Right") : term_sign(t, "✗ Wrong", "Wrong"));
	if (v->right && v->grade == 2)
		buf_add_text(&line, ", counted as hard");
	if (v->right && v->grade == 4)
		buf_add_text(&line, ", counted as easy");
	if (!v->right)
		add_answer(v, &line);
	term_add_wrapped_styled(
		t, out, "", "  ", v->right ? STYLE_GOOD : STYLE_BAD, buf_view(&line));
	buf_release(&line);
}

void show_verdict(const struct term *t, const struct cpc_verdict *v, struct buf *out)
{
	add_judgement(t, v, out);
	if (v->choice_count > 0 || v->rationale[0][0])
		buf_add_char(out, '\n');
	if (v->choice_count == 0 && v->rationale[0][0])
		term_add_wrapped(t, out, "", "", str_of(v->rationale[0]));
	if (v->kind == CPC_MULTIPLE)
		add_reasons(t, out, v, v->chosen_mask | v->keys);
	else if (v->choice_count > 0) {
		add_reasons(t, out, v, v->chosen_mask & ~v->keys);
		add_reasons(t, out, v, v->keys);
	}
	show_rule(t, v, out);
	add_return(t, v, out);
}

static const char *basis_name(const char *basis)
{
	switch (basis[0]) {
	case 'd':
		return "decided by a published code or edit file";
	case 't':
		return "decided by a passage of a guideline or rule";
	default:
		return "rests on the code book: look it up in yours";
	}
}

void show_explanation(const struct term *t, const struct cpc_verdict *v, struct buf *out)
{
	if (v->choice_count > 0)
		buf_add_char(out, '\n');
	add_reasons(t, out, v, UINT32_MAX);
	show_rule(t, v, out);
	buf_add_char(out, '\n');
	if (v->source[0])
		term_add_wrapped(t, out, "Where:  ", "        ", str_of(v->source));
	if (v->basis[0])
		term_add_wrapped(t, out, "Basis:  ", "        ", str_of(basis_name(v->basis)));
	term_add_wrapped(t, out, "Id:     ", "        ", str_of(v->id));
}

static void add_domain(const struct term *t, struct buf *out, const struct cpc_domain_score *d)
{
	double share = (double)d->right / (double)d->answered;
	buf_printf(out, "  %-16s", d->slug);
	term_add_bar(t, out, 8, share);
	buf_printf(out, " %zu of %zu\n", d->right, d->answered);
}

void show_report(const struct term *t, const struct cpc_study_report *r, struct buf *out)
{
	int64_t minutes = (r->ms + 30000) / 60000;
	char took[32] = "under a minute";
	if (minutes > 0)
		snprintf(took, sizeof took, "%" PRId64 " %s", minutes,
			say_plural((size_t)minutes, "minute", "minutes"));
	buf_add_char(out, '\n');
	if (r->answered == 0) {
		buf_add_text(out, "Nothing answered.\n");
		return;
	}
	struct buf line = BUF_INIT;
	buf_printf(&line, "%zu answered, %zu right (%zu%%), %s", r->answered, r->right,
		(r->right * 100 + r->answered / 2) / r->answered, took);
	term_add_wrapped_styled(t, out, "", "", STYLE_BOLD, buf_view(&line));
	buf_add_char(out, '\n');
	buf_release(&line);
	for (size_t i = 0; i < r->domain_count; i++)
		add_domain(t, out, &r->domains[i]);
	buf_printf(out, "\n  New concepts met  %zu\n", r->new_concepts);
	if (r->due_today)
		buf_printf(out, "  Due today, still  %zu\n", r->due_today);
	buf_printf(out, "  Due tomorrow      %zu\n", r->due_tomorrow);
}
