/*
 * bench_study.c - how long a session takes to give a question and to save an answer, beside a bare
 * insert into a file of its own with the same pragmas, committed in turn with the answers.
 * May use: cpc.h, base, SQLite. Must not know: the inside of the engine.
 *
 * usage: bench_study FILE DAY ANSWERS    FILE holds a bank, its log grows; DAY is today. Prints
 *        microseconds: the start of the session, the first question, and medians of the other
 *        questions, the answers and the bare inserts.
 */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/day.h"
#include "cpc.h"

#define ANSWERS_MOST 10000

struct times {
	int64_t start, first;
	int64_t next[ANSWERS_MOST], answer[ANSWERS_MOST], insert[ANSWERS_MOST];
	size_t n;
};

struct peer {
	sqlite3 *db;
	sqlite3_stmt *insert;
};

static int64_t now_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int fail(const char *what)
{
	fprintf(stderr, "bench_study: %s\n", what);
	return 1;
}

static bool open_peer(const char *path, struct peer *peer)
{
	static const char set_up[] =
		"pragma journal_mode = delete; pragma synchronous = extra;"
		"create table answer (id integer primary key, at_ms integer, body text)";
	static const char insert[] = "insert into answer (at_ms, body) values (?1, ?2)";
	unlink(path);
	return sqlite3_open(path, &peer->db) == SQLITE_OK &&
	       sqlite3_exec(peer->db, set_up, NULL, NULL, NULL) == SQLITE_OK &&
	       sqlite3_prepare_v2(peer->db, insert, -1, &peer->insert, NULL) == SQLITE_OK;
}

static bool insert_one(struct peer *peer, int64_t at_ms)
{
	char body[200]; /* about as long as what is stored of an answer */
	memset(body, 'x', sizeof body);
	sqlite3_bind_int64(peer->insert, 1, at_ms);
	sqlite3_bind_text(peer->insert, 2, body, sizeof body, SQLITE_STATIC);
	int rc = sqlite3_step(peer->insert);
	sqlite3_reset(peer->insert);
	return rc == SQLITE_DONE;
}

static void close_peer(const char *path, struct peer *peer)
{
	sqlite3_finalize(peer->insert);
	sqlite3_close(peer->db);
	unlink(path);
}

/* New concepts without end, so that there is always a question left. */
static int hold(cpc_study *s, struct cpc_time now, struct peer *peer, size_t wanted,
	struct times *t, struct cpc_error *err)
{
	int rc = CPC_OK;
	for (t->n = 0; t->n < wanted; t->n++) {
		struct cpc_question q;
		struct cpc_verdict v;
		struct cpc_answer answer = {.choice = (int)(t->n % 4)};
		int64_t begin = now_ns();
		rc = cpc_study_next(s, now, &q, err);
		int64_t asked = now_ns();
		if (rc)
			break;
		now.at_ms += 20000;
		int64_t given = now_ns();
		rc = cpc_study_answer(s, &answer, now, &v, err);
		int64_t saved = now_ns();
		if (rc || !insert_one(peer, now.at_ms))
			break;
		t->insert[t->n] = now_ns() - saved;
		t->answer[t->n] = saved - given;
		t->next[t->n] = asked - begin;
	}
	return rc == CPC_NO ? CPC_OK : rc;
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static double median_us(int64_t *ns, size_t n)
{
	size_t middle = n / 2;
	qsort(ns, n, sizeof *ns, by_value);
	return n ? (double)ns[middle] / 1000 : 0;
}

static int measure(cpc *c, struct cpc_time now, struct peer *peer, size_t wanted, struct times *t,
	struct cpc_error *err)
{
	cpc_study *s;
	struct cpc_study_options options = {.seed = 1, .new_concepts = 10000};
	int64_t begin = now_ns();
	int rc = cpc_study_start(c, &options, now, &s, err);
	t->start = now_ns() - begin;
	if (!rc)
		rc = hold(s, now, peer, wanted, t, err);
	cpc_study_free(s);
	t->first = t->next[0];
	return rc;
}

static void print(struct times *t)
{
	printf("answers %zu\nstart %.1f\nfirst %.1f\n", t->n, (double)t->start / 1000,
		(double)t->first / 1000);
	printf("next %.1f\nanswer %.1f\ninsert %.1f\n", median_us(t->next, t->n),
		median_us(t->answer, t->n), median_us(t->insert, t->n));
}

int main(int argc, char **argv)
{
	static struct times t;
	struct peer peer;
	struct cpc_error err;
	cpc *c;
	int64_t day, wanted;
	char beside[4096];
	if (argc != 4 || !day_parse(str_of(argv[2]), &day) ||
		!str_to_i64(str_of(argv[3]), 1, ANSWERS_MOST, &wanted))
		return fail("usage: bench_study FILE DAY ANSWERS");
	snprintf(beside, sizeof beside, "%s.peer", argv[1]);
	if (!open_peer(beside, &peer))
		return fail("cannot begin");
	struct cpc_time now = {day * DAY_MS + DAY_MS / 2, 0};
	int rc = cpc_open(argv[1], &c, &err);
	if (!rc)
		rc = measure(c, now, &peer, (size_t)wanted, &t, &err);
	cpc_close(c);
	close_peer(beside, &peer);
	if (rc)
		return fail(err.text);
	print(&t);
	return 0;
}
