/*
 * cmd_stats.c - cpc stats: how it goes, in numbers and pictures.
 * May use: cli, base, cpc.h. Must not know: how anything is counted or drawn.
 */
#include <sys/stat.h>

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/pager.h"
#include "cli/progress.h"
#include "cli/stats.h"

static int print_lines(struct buf *lines, int rc, struct cpc_error *err)
{
	if (rc) {
		buf_release(lines);
		return error_memory(err);
	}
	return term_print(lines) ? CPC_OK : error_set(err, CPC_IO, "cannot write the output");
}

static int show_bank(struct program *p, struct cpc_error *err)
{
	struct cpc_bank_stats s;
	struct progress progress;
	struct buf out = BUF_INIT;
	progress_begin(&progress, "looking at the choices");
	int rc = cpc_bank_stats(p->engine, progress_step, &progress, &s, err);
	progress_end(&progress);
	if (rc)
		return rc;
	if (p->json)
		return print_lines(&out, stats_json_bank(&s, &out), err);
	stats_show_bank(&p->term, &s, &out);
	return pager_print(p, &out, err);
}

/* A page may take the place of an older one, and of nothing that is worth more or no file at all.
 */
static int check_target(
	const struct program *p, const char *path, bool *replaced, struct cpc_error *err)
{
	struct stat there, own;
	*replaced = stat(path, &there) == 0;
	if (!*replaced)
		return CPC_OK;
	if (!S_ISREG(there.st_mode))
		return error_set(err, CPC_CANTCREATE,
			"%s is no ordinary file; name another for the page", path);
	if (stat(cpc_path(p->engine), &own) == 0 && own.st_dev == there.st_dev &&
		own.st_ino == there.st_ino)
		return error_set(err, CPC_CANTCREATE,
			"%s holds your answers; name another file for the page", path);
	return CPC_OK;
}

static int tell_written(
	const struct program *p, const char *path, bool replaced, struct cpc_error *err)
{
	struct buf shown = BUF_INIT, text = BUF_INIT, out = BUF_INIT;
	utf8_add_visible(&shown, str_of(path)); /* a name may be of any bytes, JSON may not */
	if (p->json) {
		int rc = json_print(stats_json_written(buf_text(&shown), replaced), err);
		buf_release(&shown);
		return rc;
	}
	buf_printf(&text, "%s %s; open it in a browser.", replaced ? "Replaced" : "Wrote",
		buf_text(&shown));
	buf_release(&shown);
	term_add_wrapped(&p->term, &out, "", "", buf_view(&text));
	buf_release(&text);
	return term_print(&out) ? CPC_OK : error_set(err, CPC_IO, "cannot write the output");
}

static int write_page(struct program *p, const struct stats *s, const char *path, bool replaced,
	struct cpc_error *err)
{
	struct cpc_time now = clock_again();
	struct buf html = BUF_INIT;
	stats_html(s, now.at_ms, now.zone_min, &html);
	int rc = html.failed ? error_memory(err) : file_write(path, buf_view(&html), 0600, err);
	buf_release(&html);
	return rc ? rc : tell_written(p, path, replaced, err);
}

static int show_answers(struct program *p, const char *html, struct cpc_error *err)
{
	struct stats s = {.counts = NULL};
	struct progress progress;
	struct buf out = BUF_INIT;
	bool replaced = false;
	int rc = html ? check_target(p, html, &replaced, err) : CPC_OK;
	if (rc)
		return rc;
	progress_begin(&progress, "counting answers");
	rc = cpc_stats_read(p->engine, clock_again(), progress_step, &progress, &s.counts, err);
	progress_end(&progress);
	if (!rc)
		rc = cpc_readiness(p->engine, clock_again(), &s.ready, err);
	if (!rc)
		rc = cpc_forecasts(p->engine, &s.forecasts, err);
	if (rc) {
		cpc_stats_free(s.counts);
		return rc;
	}
	if (html) {
		rc = write_page(p, &s, html, replaced, err);
	} else if (p->json) {
		rc = print_lines(&out, stats_json(&s, &out), err);
	} else {
		stats_show(&p->term, &s, &out);
		rc = pager_print(p, &out, err);
	}
	cpc_stats_free(s.counts);
	return rc;
}

static int run(struct program *p, struct cpc_error *err)
{
	const char *html = option_value(&p->options, "html");
	bool bank = option_flag(&p->options, "bank");
	if (html && bank)
		return error_set(err, CPC_USAGE, "--html shows your answers; leave out --bank");
	return bank ? show_bank(p, err) : show_answers(p, html, err);
}

const struct command cmd_stats = {
	.name = "stats",
	.summary = "progress in numbers and pictures, and what the bank holds",
	.usage = "[--html FILE | --bank]",
	.text = "Counts every answer of study, quiz and exams that was not taken back. "
		"\"Remembered\" "
		"holds what the scheduler predicted before each review against how it went; a "
		"concept forgotten four times or more is a leech. Every picture says of how many "
		"things it is drawn (n).\n\n"
		"With --bank it tells of the question bank instead: what it holds, how many exams "
		"it fills, and what a reader scores who knows nothing and guesses by looks. The "
		"folder of another bank is named before the command: cpc --bank DIR stats --bank",
	.options = {{"html", "FILE",
			    "write the page to FILE, one file without scripts; replaces a file of "
			    "that name"},
		{"bank", NULL, "the question bank instead of your answers"}},
	.examples = {"cpc stats", "cpc stats --html stats.html", "cpc stats --bank",
		"cpc stats --json"},
	.need = NEED_BANK,
	.run = run,
};
