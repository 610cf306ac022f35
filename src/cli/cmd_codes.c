/*
 * cmd_codes.c - cpc codes: loading official releases into the code book.
 * May use: cli, cpc.h. Must not know: the form of the files, where the codes are kept.
 */
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "base/day.h"
#include "base/error.h"
#include "cli/cli.h"

static const char *name_of(const char *system)
{
	return strcmp(system, "hcpcs") == 0 ? "HCPCS Level II" : "ICD-10-CM";
}

static int show_book(struct program *p, const struct cpc_code_book *b, struct cpc_error *err)
{
	char date[32];
	int64_t day = day_of_instant(b->loaded_ms, clock_zone(b->loaded_ms), 0);
	struct buf out = BUF_INIT, text = BUF_INIT;
	if (p->json) {
		day_format(day, date);
		return json_print(json_pack("{s:s, s:s, s:s, s:s, s:I}", "type", "code_book",
					  "system", b->system, "file", b->name, "loaded", date,
					  "codes", (json_int_t)b->codes),
			err);
	}
	say_day(day, date);
	buf_printf(&text, "%s: %zu codes of %s, loaded on %s.", name_of(b->system), b->codes,
		b->name, date);
	term_add_wrapped(&p->term, &out, "", "", buf_view(&text));
	buf_release(&text);
	return term_print(&out) ? CPC_OK : error_set(err, CPC_IO, "cannot write the output");
}

static int run_import(struct program *p, struct cpc_error *err)
{
	int rc = CPC_OK;
	if (p->options.word_count < 2)
		return error_set(err, CPC_USAGE, "give the file of a release; see: cpc help codes");
	for (int i = 1; i < p->options.word_count && !rc; i++) {
		struct cpc_code_book book;
		rc = cpc_codes_import(p->engine, p->options.words[i], clock_again(), &book, err);
		if (!rc)
			rc = show_book(p, &book, err);
	}
	return rc;
}

static int run_list(struct program *p, struct cpc_error *err)
{
	struct cpc_code_book books[CPC_CODE_BOOKS_MAX];
	size_t n;
	int rc = cpc_codes_list(p->engine, books, &n, err);
	for (size_t i = 0; i < n && !rc; i++)
		rc = show_book(p, &books[i], err);
	if (!rc && n == 0)
		say_note("no code book is loaded yet; cpc help codes says where to get the "
			 "official files");
	return rc;
}

static int run(struct program *p, struct cpc_error *err)
{
	if (p->options.word_count == 0)
		return run_list(p, err);
	if (strcmp(p->options.words[0], "import") == 0)
		return run_import(p, err);
	return error_set(err, CPC_USAGE, "there is no \"%s\" here; use: cpc codes import FILE",
		p->options.words[0]);
}

const struct command cmd_codes = {
	.name = "codes",
	.summary = "load an official code release for cpc lookup; what is loaded",
	.usage = "[import FILE ...]",
	.text = "ICD-10-CM: the order file of the CMS (icd10cm_order_2026.txt in \"2026 Code "
		"Descriptions in Tabular Order\", which is free of charge). HCPCS Level II: the "
		"quarterly file of the CMS, saved as a table with the columns code and title, "
		"separated by tabs or commas. A file takes the place of what was loaded of its "
		"system. CPT codes are not loaded: their titles belong to the American Medical "
		"Association.",
	.examples = {"cpc codes", "cpc codes import icd10cm_order_2026.txt",
		"cpc codes import hcpcs.csv"},
	.need = NEED_FILE,
	.most = 20,
	.run = run,
};
