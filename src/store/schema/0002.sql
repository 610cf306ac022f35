-- 0002.sql - timed mock exams.
--
-- An exam is a run of events: exam_start, an exam_item for each question with its text as it was
-- drawn, then a step for everything the candidate does. These two tables follow from them.

create table exam (              -- derived
	id text primary key,             -- <device>:<seq> of its exam_start
	number integer not null,         -- 1, 2, 3 ... in the order of their starts
	started_ms integer not null,
	started_day integer not null,    -- the learner's day
	count integer not null check (count >= 1),
	allowed_ms integer not null check (allowed_ms > 0),  -- with the time factor
	practice integer not null check (practice in (0, 1)),  -- 1: may be paused
	seed integer not null,
	status text not null check (status in ('open', 'submitted', 'abandoned')),
	paused integer not null check (paused in (0, 1)),
	position integer not null check (position >= 0),  -- of the question shown, from 0
	used_ms integer not null check (used_ms >= 0),  -- of the time allowed, at last_ms
	last_ms integer not null,        -- at_ms of the last event
	reason text                      -- of its end: 'candidate', 'time'; null while open
) strict, without rowid;

create unique index exam_number on exam (number);
create index exam_status on exam (status, number);

create table exam_item (         -- derived
	exam text not null references exam (id) on delete cascade,
	pos integer not null check (pos >= 0),  -- from 0
	qid text not null,
	concept text not null,
	domain text not null,
	hash integer not null,           -- of the question as it was drawn
	seed integer not null,           -- of the order of its choices
	stem text not null,
	title text not null,
	rule text not null,
	source text,
	basis text,
	choices text not null,           -- JSON: kind, key, text, why of each, in the written order
	chosen integer,                  -- written position; null: blank
	typed text,                      -- the answer to a question that wants it typed
	is_right integer,                -- null: blank
	first_chosen integer,
	changes integer not null default 0,
	flagged integer not null default 0,
	struck integer not null default 0,  -- bit k: written choice k was struck out
	note text,
	spent_ms integer not null default 0,
	primary key (exam, pos)
) strict, without rowid;

create index exam_item_qid on exam_item (qid);

create index event_exam on event (device, seq) where kind glob 'exam_*';

create index question_draw on question (domain, pool, qid);
drop index question_domain;
