/*
 * lint_text.c - rules about words: what a stem and its choices must not say, or must.
 * May use: lint_room, code, base. Must not know: which codes exist, other questions.
 */
#include <stdio.h>
#include <string.h>

#include "rules/lint_room.h"

/* Choices ------------------------------------------------------------------------------------- */

static void find_in_choices(
	struct lint *l, const struct lint_look *k, char level, const char *phrases)
{
	struct str phrase;
	for (size_t i = 0; i < k->n; i++) {
		if (lint_find_any(k->choice[i], phrases, &phrase))
			lint_found(l, k, level, k->q->choices[i].line, "choice %zu says \"%.*s\"",
				i + 1, STR_ARG(phrase));
	}
}

void lint_all_above(struct lint *l, const struct lint_look *k)
{
	find_in_choices(l, k, LINT_ERROR,
		"all of the above|all the above|all of these|all of those|any of the above|"
		"all of the other choices|all of the others");
}

void lint_none_above(struct lint *l, const struct lint_look *k)
{
	find_in_choices(l, k, LINT_WARNING,
		"none of the above|none of these|none of those|neither of the above|"
		"none of the others|none of the other choices");
}

static bool is_letter(const char *p)
{
	return *p >= 'A' && *p <= 'F' && !lint_is_word_char(p[1]);
}

static const char *skip_text(const char *p, const char *text)
{
	size_t n = strlen(text);
	return strncmp(p, text, n) == 0 ? p + n : NULL;
}

/* "A and B", "both A and C", "Choices B or D only": letters of choices, at the front of a choice.
 * "Medicare Parts A and B" and "hepatitis A and B" are none. */
static bool names_letters(const char *text)
{
	static const char *const leads[] = {"Both choices ", "both choices ", "Both ", "both ",
		"Choices ", "choices ", "Options ", "options ", "Answers ", "answers ", "Either ",
		"either ", "Only "};
	static const char *const joints[] = {" and ", " or ", " & ", ", "};
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
		const char *behind = skip_text(text, leads[i]);
		if (behind) {
			text = behind;
			break;
		}
	}
	if (!is_letter(text))
		return false;
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		const char *behind = skip_text(text + 1, joints[i]);
		if (behind && is_letter(behind))
			return true;
	}
	return false;
}

void lint_letters(struct lint *l, const struct lint_look *k)
{
	for (size_t i = 0; i < k->n; i++) {
		if (names_letters(k->q->choices[i].text))
			lint_found(l, k, LINT_ERROR, k->q->choices[i].line,
				"choice %zu names other choices by letter, and choices are "
				"shuffled",
				i + 1);
	}
}

void lint_absolute(struct lint *l, const struct lint_look *k)
{
	static const char *const words[] = {"always", "never", "only", "all", "none", "must"};
	if (k->key < 0 || k->all_codes)
		return;
	for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
		for (size_t i = 0; i < k->n && !lint_find(k->choice[k->key], words[w]); i++) {
			if (!lint_find(k->choice[i], words[w]))
				continue;
			lint_found(l, k, LINT_WARNING, k->q->choices[i].line,
				"\"%s\" stands in a distractor and not in the key", words[w]);
			break;
		}
	}
}

void lint_vague(struct lint *l, const struct lint_look *k)
{
	struct str word;
	for (size_t i = 0; i < k->n; i++) {
		const char *text = k->q->choices[i].text;
		/* The month has a capital. */
		if (lint_find_any(k->choice[i], "usually|often|rarely|sometimes", &word) ||
			lint_find_any(text, "may", &word))
			lint_found(l, k, LINT_WARNING, k->q->choices[i].line,
				"choice %zu says \"%.*s\", which can be read in more than one way",
				i + 1, STR_ARG(word));
	}
}

/* The stem ------------------------------------------------------------------------------------ */

/* "Which code is not reported?" asks for the exception; "Which code is reported when the margin is
 * not known?" does not. */
static bool is_turned(const char *sentence, const char *found)
{
	static const char *const openers[] = {"when", "if", "that", "who", "whose", "because",
		"since", "although", "while", "where", "unless", "but", "and", "after", "without",
		"though"};
	for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
		const char *opener = lint_find(sentence, openers[i]);
		if (opener && opener < found)
			return false;
	}
	return true;
}

/* "The least likely", where "at least" and "the least that must be shown" are amounts. */
static bool is_rank(const char *least)
{
	struct str word;
	const char *p = least + strlen("least");
	return lint_next_word(&p, &word) &&
	       question_word_valid(word,
		       "likely appropriate accurate correct important common often "
		       "suitable probable specific supported severe complex");
}

static void find_negative(
	struct lint *l, const struct lint_look *k, const char *sentence, const char *word)
{
	char small[8] = "", large[8] = "";
	for (size_t i = 0; word[i]; i++) {
		small[i] = word[i];
		large[i] = (char)(word[i] - 'a' + 'A');
	}
	if (lint_find(sentence, large)) {
		lint_found(l, k, LINT_WARNING, 0, "the stem asks for what is \"%s\"", large);
		return;
	}
	const char *found = lint_find(sentence, small);
	bool amount = found && strcmp(small, "least") == 0 && !is_rank(found);
	if (found && !amount && is_turned(sentence, found))
		lint_found(l, k, LINT_ERROR, 0,
			"the stem asks for what is \"%s\", and not in capitals", small);
}

void lint_negative(struct lint *l, const struct lint_look *k)
{
	const char *sentence = lint_last_sentence(k->q->stem);
	if (k->kind == QUESTION_TRUE_FALSE) /* it states, and asks for nothing */
		return;
	find_negative(l, k, sentence, "not");
	find_negative(l, k, sentence, "except");
	find_negative(l, k, sentence, "least");
}

