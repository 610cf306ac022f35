/*
 * lint.c - the table of rules, and the run over questions.
 * May use: lint_room, base. Must not know: how a rule decides, where questions come from.
 */
#include "rules/lint.h"

#include <stdarg.h>
#include <string.h>

#include "rules/lint_room.h"

static const struct lint_rule rules[] = {
	{"L01", LINT_ERROR, "one key and four choices",
		"The exam has four choices and one right answer.",
		"Write four choices and mark one; an imported set may have two to six, and "
		"questions "
		"of other kinds, which no exam asks.",
		lint_one_key, NULL},
	{"L02", LINT_ERROR, "choices are distinct",
		"Two equal choices are both right or both wrong, so neither is worth reading.",
		"Replace one by what another mistake leads to.", lint_distinct, NULL},
	{"L03", LINT_ERROR, "no \"all of the above\"",
		"Choices are shuffled, and knowing two of them gives the answer away.",
		"Write the combination out, or ask for one thing.", lint_all_above, NULL},
	{"L04", LINT_WARNING, "no \"none of the above\"",
		"It shows what a learner can rule out, not what they know.",
		"Write a fourth choice that a named mistake leads to.", lint_none_above, NULL},
	{"L05", LINT_ERROR, "no choice that names other choices by letter",
		"Choices are shuffled, so letters mean nothing.", "Write out what is meant.",
		lint_letters, NULL},
	{"L06", LINT_WARNING, "no negative lead-in",
		"\"Not\" and \"except\" are overread; a slip is then taken for ignorance.",
		"Ask for what is right, or write NOT in capitals.", lint_negative, NULL},
	{"L07", LINT_WARNING, "no absolute words in distractors only",
		"Test-wise readers cross out \"always\" and \"never\" unread.",
		"Take the word out, or use it in the key as well.", lint_absolute, NULL},
	{"L08", LINT_WARNING, "no vague frequency in a choice",
		"\"Usually\" and \"may\" mean something else to every reader.",
		"Say when it holds.", lint_vague, NULL},
	{"L09", LINT_WARNING, "the key is about as long as the others",
		"The choice that stands out by its length is taken by those who do not know.",
		"Shorten the key, or give a distractor the same detail.", lint_key_length, NULL},
	{"L10", LINT_WARNING, "no word that links the stem to the key alone",
		"A word repeated in the key only gives it away.",
		"Use another word, or let a distractor repeat it too.", lint_clang, NULL},
	{"L11", LINT_WARNING, "a or an agrees with every choice",
		"The article rules out the choices that do not fit it.",
		"Move the article into the choices.", lint_article, NULL},
	{"L12", LINT_NOTE, "the key does not alone share the most with the others",
		"Writers vary the key to make distractors, and the middle of them is the key.",
		"Let each distractor miss by a decision of its own.", lint_converges, NULL},
	{"L13", LINT_WARNING, "no blind strategy does better than chance",
		"Who knows nothing must score no more than chance, which is 25 % among four "
		"choices; W above chance + 7 points, E above chance + 11.",
		"Change the questions in which that strategy finds the key.", NULL, lint_blind},
	{"L15", LINT_WARNING, "choices are of one kind",
		"The one choice of another kind stands out.",
		"Write all as lists of codes, or all as prose.", lint_mixed, NULL},
	{"L16", LINT_WARNING, "the stem asks something",
		"A stem should be answerable with the choices covered.",
		"End it in a question, or in a phrase that the choices complete.", lint_asks, NULL},
	{"L18", LINT_WARNING, "stem and choices are not too long",
		"Reading time is part of the exam; it should go into deciding.",
		"At most 250 words (cases excepted), choices at most 40.", lint_long, NULL},
	{"L19", LINT_WARNING, "keys stand evenly at A to D",
		"A favourite place is learnt (chi-square over a file, p < 0.01).",
		"Exchange choices until the places are even.", NULL, lint_positions},
	{"L20", LINT_ERROR, "every code exists in its system for the year",
		"An invented code costs the learner's trust in all the others.",
		"Look it up in the code files of the question's year.", lint_exists, NULL},
	{"L21", LINT_ERROR, "the key's ICD-10-CM code is billable",
		"A category is no answer: a claim needs the full number of characters.",
		"Key the code with all its characters.", lint_billable, NULL},
	{"L22", LINT_ERROR, "no code that is no longer in force",
		"The exam uses the code sets of its year, and may be sat on its last day.",
		"Replace it, or tag the question `history` when it asks about what is gone.",
		lint_deleted, NULL},
	{"L23", LINT_ERROR, "no ICD-10-PCS code",
		"The exam does not ask the inpatient procedure system.", "Use CPT.", lint_pcs,
		NULL},
	{"L24", LINT_ERROR, "no two questions with the same choices and different keys",
		"One of them is wrong, or what decides is in neither stem. Questions of two "
		"choices, such as true and false, are passed over.",
		"Check both keys; give one question other distractors.", NULL, lint_same_choices},
	{"L25", LINT_WARNING, "no two stems are near duplicates",
		"A learner should meet the rule in another dress, not the same words. W above 80 % "
		"of shared 3-grams of words (Jaccard); I above 50 % within a domain.",
		"Write one of them anew.", NULL, lint_near_stems},
	{"L27", LINT_ERROR, "no retired words of evaluation and management",
		"History and examination no longer choose a level, and typical times are gone.",
		"Use medical decision making or total time.", lint_retired_words, NULL},
	{"L28", LINT_WARNING, "the payer is named where payers differ",
		"CPT and Medicare part on the answer, so the stem must say whose rules hold.",
		"Name the payer in the stem and in payer:.", lint_payer, NULL},
	{"L29", LINT_WARNING, "an uncertain diagnosis comes with its setting",
		"\"Probable\" is coded for inpatients and not for outpatients.",
		"Say in the stem where the patient is.", lint_setting, NULL},
	{"L30", LINT_WARNING, "a drug comes with its dose",
		"Units cannot be counted without an amount.", "Give dose and unit in the stem.",
		lint_dose, NULL},
	{"L31", LINT_WARNING, "choices that differ by side have a side in the stem",
		"Without it two choices are right.", "Name the side.", lint_side, NULL},
	{"L32", LINT_ERROR, "a rationale for every choice, and a rule",
		"A learner who is wrong learns from the reason, not from the letter.",
		"Say which mistake leads to the choice, and what the rule is. Of an imported set "
		"one word of why will do.",
		lint_rationales, NULL},
	{"L33", LINT_ERROR, "nothing in the manner of a CPT descriptor",
		"The code book's texts belong to the American Medical Association.",
		"Say it in your own words.", lint_descriptor, NULL},
	{"L34", LINT_WARNING, "source and basis are given",
		"A key that points nowhere cannot be checked.",
		"Say where it is written, and whether on data, a text or the code book.",
		lint_sources, NULL},
	{"L35", LINT_ERROR, "nothing that identifies a person",
		"Dates of birth, record and social security numbers belong in no question.",
		"Leave it out; an age is enough.", lint_person, NULL},
	{"L36", LINT_ERROR, "no D code", "Dental codes belong to the American Dental Association.",
		"Leave the code out.", lint_dental, NULL},
};

