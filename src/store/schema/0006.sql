-- 0006.sql - readiness: the first answer to each question, counted by day and domain; what was
-- forecast before each exam; how sure the candidate was of each answer.

create table sight (             -- derived: the first answer ever to a question, undone ones apart
	qid text primary key,
	device text not null,    -- of the review
	seq integer not null,
	at_ms integer not null,
	day integer not null,
	is_right integer not null check (is_right in (0, 1)),
	domain text not null     -- the question's in today's bank; '' when it has left it
) strict, without rowid;

create table sight_day (         -- derived: their sums, so that readiness reads no log
	day integer not null,
	domain text not null,
	seen integer not null,
	right integer not null,
	primary key (day, domain)
) strict, without rowid;

create trigger sight_added after insert on sight begin
	insert into sight_day (day, domain, seen, right)
	values (new.day, new.domain, 1, new.is_right)
	on conflict (day, domain) do update set seen = seen + 1, right = right + excluded.right;
end;

create trigger sight_dropped after delete on sight begin
	update sight_day set seen = seen - 1, right = right - old.is_right
	where day = old.day and domain = old.domain;
	delete from sight_day where day = old.day and domain = old.domain and seen = 0;
end;

create trigger sight_moved after update of domain on sight begin
	update sight_day set seen = seen - 1, right = right - old.is_right
	where day = old.day and domain = old.domain;
	delete from sight_day where day = old.day and domain = old.domain and seen = 0;
	insert into sight_day (day, domain, seen, right)
	values (new.day, new.domain, 1, new.is_right)
	on conflict (day, domain) do update set seen = seen + 1, right = right + excluded.right;
end;

-- Whatever order answers come in, the earliest in the order of replay is the first.
create trigger review_seen after insert on review
when not exists (select 1 from sight s where s.qid = new.qid
	and (s.at_ms, s.device, s.seq) < (new.at_ms, new.device, new.seq))
begin
	delete from sight where qid = new.qid;
	insert into sight (qid, device, seq, at_ms, day, is_right, domain)
	values (new.qid, new.device, new.seq, new.at_ms, new.day, new.is_right,
		coalesce((select domain from question where qid = new.qid), ''));
end;

create trigger review_unseen after delete on review
when exists (select 1 from sight s
	where s.qid = old.qid and s.device = old.device and s.seq = old.seq)
begin
	delete from sight where qid = old.qid;
	insert into sight (qid, device, seq, at_ms, day, is_right, domain)
	select r.qid, r.device, r.seq, r.at_ms, r.day, r.is_right,
		coalesce((select q.domain from question q where q.qid = r.qid), '')
	from review r where r.qid = old.qid order by r.at_ms, r.device, r.seq limit 1;
end;

insert into sight (qid, device, seq, at_ms, day, is_right, domain)
select r.qid, r.device, r.seq, r.at_ms, r.day, r.is_right,
	coalesce((select q.domain from question q where q.qid = r.qid), '')
from (select *, row_number() over (partition by qid order by at_ms, device, seq) as n
	from review) r
where n = 1;

create index concept_met on concept (domain, ord) where introduced = 1;

-- Before the exam, of this exam: the chance of passing (null: too little was known), right answers
-- expected, the ends of their 80 % interval, and the share of questions in domains known well enough.
-- All null for an exam of an older version.
alter table exam add column chance real;
alter table exam add column expected real;
alter table exam add column low real;
alter table exam add column high real;
alter table exam add column coverage real;

alter table exam_item add column confidence integer not null default 0  -- -1 guessed, 1 sure
	check (confidence between -1 and 1);