void lint_setting(struct lint *l, const struct lint_look *k)
{
	struct str said, place;
	bool diagnosis = strcmp(k->item->domain, "diagnosis") == 0;
	for (size_t i = 0; i < k->q->choice_count; i++) {
		struct str rest = str_of(k->q->choices[i].text), code;
		enum code_system system;
		bool all_codes;
		while (code_list_next(&rest, &code, &system, &all_codes))
			diagnosis = diagnosis || system == CODE_ICD10CM;
	}
	if (!diagnosis || !lint_find_any(k->stem, "probable|suspected|rule out|ruled out", &said))
		return;
	if (!lint_find_any(k->stem,
		    "inpatient|inpatients|outpatient|outpatients|office|clinic|emergency|"
		    "observation|hospital|hospitalized|hospitalist|admitted|admission|discharge|"
		    "discharged|ambulatory|urgent care|practice|ward|intensive care|facility|"
		    "surgery center",
		    &place))
		lint_found(l, k, LINT_WARNING, 0,
			"the stem says \"%.*s\" and not whether in- or outpatient", STR_ARG(said));
}

/* Codes and modifiers on which CPT and Medicare part, and which stand in a key. */
static bool payers_differ(const struct lint_look *k, struct str *topic)
{
	static const char *const codes[] = {"99417", "99418", "G2212", "G0316", "G0317", "G0318",
		"99242", "99243", "99244", "99245", "99252", "99253", "99254", "99255"};
	for (size_t c = 0; c < k->n && k->all_codes; c++) {
		for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
			*topic = str_of(codes[i]);
			if (k->q->choices[c].is_key && lint_find(k->q->choices[c].text, codes[i]))
				return true;
		}
	}
	return false;
}

void lint_payer(struct lint *l, const struct lint_look *k)
{
	static const char medicare[] = "medicare|medicaid|cms|part a|part b|part d|beneficiary";
	static const char other[] =
		"commercial|private|cpt|employer|plan|plans|insurer|insurance|payer|insured";
	struct str found, topic;
	bool names_medicare = lint_find_any(k->stem, medicare, &found);
	bool names_other = lint_find_any(k->stem, other, &found);
	if (strcmp(k->q->payer, "medicare") == 0 && !names_medicare)
		lint_found(
			l, k, LINT_WARNING, 0, "payer is medicare, and the stem does not name it");
	else if (strcmp(k->q->payer, "cpt") == 0 && !names_other)
		lint_found(l, k, LINT_WARNING, 0,
			"payer is cpt, and the stem names no plan that follows CPT");
	else if (strcmp(k->q->payer, "any") == 0 && !names_medicare && !names_other &&
		 payers_differ(k, &topic))
		lint_found(l, k, LINT_WARNING, 0,
			"payers differ on %.*s, and neither payer: nor the stem names one",
			STR_ARG(topic));
}

/* Any text ------------------------------------------------------------------------------------ */

static void find_in_texts(struct lint *l, const struct lint_look *k, const char *phrases,
	size_t words, const char *what)
{
	struct str phrase;
	for (size_t i = 0; i < k->text_count; i++) {
		const struct lint_text *t = &k->texts[i];
		if (lint_find_any(t->lower, phrases, &phrase) && lint_count_words(t->lower) > words)
			lint_found(l, k, LINT_ERROR, t->line, "\"%.*s\" in the %s %s",
				STR_ARG(phrase), t->name, what);
	}
}

void lint_retired_words(struct lint *l, const struct lint_look *k)
{
	if (!k->history)
		find_in_texts(l, k,
			"problem focused|problem-focused|detailed history|comprehensive history|"
			"detailed examination|comprehensive examination|typical time|"
			"typically spent|history of present illness elements|"
			"bullet points of the examination",
			0, "is out of use since 2021 to 2023");
}

void lint_descriptor(struct lint *l, const struct lint_look *k)
{
	find_in_texts(l, k, "; initial|list separately in addition|when performed|each additional",
		6, "is the manner of the CPT book's own texts");
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 123-45-6789, and no part of something longer. */
static bool has_social_number(const char *text)
{
	static const char shape[] = "ddd-dd-dddd";
	for (const char *p = text; *p; p++) {
		size_t i = 0;
		while (shape[i] && (shape[i] == 'd' ? is_digit(p[i]) : p[i] == shape[i]))
			i++;
		if (!shape[i] && !is_digit(p[i]) && (p == text || !is_digit(p[-1])))
			return true;
	}
	return false;
}

/* A digit within a few characters behind one of the phrases, before the sentence ends. */
static bool has_number_behind(const char *lower, const char *phrases, size_t most)
{
	struct str rest = str_of(phrases), one;
	char phrase[LINT_PHRASE_MAX];
	while (str_next(&rest, '|', &one)) {
		snprintf(phrase, sizeof phrase, "%.*s", STR_ARG(one));
		for (const char *p = lower; (p = lint_find(p, phrase));) {
			p += one.n;
			for (size_t i = 0; i < most && p[i] && p[i] != '.'; i++) {
				if (is_digit(p[i]))
					return true;
			}
		}
	}
	return false;
}

void lint_person(struct lint *l, const struct lint_look *k)
{
	for (size_t i = 0; i < k->text_count; i++) {
		const char *lower = k->texts[i].lower, *what = NULL;
		if (has_social_number(lower))
			what = "a social security number";
		else if (has_number_behind(lower, "date of birth|dob", 16))
			what = "a date of birth";
		else if (has_number_behind(
				 lower, "mrn|medical record number|record no|chart number", 12))
			what = "a record number";
		if (what)
			lint_found(l, k, LINT_ERROR, k->texts[i].line, "%s in the %s", what,
				k->texts[i].name);
	}
}
