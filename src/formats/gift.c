/*
 * gift.c - GIFT, the text format of Moodle for questions: its place in the table.
 * May use: formats/gift, base. Must not know: how it is read and written.
 *
 * The reader follows the order of Moodle's (question/format/gift/format.php) and so has its rules:
 * an empty line ends a question, also between braces; a line that begins with // is a comment; a
 * backslash before : # = { } ~ \ or n is an escape and any other is text; text behind the braces
 * makes a gap, "_____", of them; the braces hold, in this order of trying, nothing (an essay),
 * # (numbers), ~ (choices), = and -> (matching), T TRUE F FALSE, or answers to be typed.
 *
 * Where it is stricter, because Moodle silently reads something else than was meant: text below
 * $CATEGORY, braces behind the braces (two questions without an empty line between them), text
 * before the first = or ~ of choices. Where it is kinder: =%50% beside ~ is a weight and not text;
 * a line of a single 0 is text, which is told.
 *
 * Not given: essays, matching, descriptions, choices of which each alone is right. Given with a
 * note: weights other than 0 and 100 (all keys of a question count alike, and only an answer of
 * 100 % is accepted), feedback for answers that are not accepted, pictures and tables. A typed
 * answer with * is the pattern that it stands for. A text of no said markup may hold HTML.
 *
 * The writer says all that a question has: its slug as [id:...], its fields as [tag:...] (see
 * cpc_tags.h) in a comment, as Moodle does; $CATEGORY is for Moodle, which cuts tags at 50
 * characters. It marks texts [plain], for they are. It cannot say a pattern, but for those that *
 * stands for, numbers and texts accepted in one question, and -> in one of several accepted
 * answers.
 */
#include "formats/gift.h"

#include <string.h>

/* What may stand behind a brace that opens answers, and nowhere else. */
static bool begins_answers(struct str s)
{
	static const char *const words[] = {
		"T}", "F}", "T#", "F#", "TRUE}", "TRUE#", "FALSE}", "FALSE#"};
	s = str_trim(s);
	if (s.n > 0 && strchr("=~#", s.p[0]))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (str_starts(s, words[i]))
			return true;
	}
	return false;
}

/* Without the comments and empty lines at its front; *moodle: one is of those that Moodle writes.
 */
static struct str pass_comments(struct str head, bool *moodle)
{
	for (head = str_trim(head); str_starts(head, "//"); head = str_trim(head)) {
		struct str line;
		*moodle = *moodle || str_starts(head, "// question: ");
		str_next(&head, '\n', &line);
		if (!head.p)
			head = str_of("");
	}
	return head;
}

static enum format_sign sniff(struct str head)
{
	bool moodle = false;
	head = pass_comments(head, &moodle);
	if (moodle || str_starts(head, GIFT_CATEGORY))
		return FORMAT_SURE;
	if (head.n == 0 || strchr("{[<", head.p[0]))
		return FORMAT_NO;
	bool named = str_starts(head, "::"), braces = false;
	for (size_t i = 0; i < head.n; i++) {
		if (head.p[i] != '{' || (i > 0 && head.p[i - 1] == '\\'))
			continue;
		braces = true;
		if (begins_answers(str_from(head, i + 1)))
			return named ? FORMAT_SURE : FORMAT_LIKELY;
	}
	return braces ? FORMAT_MAYBE : FORMAT_NO;
}

const struct format format_gift = {.name = "gift",
	.suffixes = ".gift .txt",
	.summary = "Moodle's text format: choices, true or false, typed answers, numbers",
	.holds = CPC_TAGS_HOLD | PART_ID | PART_TITLE | PART_RULE | PART_RATIONALE | PART_LINES,
	.kinds = QUESTION_KINDS_ALL,
	.sniff = sniff,
	.read = gift_read,
	.begin = gift_begin,
	.question = gift_write,
	.end = gift_end,
	.release = gift_release};
