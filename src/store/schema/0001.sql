-- 0001.sql - the first shape of a learner's file.
--
-- Content (domain .. question_fts) comes from question files and may be read again. The log
-- (event) is the truth about the learner. Everything below "derived" follows from the log, the
-- settings in it and the bank, and `cpc doctor --rebuild` makes it anew.
--
-- A check of three words or more is a chain of `or`: for `in` SQLite would make a table of them with
-- every row that is written.

create table identity (          -- about this file: device, program
	key text primary key,
	value text not null
) strict, without rowid;

-- Content ------------------------------------------------------------------------------------

create table domain (            -- the exam blueprint
	slug text primary key,
	section text not null,
	title text not null,
	n integer not null check (n between 1 and 100),  -- of the 100 questions of an exam
	verified integer not null check (verified in (0, 1)),
	prefix text not null,
	ord integer not null
) strict, without rowid;

create table question_set (
	id integer primary key,
	slug text not null unique,
	origin text not null check (origin in ('shipped', 'import')),
	loaded_ms integer not null
) strict;

create table bank_file (         -- what was read, to see cheaply whether it changed
	path text primary key,   -- below the bank's folder
	set_id integer references question_set (id) on delete cascade,  -- null: the blueprint
	size integer not null,
	mtime_ns integer not null,
	hash integer not null
) strict, without rowid;

create index bank_file_set_id on bank_file (set_id);

create table question (
	id integer primary key,
	qid text not null unique,        -- <set>/<slug>, for ever
	set_id integer not null references question_set (id) on delete cascade,
	path text not null,              -- the file it was read from
	ord integer not null,            -- its place in the set
	domain text not null references domain (slug),
	concept text not null,           -- <set>:<concept>, or the qid of a question without one
	year integer not null,
	difficulty integer not null check (difficulty between 1 and 3),
	basis text check (basis = 'data' or basis = 'text' or basis = 'book'),
	source text,
	payer text not null check (payer = 'any' or payer = 'cpt' or payer = 'medicare'),
	pool text not null check (pool in ('practice', 'mock')),
	reviewed text,
	title text not null,
	stem text not null,
	rule text not null,
	hash integer not null            -- of the content: tells that it changed, not what it is
) strict;

create index question_concept on question (concept, pool);
create index question_domain on question (domain, pool);
create index question_path on question (path);
create index question_set_id on question (set_id);

create table choice (
	question_id integer not null references question (id) on delete cascade,
	pos integer not null check (pos >= 0),  -- the written order, from 0
	kind text not null check (kind = 'choice' or kind = 'accept' or kind = 'pattern'),
	is_key integer not null check (is_key in (0, 1)),
	text text not null,
	rationale text not null,
	primary key (question_id, pos)
) strict, without rowid;

create table question_code (
	question_id integer not null references question (id) on delete cascade,
	code text not null,
	system text not null check (system = 'cpt' or system = 'hcpcs' or system = 'icd10cm'),
	written integer not null check (written in (0, 1)),  -- 1: from the line `codes:`
	primary key (question_id, code)
) strict, without rowid;

create index question_code_code on question_code (code);

create table question_tag (
	question_id integer not null references question (id) on delete cascade,
	tag text not null,
	primary key (question_id, tag)
) strict, without rowid;

create index question_tag_tag on question_tag (tag);

create view question_text (id, body) as
	select q.id, q.title || char(10) || q.stem || char(10) || q.rule || char(10) ||
		(select group_concat(c.text || ' ' || c.rationale, char(10))
			from choice c where c.question_id = q.id)
	from question q;

create virtual table question_fts using fts5 (
	body, content = 'question_text', content_rowid = 'id', tokenize = 'unicode61');

-- The log ------------------------------------------------------------------------------------

create table event (
	device text not null,
	seq integer not null check (seq >= 1),   -- contiguous for each device
	at_ms integer not null,                  -- UTC
	tz_min integer not null check (tz_min between -900 and 900),  -- minutes east of UTC
	kind text not null,
	subject text not null,
	body text not null,                      -- JSON, written by json_object()
	primary key (device, seq)
) strict, without rowid;

create index event_undo on event (subject) where kind = 'undo';
create index event_flag on event (subject, device, seq) where kind = 'flag';
create index event_config on event (subject, device, seq) where kind = 'config';

-- The last word of each device on each setting and flag: by seq, since a clock may go back.
create view last_word as
	select kind, subject, device, at_ms, body from (
		select kind, subject, device, at_ms, body, row_number() over (
			partition by kind, subject, device order by seq desc) as n
		from event where kind in ('flag', 'config'))
	where n = 1;

-- Of those the latest over all devices: what stands. (JSON is taken apart in queries.sql: a schema
-- that is not trusted may not call its functions.)
create view final_word as
	select kind, subject, at_ms, body from (
		select kind, subject, at_ms, body, row_number() over (
			partition by kind, subject order by at_ms desc, device desc) as n
		from last_word)
	where n = 1;

-- Also what would slip past the other two: `insert or replace` fires no trigger for what it deletes.
create trigger event_next before insert on event
when new.seq <> (select coalesce(max(seq), 0) + 1 from event where device = new.device)
begin
	select raise(abort, 'the log has no gaps');
end;

create trigger event_no_update before update on event begin
	select raise(abort, 'the log is append-only');
end;

create trigger event_no_delete before delete on event begin
	select raise(abort, 'the log is append-only');
end;

-- Derived ------------------------------------------------------------------------------------

create table setting (
	key text primary key,
	value text not null
) strict, without rowid;

create table flag (
	qid text primary key,
	at_ms integer not null
) strict, without rowid;

create table review (            -- an answer that was not undone
	device text not null,
	seq integer not null,
	at_ms integer not null,
	day integer not null,    -- the learner's day, as it was when the answer was given
	qid text not null,
	concept text not null,   -- the question's concept in today's bank
	grade integer not null check (grade between 1 and 4),
	is_right integer not null check (is_right in (0, 1)),
	ms integer not null check (ms >= 0),
	primary key (device, seq)
) strict, without rowid;

create index review_concept on review (concept, at_ms, device, seq, day, grade);
create index review_qid on review (qid, at_ms);
create index review_day on review (day, at_ms, is_right, ms);

create table concept (           -- what the practice pool of the bank can ask
	concept text primary key,
	domain text not null,
	ord integer not null,
	introduced integer not null check (introduced in (0, 1))  -- 1: it has a card
) strict, without rowid;

create index concept_new on concept (domain, ord) where introduced = 0;

create table tally (             -- sums of the practice pool, so that starting counts nothing
	domain text primary key,
	questions integer not null,
	concepts integer not null,
	introduced integer not null
) strict, without rowid;

create trigger concept_tally after update of introduced on concept begin
	update tally set introduced = introduced + new.introduced - old.introduced
	where domain = new.domain;
end;

create table card (              -- what the learner remembers of a concept
	concept text primary key,
	stability real not null check (stability > 0),    -- days
	difficulty real not null check (difficulty between 1 and 10),
	first_day integer not null,
	last_day integer not null,
	due_day integer not null,
	reps integer not null check (reps >= 1),
	lapses integer not null check (lapses >= 0),
	active integer not null check (active in (0, 1))  -- 1: the bank can ask it
) strict;

-- All that the order of the due cards is made of, so that the table itself is not read for it.
create index card_due on card (active, due_day, last_day, stability);
create index card_first on card (first_day);
