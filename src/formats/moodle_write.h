/*
 * moodle_write.h - questions as Moodle's XML.
 * May use: formats/format. Must not know: reading.
 */
#ifndef FORMATS_MOODLE_WRITE_H
#define FORMATS_MOODLE_WRITE_H

#include "formats/format.h"

int moodle_begin(struct format_write *w, struct cpc_error *err);
int moodle_write(struct format_write *w, const struct format_item *item, struct cpc_error *err);
int moodle_end(struct format_write *w, struct cpc_error *err);
void moodle_release(struct format_write *w);

#endif
