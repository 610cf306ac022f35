/*
 * apkg_read.c - reader of Anki packages: the notes of their collection as questions.
 * May use: formats/apkg, formats/note, store/anki_read, base. Must not know: the bank.
 *
 * The collection is held in memory, since SQLite reads it there; all else is as of one note. What
 * is told has line 1, since a package has no lines, and says which note it is of.
 */
#include "formats/apkg.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/utf8.h"
#include "formats/note.h"
#include "store/anki_read.h"

#define SHOWN_MAX 30 /* characters of a note by which it is known */

struct reading {
	struct format_read *r;
	/* What the caller of the reader gave. */
	format_question *question;
	format_tell *tell;
	void *context;

	size_t notes;
	const struct anki_note *note; /* that is being read; NULL: none */
	struct note_field fields[ANKI_FIELDS_MAX];
	struct buf sentence;
};

/* Telling which note ----------------------------------------------------------------------------
 */

static int pass_question(void *context, const struct format_item *item, struct cpc_error *err)
{
	struct reading *me = context;
	return me->question(me->context, item, err);
}

static void tell_of_note(void *context, enum format_told what, int line, const char *sentence)
{
	struct reading *me = context;
	struct str front = {"", 0};
	if (me->note && me->note->n > 0)
		front = me->note->values[0];
	buf_reset(&me->sentence);
	if (me->note) {
		buf_printf(&me->sentence, "note %zu, ", me->notes);
		utf8_add_quoted(&me->sentence, front, SHOWN_MAX);
		buf_add_text(&me->sentence, ": ");
	}
	buf_add_text(&me->sentence, sentence);
	me->r->failed = me->r->failed || me->sentence.failed;
	me->tell(me->context, what, line, buf_text(&me->sentence));
}

/* Notes -----------------------------------------------------------------------------------------
 */

/* SQLite takes any bytes for text. False when some are none, which is told. */
static bool check_text(struct reading *me, const char *what, struct str text)
{
	size_t good = utf8_check(text);
	if (good == text.n)
		return true;
	if (text.p[good] == '\0')
		format_fault(me->r, 1, "found a NUL at byte %zu of its %s, expected text", good + 1,
			what);
	else
		format_fault(me->r, 1, "found \\x%02x at byte %zu of its %s, expected UTF-8",
			(unsigned)(unsigned char)text.p[good], good + 1, what);
	return false;
}

static bool check_texts(struct reading *me, const struct anki_note *note)
{
	bool good = check_text(me, "guid", note->guid) && check_text(me, "tags", note->tags) &&
		    check_text(me, "note type", note->type) && check_text(me, "deck", note->deck);
	for (size_t i = 0; i < note->n && good; i++)
		good = check_text(me, "names of fields", note->names[i]) &&
		       check_text(me, "fields", note->values[i]);
	return good;
}

static int take_note(void *context, const struct anki_note *found, struct cpc_error *err)
{
	struct reading *me = context;
	int rc = CPC_OK;
	me->notes++;
	me->note = found;
	for (size_t i = 0; i < found->n; i++)
		me->fields[i] = (struct note_field){found->names[i], found->values[i]};
	struct note note = {.guid = found->guid,
		.type = found->type,
		.deck = found->deck,
		.tags = found->tags,
		.is_html = true,
		.line = 1,
		.fields = me->fields,
		.n = found->n};
	if (check_texts(me, found))
		rc = note_read(me->r, &note, err);
	me->note = NULL;
	return rc;
}

/* The package -----------------------------------------------------------------------------------
 */

static int read_collection(struct reading *me, struct apkg *package, struct cpc_error *err)
{
	struct buf name = BUF_INIT;
	buf_printf(&name, "%s: %s", source_name(me->r->in), package->entry);
	int rc = name.failed
			 ? error_memory(err)
			 : anki_read((unsigned char *)package->collection.data,
				   package->collection.len, buf_text(&name), take_note, me, err);
	buf_release(&name);
	if (!rc && package->media > 0)
		format_note(me->r, 1,
			"files with pictures or sounds that are not taken over: %zu (questions "
			"that need one are told)",
			package->media);
	return rc;
}

int apkg_read(struct format_read *r, struct cpc_error *err)
{
	struct apkg package;
	struct reading *me = calloc(1, sizeof *me);
	if (!me)
		return error_memory(err);
	*me = (struct reading){
		.r = r, .question = r->question, .tell = r->tell, .context = r->context};
	r->question = pass_question;
	r->tell = tell_of_note;
	r->context = me;
	int rc = apkg_unpack(r->in, &package, err);
	if (!rc)
		rc = read_collection(me, &package, err);
	apkg_release(&package);
	r->question = me->question;
	r->tell = me->tell;
	r->context = me->context;
	buf_release(&me->sentence);
	free(me);
	return !rc && r->failed ? error_memory(err) : rc;
}
