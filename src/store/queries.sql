-- queries.sql - every statement of the program that is not schema, pragma or migration.
-- A line `-- name: x` opens the statement Q_X. Parameters are ?1, ?2, ...; the comment says which.
-- tests/sql prepares each and looks at its query plan.

-- name: identity_get
-- key
select value from identity where key = ?1;

-- name: identity_device
-- The name of this file in the log, once and for ever.
insert into identity (key, value) values ('device', lower(hex(randomblob(8))))
on conflict do nothing;

-- name: domain_put
-- slug, section, title, n, verified, prefix, ord
insert into domain (slug, section, title, n, verified, prefix, ord)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
on conflict (slug) do update set section = excluded.section, title = excluded.title,
	n = excluded.n, verified = excluded.verified, prefix = excluded.prefix, ord = excluded.ord;

-- name: domain_unlist
-- Before the blueprint is read again; what keeps ord -1 afterwards has left it.
update domain set ord = -1;

-- name: domain_drop_unlisted
delete from domain
where ord = -1 and not exists (select 1 from question q where q.domain = domain.slug);

-- name: domain_list
select slug, section, title, n from domain where ord >= 0 order by ord;

-- name: bank_file_list
select path, size, mtime_ns, hash from bank_file order by path;

-- name: bank_file_put
-- path, set_id, size, mtime_ns, hash
insert into bank_file (path, set_id, size, mtime_ns, hash) values (?1, ?2, ?3, ?4, ?5)
on conflict (path) do update set set_id = excluded.set_id, size = excluded.size,
	mtime_ns = excluded.mtime_ns, hash = excluded.hash;

-- name: bank_file_touch
-- size, mtime_ns, path: the same content with another time
update bank_file set size = ?1, mtime_ns = ?2 where path = ?3;

-- name: bank_file_drop
-- path
delete from bank_file where path = ?1;

-- name: set_put
-- slug, origin, loaded_ms
insert into question_set (slug, origin, loaded_ms) values (?1, ?2, ?3)
on conflict (slug) do update set loaded_ms = excluded.loaded_ms
returning id, origin;

-- name: question_of_path
-- path: what was read from that file before
select id, qid, hash from question where path = ?1 order by qid;

-- name: question_find
-- qid
select id, hash, path from question where qid = ?1;

-- name: question_put
-- qid, set_id, path, ord, domain, concept, year, difficulty, basis, source, payer, pool, reviewed,
-- title, stem, rule, hash
insert into question (qid, set_id, path, ord, domain, concept, year, difficulty, basis, source,
	payer, pool, reviewed, title, stem, rule, hash)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17);

-- name: question_move
-- ord, path, id: an unchanged question at another place
update question set ord = ?1, path = ?2 where id = ?3;

-- name: question_drop
-- id
delete from question where id = ?1;

-- name: question_count
select count(*) from question;

-- name: question_count_practice
select count(*) from question where pool = 'practice';

-- name: choice_put
-- question_id, pos, kind, is_key, text, rationale
insert into choice (question_id, pos, kind, is_key, text, rationale)
values (?1, ?2, ?3, ?4, ?5, ?6);

-- name: code_put
-- question_id, code, system, written
insert into question_code (question_id, code, system, written) values (?1, ?2, ?3, ?4)
on conflict do nothing;

-- name: tag_put
-- question_id, tag
insert into question_tag (question_id, tag) values (?1, ?2) on conflict do nothing;

-- name: fts_put
-- question_id, once its choices are there
insert into question_fts (rowid, body) select id, body from question_text where id = ?1;

-- name: fts_drop
-- question_id, while the question is still there
insert into question_fts (question_fts, rowid, body)
select 'delete', id, body from question_text where id = ?1;

-- name: concept_clear
delete from concept;

-- name: concept_fill
-- A concept stands in the domain of its first practice question.
insert into concept (concept, domain, ord, introduced)
select q.concept, q.domain, min(q.set_id * 1000000000 + q.ord),
	exists (select 1 from card k where k.concept = q.concept)
from question q where q.pool = 'practice' group by q.concept;

-- name: concept_introduced
-- introduced, concept
update concept set introduced = ?1 where concept = ?2;

-- name: concept_count
select count(*), coalesce(sum(introduced), 0) from concept;

