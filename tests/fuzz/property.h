/*
 * property.h - what must hold of every format whatever bytes it is given; the fuzzer looks for
 * bytes of which it does not, and the replay of the corpus shows that it does of all that were
 * found. May use: formats, rules, base. Must not know: where the bytes come from.
 */
#ifndef CPC_TEST_PROPERTY_H
#define CPC_TEST_PROPERTY_H

#include "formats/format.h"

/*
 * Read the bytes in the format. False, and a sentence in *why, unless
 * - every line told, and that of every question and choice, is one of the bytes, or the one behind;
 * - every sentence is one line, and safe to print;
 * - every question has passed question_check and is in normal form;
 * - what is written of the questions is read again without a word, and equal in the parts that the
 *   format holds;
 * - what is written of that is the same, byte for byte.
 * A reader that crashes, leaks or does not end is for the sanitizers and the clock to find.
 */
bool property_reads(const struct format *f, struct str bytes, struct buf *why);

/*
 * The same from the writer's side: the bytes are pieces with NUL between them, made a question
 * whatever they hold, and that is written and read. The first piece is three letters: the kind, how
 * many choices, which of them are keys. Then come the stem, the choices, their rationales, and
 * title, rule, concept, source, codes, tags and reviewed; what is missing is empty.
 */
bool property_writes(const struct format *f, struct str bytes, struct buf *why);

/* The bytes are HTML: what is made of them is text, and as HTML it is the same text again. */
bool property_html(struct str bytes, struct buf *why);

/* By name of what is fuzzed: "csv" reads it, "write-csv" writes it, "html". False as those; also,
 * with *why empty, when there is no such thing. */
bool property_of(const char *name, struct str bytes, struct buf *why);

#endif
