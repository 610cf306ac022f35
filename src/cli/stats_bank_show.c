/*
 * stats_bank_show.c - drawing what the bank holds, on a terminal of 40 columns and more.
 * May use: chart, term, cpc.h. Must not know: how anything is counted.
 */
#include <stdarg.h>
#include <stdio.h>

#include "cli/chart.h"
#include "cli/cli.h"
#include "cli/stats.h"

#define WIDE 64

/* Exams of 100 that a domain can fill; none asks a domain of the learner's own. */
static double forms_of(const struct cpc_bank_domain *d)
{
	return d->n > 0 ? (double)(d->practice_drawn + d->mock_drawn) / d->n : 0;
}

static double percent(double share)
{
	return share * 100;
}

static void add_remark(const struct term *t, struct buf *out, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void add_remark(const struct term *t, struct buf *out, const char *format, ...)
{
	struct buf text = BUF_INIT;
	va_list args;
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	term_add_wrapped(t, out, "  ", "  ", buf_view(&text));
	buf_release(&text);
}

static void add_title(const struct term *t, struct buf *out, const char *title, const char *n)
{
	struct buf text = BUF_INIT;
	buf_printf(&text, "%s%s%s", title, term_sign(t, " · ", ": "), n);
	buf_add_char(out, '\n');
	term_add_wrapped_styled(t, out, "", "", STYLE_BOLD, buf_view(&text));
	buf_release(&text);
}

static void add_pair(const struct term *t, struct buf *out, const char *name, struct buf *text)
{
	term_add_row(t, out, 10, name, "%s", buf_text(text));
	buf_reset(text);
}

static void add_head(const struct term *t, const struct cpc_bank_stats *s, struct buf *out)
{
	struct buf text = BUF_INIT;
	term_add_styled(t, out, STYLE_BOLD, str_of("The question bank"));
	buf_add_text(out, "\n\n");
	buf_printf(&text, "%zu: %zu practice, %zu mock", s->questions, s->practice, s->mock);
	add_pair(t, out, "Questions", &text);
	buf_printf(
		&text, "%zu, %zu of them asked by two questions or more", s->concepts, s->shared);
	add_pair(t, out, "Concepts", &text);
	buf_printf(&text,
		"%zu %s of 100 without a question twice; from practice alone %zu, from "
		"mock alone %zu",
		s->forms, say_plural(s->forms, "exam", "exams"), s->practice_forms, s->mock_forms);
	if (s->least >= 0)
		buf_printf(&text, " (fewest: %s)", s->domains[s->least].slug);
	add_pair(t, out, "Forms", &text);
	buf_release(&text);
}

static void add_domains(const struct term *t, const struct cpc_bank_stats *s, struct buf *out)
{
	bool wide = t->width >= WIDE;
	double most = 1;
	char n[64];
	snprintf(n, sizeof n, "n = %zu questions", s->questions);
	add_title(t, out, "Domains", n);
	for (size_t i = 0; i < s->domain_count; i++) {
		double forms = forms_of(&s->domains[i]);
		most = forms > most ? forms : most;
	}
	buf_printf(out, wide ? "  %-16s%9s %5s %9s %6s\n" : "  %-16s%4s %4s %4s %5s\n", "",
		wide ? "practice" : "prac", "mock", wide ? "concepts" : "conc", "forms");
	for (size_t i = 0; i < s->domain_count; i++) {
		const struct cpc_bank_domain *d = &s->domains[i];
		char forms[32] = "-";
		if (d->n > 0)
			snprintf(forms, sizeof forms, "%.1f", forms_of(d));
		else if (i > 0 && s->domains[i - 1].n > 0)
			stats_show_own(t, out);
		buf_printf(out,
			wide ? "  %-16.16s%9zu %5zu %9zu %6s" : "  %-16.16s%4zu %4zu %4zu %5s",
			d->slug, d->practice, d->mock, d->concepts, forms);
		if (wide && d->n > 0) {
			buf_add_text(out, "  ");
			chart_bar(t, out, 20, forms_of(d) / most);
		}
		buf_add_char(out, '\n');
	}
}

static void add_bar(const struct term *t, const char *name, double share, size_t n, struct buf *out)
{
	buf_printf(out, "  %-16s ", name);
	chart_bar(t, out, t->width >= WIDE ? 30 : 8, share);
	buf_printf(out, " %5.1f%%", percent(share));
	if (n != SIZE_MAX)
		buf_printf(out, " %zu", n);
	buf_add_char(out, '\n');
}

static void add_kinds(const struct term *t, const struct cpc_bank_stats *s, struct buf *out)
{
	const struct {
		const char *title, *name;
		size_t n;
	} rows[] = {{"Difficulty", "1 recall", s->difficulty[0]},
		{NULL, "2 apply", s->difficulty[1]}, {NULL, "3 analyse", s->difficulty[2]},
		{"Basis", "data", s->data}, {NULL, "text", s->text}, {NULL, "book", s->book},
		{NULL, "none", s->no_basis}};
	char n[64];
	snprintf(n, sizeof n, "n = %zu questions", s->questions);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].title)
			add_title(t, out, rows[i].title, n);
		add_bar(t, rows[i].name, stats_share(rows[i].n, s->questions), rows[i].n, out);
	}
}

static void add_keys(const struct term *t, const struct cpc_bank_stats *s, struct buf *out)
{
	char n[96];
	size_t others = s->questions - s->kinds[CPC_SINGLE];
	if (others)
		snprintf(n, sizeof n, "n = %zu questions; %zu more of other kinds", s->judged,
			others);
	else
		snprintf(n, sizeof n, "n = %zu questions", s->judged);
	add_title(t, out, "Where the key is written", n);
	for (size_t i = 0; i < s->positions; i++) {
		char name[2] = {(char)('A' + (int)i), '\0'};
		add_bar(t, name, stats_share(s->keys[i], s->judged), s->keys[i], out);
	}
	add_remark(t, out, "Chi-square p = %.3f: %s", s->keys_p,
		!s->enough     ? "too few to judge"
		: s->keys_even ? "even, as far as one can tell"
			       : "uneven");
}

static void add_strategies(const struct term *t, const struct cpc_bank_stats *s, struct buf *out)
{
	char n[64];
	double best = 0;
	snprintf(n, sizeof n, "n = %zu questions", s->judged);
	add_title(t, out, "What guessing by looks scores", n);
	for (size_t i = 0; i < s->positions; i++)
		best = stats_share(s->keys[i], s->judged) > best
			       ? stats_share(s->keys[i], s->judged)
			       : best;
	add_bar(t, "best letter", best, SIZE_MAX, out);
	for (size_t i = 0; i < CPC_BANK_STRATEGIES; i++) {
		add_bar(t, s->strategies[i].name, s->strategies[i].score, SIZE_MAX, out);
		best = s->strategies[i].score > best ? s->strategies[i].score : best;
	}
	add_remark(t, out, "Chance is %.1f%%, and the linter warns above %.0f%%.%s",
		percent(s->chance), percent(s->warns_above),
		!s->enough		? " So few questions are not judged."
		: best > s->warns_above ? " Something here gives keys away."
					: "");
}

void stats_show_bank(const struct term *t, const struct cpc_bank_stats *s, struct buf *out)
{
	add_head(t, s, out);
	add_domains(t, s, out);
	add_kinds(t, s, out);
	if (s->judged) {
		add_keys(t, s, out);
		add_strategies(t, s, out);
	}
}