-- name: concept_count_new
-- domain or null
select count(*) from concept where introduced = 0 and (?1 is null or domain = ?1);

-- name: concept_introduced_by_domain
select domain, count(*) from concept where introduced = 1 group by domain;

-- name: concept_new_of_domain
-- domain, how many
select concept from concept where domain = ?1 and introduced = 0 order by ord limit ?2;

-- name: card_put
-- concept, stability, difficulty, first_day, last_day, due_day, reps, lapses
insert into card (concept, stability, difficulty, first_day, last_day, due_day, reps, lapses,
	active)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, exists (select 1 from concept where concept = ?1))
on conflict (concept) do update set stability = excluded.stability,
	difficulty = excluded.difficulty, first_day = excluded.first_day,
	last_day = excluded.last_day, due_day = excluded.due_day, reps = excluded.reps,
	lapses = excluded.lapses, active = excluded.active;

-- name: card_drop
-- concept
delete from card where concept = ?1;

-- name: card_clear
delete from card;

-- name: card_activate
-- After the bank changed: the cards whose questions came or went.
update card set active = 1 - active
where active <> exists (select 1 from concept c where c.concept = card.concept);

-- name: card_due_count
-- day
select count(*) from card where active = 1 and due_day <= ?1;

-- name: card_due_count_domain
-- day, domain
select count(*) from card k join concept c on c.concept = k.concept
where k.active = 1 and k.due_day <= ?1 and c.domain = ?2;

-- name: card_due_list
-- day, how many: lowest retrievability first, which falls as elapsed days / stability grow
select k.concept, c.domain, max(?1 - k.last_day, 0), k.stability
from card k join concept c on c.concept = k.concept
where k.rowid in (
	select rowid from card where active = 1 and due_day <= ?1
	order by max(?1 - last_day, 0) / stability desc, rowid limit ?2)
order by max(?1 - k.last_day, 0) / k.stability desc, k.rowid;

-- name: card_due_list_domain
-- day, how many, domain
select k.concept, c.domain, max(?1 - k.last_day, 0), k.stability
from card k join concept c on c.concept = k.concept
where k.active = 1 and k.due_day <= ?1 and c.domain = ?3
order by max(?1 - k.last_day, 0) / k.stability desc, k.concept limit ?2;

-- name: card_due_day
-- concept
select due_day from card where concept = ?1;

-- name: card_first_count
-- day: concepts met for the first time on it
select count(*) from card where first_day = ?1;

-- name: question_of_concept
-- concept: the practice question of it that was asked longest ago
select q.id from question q
where q.concept = ?1 and q.pool = 'practice'
order by (select max(r.at_ms) from review r where r.qid = q.qid) nulls first, q.ord limit 1;

-- name: question_get
-- id
select q.qid, q.domain, coalesce(d.title, q.domain), q.stem, q.title, q.rule, q.source, q.basis,
	q.hash, q.concept
from question q left join domain d on d.slug = q.domain where q.id = ?1;

-- name: choice_list
-- question_id
select kind, is_key, text, rationale from choice where question_id = ?1 order by pos;

-- name: event_answer
-- device, at_ms, tz_min, qid, concept, day, grade, is_right, choice (written position, -1 typed),
-- text, confidence, hinted, ms, seed, mode, hash
insert into event (device, seq, at_ms, tz_min, kind, subject, body)
select ?1, coalesce(max(seq), 0) + 1, ?2, ?3, 'answer', ?4,
	json_object('concept', ?5, 'day', ?6, 'grade', ?7, 'right', ?8, 'choice', ?9, 'text', ?10,
		'confidence', ?11, 'hinted', ?12, 'ms', ?13, 'seed', ?14, 'mode', ?15, 'hash', ?16)
from event where device = ?1
returning seq;

-- name: event_undo
-- device, at_ms, tz_min, device of the answer, seq of the answer
insert into event (device, seq, at_ms, tz_min, kind, subject, body)
select ?1, coalesce(max(seq), 0) + 1, ?2, ?3, 'undo', ?4 || ':' || ?5, '{}'
from event where device = ?1;

