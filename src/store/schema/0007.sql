-- 0007.sql - question sets of the learner's own: what each import brought and changed, domains that no
-- exam draws from, and the kinds of questions that no exam asks.

-- A check cannot be changed: the table is made anew. The view reads it, so it goes, and comes below.
drop view question_text;

create table choice_new (
	question_id integer not null references question (id) on delete cascade,
	pos integer not null check (pos >= 0),  -- the written order, from 0
	kind text not null check (kind = 'choice' or kind = 'accept' or kind = 'pattern' or kind = 'number'),
	is_key integer not null check (is_key in (0, 1)),
	text text not null,
	rationale text not null,
	primary key (question_id, pos)
) strict, without rowid;

insert into choice_new (question_id, pos, kind, is_key, text, rationale)
select question_id, pos, kind, is_key, text, rationale from choice;
drop table choice;
alter table choice_new rename to choice;

-- single: one of the choices is the key, which is all that an exam asks.
alter table question add column kind text not null default 'single'
	check (kind = 'single' or kind = 'multiple' or kind = 'true-false' or kind = 'typed' or
		kind = 'numeric');
update question set kind = 'typed'
where exists (select 1 from choice c where c.question_id = question.id and c.kind <> 'choice');
update question set kind = 'true-false'
where kind = 'single' and (select group_concat(lower(t), ' ') from (
	select text as t from choice c where c.question_id = question.id order by lower(text))) = 'false true';

drop index question_draw;
create index question_draw on question (domain, pool, kind, qid);

-- Words of 4 MiB are gathered before they are written, and merged when there are sixteen such writings:
-- with the usual quarter and four an import took a fifth longer.
insert into question_fts (question_fts, rank) values ('hashsize', 4194304), ('automerge', 0);

-- What an exam may draw: of the mock pool (mock) and of the practice pool (drawable).
alter table tally add column drawable integer not null default 0;
delete from tally;
insert into tally (domain, questions, concepts, introduced, mock, drawable)
select domain, sum(questions), sum(concepts), sum(introduced), sum(mock), sum(drawable) from (
	select domain, sum(pool = 'practice') as questions, 0 as concepts, 0 as introduced,
		sum(pool = 'mock' and kind = 'single') as mock,
		sum(pool = 'practice' and kind = 'single') as drawable
		from question group by domain
	union all select domain, 0, count(*), sum(introduced), 0, 0 from concept group by domain)
group by domain;

-- 1: a domain of a set that the learner brought. No exam draws from it, and `n` is its weight in study.
alter table domain add column own integer not null default 0 check (own in (0, 1));

-- The lines `codes:` and `tags:` as they were written, in place of tables of their items: the full-text
-- index finds a code or a tag as well, and filling the tables took a fifth of an import.
alter table question add column codes text not null default '';
alter table question add column tags text not null default '';
update question set
	codes = coalesce((select group_concat(code, ', ') from question_code k
		where k.question_id = question.id and k.written = 1), ''),
	tags = coalesce((select group_concat(tag, ', ') from question_tag t
		where t.question_id = question.id), '');
drop table question_code;
drop table question_tag;

create view question_text (id, body) as
	select q.id, q.title || char(10) || q.stem || char(10) || q.rule || char(10) || q.codes || char(10) ||
		q.tags || char(10) || (select group_concat(c.text || ' ' || c.rationale, char(10))
			from choice c where c.question_id = q.id)
	from question q;

insert into question_fts (question_fts) values ('rebuild');

-- One index for sets, their files and the order in these, in place of two that gave no order.
drop index question_set_id;
drop index question_path;
create index question_place on question (set_id, path, ord);

create table import (
	id integer primary key,
	at_ms integer not null,
	files text not null,             -- their names, a line each
	sets text not null,              -- their slugs, a line each
	added integer not null,
	changed integer not null
) strict;

-- The import that brought a question; null: the shipped bank, or an older version of the program.
alter table question add column import integer;
create index question_import on question (import) where import is not null;

create table import_before (     -- a question as it was before an import changed it
	import integer not null references import (id) on delete cascade,
	qid text not null,
	row text not null,               -- JSON: its row in question
	choices text not null,           -- JSON: its rows in choice
	primary key (import, qid)
) strict, without rowid;

create index import_before_qid on import_before (qid);

-- Readiness for the exam counts first answers to questions of the exam's kind only: half of all true or
-- false ones are guessed. A view says which domain an answer speaks for.
create view question_speaks (qid, domain) as
	select qid, iif(kind = 'single', domain, '') from question;

drop trigger review_seen;
create trigger review_seen after insert on review
when not exists (select 1 from sight s where s.qid = new.qid
	and (s.at_ms, s.device, s.seq) < (new.at_ms, new.device, new.seq))
begin
	delete from sight where qid = new.qid;
	insert into sight (qid, device, seq, at_ms, day, is_right, domain)
	values (new.qid, new.device, new.seq, new.at_ms, new.day, new.is_right,
		coalesce((select domain from question_speaks where qid = new.qid), ''));
end;

drop trigger review_unseen;
create trigger review_unseen after delete on review
when exists (select 1 from sight s
	where s.qid = old.qid and s.device = old.device and s.seq = old.seq)
begin
	delete from sight where qid = old.qid;
	insert into sight (qid, device, seq, at_ms, day, is_right, domain)
	select r.qid, r.device, r.seq, r.at_ms, r.day, r.is_right,
		coalesce((select q.domain from question_speaks q where q.qid = r.qid), '')
	from review r where r.qid = old.qid order by r.at_ms, r.device, r.seq limit 1;
end;

update sight set domain = ''
where domain <> '' and exists (select 1 from question q where q.qid = sight.qid and q.kind <> 'single');