size_t lint_rule_count(void)
{
	return sizeof rules / sizeof *rules;
}

const struct lint_rule *lint_rule_at(size_t index)
{
	return &rules[index];
}

/* Telling ---------------------------------------------------------------------------------------
 */

static void tell(struct lint *l, const struct lint_item *item, const char *file, char level,
	int line, const char *format, va_list args) __attribute__((format(printf, 6, 0)));

static void tell(struct lint *l, const struct lint_item *item, const char *file, char level,
	int line, const char *format, va_list args)
{
	buf_reset(&l->sentence);
	buf_vprintf(&l->sentence, format, args);
	if (l->sentence.failed) {
		l->failed = true;
		return;
	}
	if (item) {
		file = item->file;
		line = line ? line : item->q->line;
	}
	l->summary->errors += level == LINT_ERROR;
	l->summary->warnings += level == LINT_WARNING;
	l->summary->notes += level == LINT_NOTE;
	struct lint_finding f = {
		l->rule, level, file, line, item ? item->id : "", buf_text(&l->sentence)};
	l->sink(l->context, &f);
}

void lint_found(
	struct lint *l, const struct lint_look *k, char level, int line, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	tell(l, k->item, NULL, level, line, format, args);
	va_end(args);
}

void lint_found_in(struct lint *l, const struct lint_item *item, const char *file, char level,
	int line, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	tell(l, item, file, level, line, format, args);
	va_end(args);
}

/* Counting --------------------------------------------------------------------------------------
 */

static void count_one(
	struct lint_summary *s, const struct lint_item *item, const struct lint_lists *lists)
{
	const struct question *q = item->q;
	int difficulty = q->difficulty >= 1 && q->difficulty <= 3 ? q->difficulty : 0;
	s->difficulty[difficulty]++;
	s->data += strcmp(q->basis, "data") == 0;
	s->text += strcmp(q->basis, "text") == 0;
	s->book += strcmp(q->basis, "book") == 0;
	s->no_basis += q->basis[0] == '\0';
	bool is_single = question_kind_of(q) == QUESTION_SINGLE;
	for (size_t i = 0; i < 4 && q->choice_count == 4 && is_single; i++)
		s->position[i] += q->choices[i].is_key;
	s->unlisted += lists && lists->year && lists->year != item->year;
}

/* Keys among four choices. */
static size_t placed(const struct lint_summary *s)
{
	return s->position[0] + s->position[1] + s->position[2] + s->position[3];
}

static void look_at_each(struct lint *l, const struct lint_rule *only)
{
	for (size_t i = 0; i < l->n && !l->failed; i++) {
		struct lint_look k;
		arena_reset(&l->texts);
		l->failed = !lint_look_at(&l->texts, &l->items[i], &k);
		for (size_t r = 0; r < lint_rule_count() && !l->failed; r++) {
			l->rule = &rules[r];
			if (l->rule->question && (!only || only == l->rule))
				l->rule->question(l, &k);
		}
	}
}

int lint_run(const struct lint_item *items, size_t n, const struct lint_lists *lists,
	const struct lint_rule *only, lint_sink *sink, void *context, struct lint_summary *out,
	struct cpc_error *err)
{
	struct lint l = {items, n, lists, NULL, sink, context, out, BUF_INIT, ARENA_INIT, false};
	*out = (struct lint_summary){.questions = n};
	look_at_each(&l, only);
	for (size_t r = 0; r < lint_rule_count() && !l.failed; r++) {
		l.rule = &rules[r];
		if (l.rule->all && (!only || only == l.rule))
			l.rule->all(&l);
	}
	for (size_t i = 0; i < n; i++)
		count_one(out, &items[i], lists);
	out->position_p = lint_positions_p(out->position);
	out->positions_even = placed(out) < CUES_JUDGED || out->position_p > CUES_EVEN_P;
	lint_score(&l, 0, n, out);
	buf_release(&l.sentence);
	arena_release(&l.texts);
	return l.failed ? error_memory(err) : CPC_OK;
}