-- name: event_flag
-- device, at_ms, tz_min, qid, on
insert into event (device, seq, at_ms, tz_min, kind, subject, body)
select ?1, coalesce(max(seq), 0) + 1, ?2, ?3, 'flag', ?4, json_object('on', ?5)
from event where device = ?1;

-- name: event_config
-- device, at_ms, tz_min, key, value or null
insert into event (device, seq, at_ms, tz_min, kind, subject, body)
select ?1, coalesce(max(seq), 0) + 1, ?2, ?3, 'config', ?4, json_object('value', ?5)
from event where device = ?1;

-- name: event_count
select count(*) from event;

-- name: event_gaps
-- devices whose numbers are not 1, 2, 3, ...
select device, count(*), max(seq) from event group by device
having count(*) <> max(seq) or min(seq) <> 1;

-- name: review_put
-- device, seq of the answer. In today's bank a question may belong to another concept than when it
-- was answered; its history goes with it.
insert into review (device, seq, at_ms, day, qid, concept, grade, is_right, ms)
select e.device, e.seq, e.at_ms, e.body ->> 'day', e.subject,
	coalesce((select q.concept from question q where q.qid = e.subject), e.body ->> 'concept'),
	e.body ->> 'grade', e.body ->> 'right', e.body ->> 'ms'
from event e where e.device = ?1 and e.seq = ?2;

-- name: review_drop
-- device, seq
delete from review where device = ?1 and seq = ?2;

-- name: review_clear
delete from review;

-- name: event_answers
-- every answer that was not undone
select device, seq from event e
where e.kind = 'answer' and not exists (
	select 1 from event u where u.kind = 'undo' and u.subject = e.device || ':' || e.seq);

-- name: review_moved
-- Answers whose question has another concept since the bank was edited: both concepts.
select distinct r.concept, q.concept from review r join question q on q.qid = r.qid
where q.concept <> r.concept;

-- name: review_move
update review set concept = (select q.concept from question q where q.qid = review.qid)
where exists (
	select 1 from question q where q.qid = review.qid and q.concept <> review.concept);

-- name: review_of_concept
-- concept, in the order of replay
select day, grade from review where concept = ?1 order by at_ms, device, seq;

-- name: review_all
-- For a rebuild: concept after concept, each in the order of replay.
select concept, day, grade from review order by concept, at_ms, device, seq;

-- name: review_count
select count(*) from review;

-- name: card_count
select count(*) from card;

-- name: review_recent_times
-- how many
select ms from review where is_right = 1 order by at_ms desc limit ?1;

-- name: review_day_total
-- day
select count(*), coalesce(sum(is_right), 0) from review where day = ?1;

-- name: review_day_before
-- day: the last day before it with an answer
select max(day) from review where day < ?1;

-- name: flag_get
-- qid
select at_ms from flag where qid = ?1;

-- name: flag_drop
-- qid, or null for all
delete from flag where ?1 is null or qid = ?1;

-- name: flag_fill
-- qid, or null for all: what the devices said last, the latest of them
insert into flag (qid, at_ms)
select subject, at_ms from (
	select subject, at_ms, body, row_number() over (
		partition by subject order by at_ms desc, device desc) as n
	from last_word where kind = 'flag' and (?1 is null or subject = ?1))
where n = 1 and body ->> 'on' = 1;

-- name: setting_get
-- key
select value from setting where key = ?1;

-- name: setting_drop
-- key, or null for all
delete from setting where ?1 is null or key = ?1;

-- name: setting_fill
-- key, or null for all
insert into setting (key, value)
select subject, body ->> 'value' from (
	select subject, body, row_number() over (
		partition by subject order by at_ms desc, device desc) as n
	from last_word where kind = 'config' and (?1 is null or subject = ?1))
where n = 1 and body ->> 'value' is not null;

-- name: derived_dump
-- Every derived row as one text, in no order: doctor compares them before and after a rebuild.
select 'card ' || json_array(concept, stability, difficulty, first_day, last_day, due_day, reps,
	lapses, active) from card
union all select 'review ' || json_array(device, seq, at_ms, day, qid, concept, grade, is_right, ms)
	from review
union all select 'flag ' || json_array(qid, at_ms) from flag
union all select 'setting ' || json_array(key, value) from setting
union all select 'concept ' || json_array(concept, domain, ord, introduced) from concept;
