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
	n = excluded.n, verified = excluded.verified, prefix = excluded.prefix, ord = excluded.ord, own = 0;

-- name: domain_unlist
-- Before the blueprint is read again; what keeps ord -1 afterwards has left it.
update domain set ord = -1 where own = 0;

-- name: domain_drop_unlisted
delete from domain
where ord = -1 and not exists (select 1 from question q where q.domain = domain.slug);

-- name: domain_leave
-- What the learner brought stays in a domain that has left the blueprint: no exam draws from it then.
update domain set section = 'own', ord = 0, verified = 0, prefix = '', own = 1 where ord = -1;

-- name: domain_list
-- the blueprint, then the learner's own
select slug, section, title, n, own from domain where ord >= 0 order by own, ord, slug;

-- name: question_unlisted
-- Files with questions whose domain is not in the blueprint.
select distinct q.path, q.domain from domain d join question q on q.domain = d.slug
where d.ord = -1 and q.import is null order by q.path;

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

-- name: guide_put
-- path, key, figure, ord, label, low, high, is_open, is_about, unit, text, place
insert into guide (path, key, figure, ord, label, low, high, is_open, is_about, unit, text, place)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- name: guide_find
-- path, key, figure
select 1 from guide where path = ?1 and key = ?2 and figure = ?3;

-- name: guide_clear
-- path
delete from guide where path = ?1;

-- name: guide_list
select path, key, figure, label, low, high, is_open, is_about, unit, text, place
from guide order by path, ord;

-- name: set_put
-- slug, origin, loaded_ms
insert into question_set (slug, origin, loaded_ms) values (?1, ?2, ?3)
on conflict (slug) do update set loaded_ms = excluded.loaded_ms
returning id, origin;

-- name: set_find
-- slug
select id, origin from question_set where slug = ?1;

-- name: set_list
select slug from question_set order by slug;

-- name: set_add
-- slug, origin, loaded_ms
insert into question_set (slug, origin, loaded_ms) values (?1, ?2, ?3);

-- name: set_drop_empty
-- Sets that the learner brought, of which nothing is left.
delete from question_set where origin = 'import'
	and not exists (select 1 from question q where q.set_id = question_set.id);

-- name: domain_own
-- slug, title, weight: a domain of a set
insert into domain (slug, section, title, n, verified, prefix, ord, own)
values (?1, 'own', ?2, ?3, 0, '', 0, 1);

-- name: domain_own_drop_empty
delete from domain where own = 1
	and not exists (select 1 from question q where q.domain = domain.slug);

-- name: import_add
-- at_ms, files, sets
insert into import (at_ms, files, sets, added, changed) values (?1, ?2, ?3, 0, 0);

-- name: import_set
-- id, sets, added, changed: what it did
update import set sets = ?2, added = ?3, changed = ?4 where id = ?1;

-- name: import_list
-- newest first
select id, at_ms, files, sets, added, changed from import order by id desc;

-- name: import_find
-- id
select id, at_ms, files, sets, added, changed from import where id = ?1;

-- name: import_keep
-- import, question_id: the question as it is now
insert into import_before (import, qid, row, choices)
select ?1, q.qid, json_object('id', q.id, 'set_id', q.set_id, 'path', q.path, 'ord', q.ord,
	'domain', q.domain, 'concept', q.concept, 'year', q.year, 'difficulty', q.difficulty,
	'basis', q.basis, 'source', q.source, 'payer', q.payer, 'pool', q.pool,
	'reviewed', q.reviewed, 'title', q.title, 'stem', q.stem, 'rule', q.rule, 'hash', q.hash,
	'kind', q.kind, 'import', q.import, 'codes', q.codes, 'tags', q.tags),
	(select json_group_array(json_array(pos, kind, is_key, text, rationale))
		from choice where question_id = q.id)
from question q where q.id = ?2;

-- name: import_halves
-- set_id, beginning of slugs that were made: questions without an id of their own, with their file and
-- choices; those that all files have, true and false, tell nothing
select q.id, q.path || char(31) || (select group_concat(c.kind || c.is_key || c.text, char(31))
		from choice c where c.question_id = q.id), q.hash, q.import
from question q where q.set_id = ?1 and substr(q.qid, instr(q.qid, '/') + 1, length(?2)) = ?2
	and q.kind <> 'true-false';

-- name: import_make_room
-- question_id: for a moment it has a name that no other has
update question set qid = qid || ' ' where id = ?1;

-- name: import_join
-- question_id of the new text, of the old one
update question set
	qid = (select rtrim(o.qid) from question o where o.id = ?2),
	concept = iif(concept = qid, (select rtrim(o.qid) from question o where o.id = ?2), concept),
	import = (select o.import from question o where o.id = ?2)
where id = ?1;

-- name: import_later
-- id: the import that last changed a question of this one
select max(b.import) from import_before b
where b.import > ?1 and (exists (select 1 from question q where q.qid = b.qid and q.import = ?1)
	or exists (select 1 from import_before e where e.import = ?1 and e.qid = b.qid));

-- name: import_unindex
-- id: all that it brought and changed leaves the full-text index
insert into question_fts (question_fts, rowid, body)
select 'delete', id, body from question_text where id in (
	select id from question where import = ?1
	union select q.id from import_before b join question q on q.qid = b.qid where b.import = ?1);

-- name: import_drop_questions
-- id
delete from question where id in (
	select id from question where import = ?1
	union select q.id from import_before b join question q on q.qid = b.qid where b.import = ?1);

-- name: import_restore_domains
-- id, weight: of what was changed, domains that are not there any more
insert into domain (slug, section, title, n, verified, prefix, ord, own)
select distinct row ->> 'domain', 'own', 'Set ' || substr(qid, 1, instr(qid, '/') - 1), ?2, 0, '', 0, 1
from import_before b where b.import = ?1
	and not exists (select 1 from domain d where d.slug = b.row ->> 'domain');

-- name: import_restore
-- id: in the row where it was, unless another question has come there
insert into question (id, qid, set_id, path, ord, domain, concept, year, difficulty, basis, source, payer,
	pool, reviewed, title, stem, rule, hash, kind, import, codes, tags)
select iif(exists (select 1 from question q where q.id = b.row ->> 'id'), null, row ->> 'id'), qid,
	row ->> 'set_id', row ->> 'path', row ->> 'ord', row ->> 'domain',
	row ->> 'concept', row ->> 'year', row ->> 'difficulty', row ->> 'basis', row ->> 'source',
	row ->> 'payer', row ->> 'pool', row ->> 'reviewed', row ->> 'title', row ->> 'stem',
	row ->> 'rule', row ->> 'hash', row ->> 'kind', row ->> 'import',
	row ->> 'codes', row ->> 'tags'
from import_before b where import = ?1;

-- name: import_restore_choices
-- id
insert into choice (question_id, pos, kind, is_key, text, rationale)
select q.id, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4
from import_before b join question q on q.qid = b.qid, json_each(b.choices) j where b.import = ?1;

-- name: import_reindex
-- id: what was restored is known to the full-text index again
insert into question_fts (rowid, body)
select id, body from question_text where id in (
	select q.id from import_before b join question q on q.qid = b.qid where b.import = ?1);

-- name: import_drop
-- id
delete from import where id = ?1;

-- name: question_of_path
-- path: what was read from that file before
select id, qid, hash from question
where set_id = (select set_id from bank_file where path = ?1) and path = ?1 order by qid;

-- name: question_find
-- qid
select id, hash, path, year, coalesce(import, 0), set_id from question where qid = ?1;

-- name: question_put
-- qid, set_id, path, ord, domain, concept, year, difficulty, basis, source, payer, pool, reviewed,
-- title, stem, rule, hash, kind, import or 0, codes, tags
insert into question (qid, set_id, path, ord, domain, concept, year, difficulty, basis, source,
	payer, pool, reviewed, title, stem, rule, hash, kind, import, codes, tags)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
	nullif(?19, 0), ?20, ?21);

-- name: question_move
-- ord, path, id: an unchanged question at another place
update question set ord = ?1, path = ?2 where id = ?3;

-- name: question_drop
-- id
delete from question where id = ?1;

-- name: question_count
select count(*) from question;

-- name: choice_put
-- question_id, pos, kind, is_key, text, rationale
insert into choice (question_id, pos, kind, is_key, text, rationale)
values (?1, ?2, ?3, ?4, ?5, ?6);

-- name: fts_put
-- question_id of the first, JSON list of their texts: what question_text says of them
insert into question_fts (rowid, body)
select ?1 + key, value from json_each(?2);

-- name: fts_drop
-- question_id, while the question is still there
insert into question_fts (question_fts, rowid, body)
select 'delete', id, body from question_text where id = ?1;

-- name: concept_clear
delete from concept;

-- name: concept_fill
-- A concept stands in the domain of its first practice question, by set, file and place in the file.
insert into concept (concept, domain, ord, introduced)
select q.concept, q.domain, min(q.place),
	exists (select 1 from card k where k.concept = q.concept)
from (select concept, domain, row_number() over (order by set_id, path, ord) as place
	from question where pool = 'practice') q group by q.concept;

-- name: concept_introduced
-- introduced, concept
update concept set introduced = ?1 where concept = ?2 and introduced <> ?1;

-- name: tally_clear
delete from tally;

-- name: tally_fill
-- The bank's file of a domain may hold questions of a concept that stands in another.
insert into tally (domain, questions, concepts, introduced, mock, drawable)
select domain, sum(questions), sum(concepts), sum(introduced), sum(mock), sum(drawable) from (
	select domain, sum(pool = 'practice') as questions, 0 as concepts, 0 as introduced,
		sum(pool = 'mock' and kind = 'single') as mock,
		sum(pool = 'practice' and kind = 'single') as drawable
		from question group by domain
	union all select domain, 0, count(*), sum(introduced), 0, 0 from concept group by domain)
group by domain;

-- name: tally_list
select domain, introduced, concepts - introduced from tally;

-- name: tally_total
select coalesce(sum(questions), 0), coalesce(sum(concepts), 0), coalesce(sum(introduced), 0)
from tally;

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
select k.concept, c.domain
from card k join concept c on c.concept = k.concept
where k.rowid in (
	select rowid from card where active = 1 and due_day <= ?1
	order by (?1 - last_day) / stability desc, rowid limit ?2)
order by (?1 - k.last_day) / k.stability desc, k.rowid;

-- name: card_due_list_domain
-- day, how many, domain
select k.concept, c.domain
from card k join concept c on c.concept = k.concept
where k.active = 1 and k.due_day <= ?1 and c.domain = ?3
order by (?1 - k.last_day) / k.stability desc, k.rowid limit ?2;

-- name: card_due_day
-- concept
select due_day from card where concept = ?1;

-- name: card_first_count
-- day: concepts met for the first time on it
select count(*) from card where first_day = ?1;

-- name: question_of_concept
-- concept, domain: the practice question of it that was asked longest ago, one of the domain if
-- there is any (of "" there is none)
select q.id from question q
where q.concept = ?1 and q.pool = 'practice'
order by q.domain <> ?2, (select max(r.at_ms) from review r where r.qid = q.qid) nulls first,
	q.set_id, q.path, q.ord
limit 1;

-- name: question_of_qid
-- qid, in the practice pool
select id from question where qid = ?1 and pool = 'practice';

-- name: question_get
-- id
select q.qid, q.domain, coalesce(d.title, q.domain), q.stem, q.title, q.rule, q.source, q.basis,
	q.hash, q.kind
from question q left join domain d on d.slug = q.domain where q.id = ?1;

-- name: choice_list
-- question_id
select kind, is_key, text, rationale from choice where question_id = ?1 order by pos;

-- name: event_answer
-- device, at_ms, tz_min, qid, concept, day, grade, is_right, choice (written position, -1 typed or
-- several), text, confidence, hinted, ms, seed, mode, hash, choices (bits by written position; 0:
-- not of a question of several right choices, and nothing is said of them)
insert into event (device, seq, at_ms, tz_min, kind, subject, body)
select ?1, last + 1, ?2, ?3, 'answer', ?4, iif(?17 = 0, body, json_insert(body, '$.choices', ?17))
from (select coalesce(max(seq), 0) as last,
		json_object('concept', ?5, 'day', ?6, 'grade', ?7, 'right', ?8, 'choice', ?9,
			'text', ?10, 'confidence', ?11, 'hinted', ?12, 'ms', ?13, 'seed', ?14,
			'mode', ?15, 'hash', ?16) as body
	from event where device = ?1)
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

-- name: event_unreadable
-- how many: events from which nothing could be derived
select device, seq from event
where case
	when not json_valid(body) then 1
	when kind = 'answer' then not (typeof(body ->> 'concept') = 'text'
		and typeof(body ->> 'day') = 'integer' and typeof(body ->> 'ms') = 'integer'
		and body ->> 'ms' >= 0 and coalesce(body ->> 'grade' in (1, 2, 3, 4), 0)
		and coalesce(body ->> 'right' in (0, 1), 0))
	else 0 end
limit ?1;

-- name: review_put
-- device, seq of the answer. In today's bank a question may belong to another concept than when it
-- was answered; its history goes with it.
insert into review (device, seq, at_ms, day, qid, concept, grade, is_right, ms)
select e.device, e.seq, e.at_ms, e.body ->> 'day', e.subject,
	coalesce((select q.concept from question q where q.qid = e.subject), e.body ->> 'concept'),
	e.body ->> 'grade', e.body ->> 'right', e.body ->> 'ms'
from event e where e.device = ?1 and e.seq = ?2
returning concept;

-- name: review_drop
-- device, seq
delete from review where device = ?1 and seq = ?2 returning concept;

-- name: review_clear
-- after sight_clear, or each row would look for the next first answer
delete from review;

-- name: sight_clear
delete from sight;

-- name: sight_domain
-- After the bank changed: first answers go with their questions to other domains.
update sight set domain = coalesce((select q.domain from question_speaks q where q.qid = sight.qid), '')
where domain <> coalesce((select q.domain from question_speaks q where q.qid = sight.qid), '');

-- name: sight_day_list
-- the oldest day wanted
select day, domain, seen, right from sight_day where day >= ?1;

-- name: met_ends
-- domain: the first and the last place of the concepts of it that were met
select (select min(ord) from concept where domain = ?1 and introduced = 1),
	(select max(ord) from concept where domain = ?1 and introduced = 1);

-- name: met_next
-- domain, place: the first concept met at that place or after it
select c.ord, k.last_day, k.stability
from concept c join card k on k.concept = c.concept
where c.domain = ?1 and c.introduced = 1 and c.ord >= ?2 order by c.ord limit 1;

-- name: question_domain
-- qid
select domain from question where qid = ?1;

-- name: forecast_list
-- exams handed in that had a chance told before, oldest first
select e.chance, e.expected, e.count,
	coalesce((select sum(i.is_right) from exam_item i where i.exam = e.id), 0)
from exam e where e.status = 'submitted' and e.chance is not null order by e.number;

-- name: event_answers
-- every answer that was not undone
select device, seq from event e
where e.kind = 'answer' and not exists (
	select 1 from event u where u.kind = 'undo' and u.subject = e.device || ':' || e.seq);

-- name: review_moved
-- Answers that belong to another concept since the bank was edited, as review_put tells it: both
-- concepts.
select distinct was, now from (
	select r.concept as was, coalesce(
		(select q.concept from question q where q.qid = r.qid),
		(select e.body ->> 'concept' from event e
			where e.device = r.device and e.seq = r.seq)) as now
	from review r)
where now <> was;

-- name: review_move
update review set concept = coalesce(
	(select q.concept from question q where q.qid = review.qid),
	(select e.body ->> 'concept' from event e
		where e.device = review.device and e.seq = review.seq))
where concept <> coalesce(
	(select q.concept from question q where q.qid = review.qid),
	(select e.body ->> 'concept' from event e
		where e.device = review.device and e.seq = review.seq));

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
select ms from review where is_right = 1 order by day desc, at_ms desc limit ?1;

-- name: review_day_total
-- day
select count(*), coalesce(sum(is_right), 0) from review where day = ?1;

-- name: review_day_before
-- day: the last day before it with an answer
select max(day) from review where day < ?1;

-- name: flag_get
-- qid
select at_ms from flag where qid = ?1;

-- name: flag_clear
delete from flag;

-- name: flag_drop
-- qid
delete from flag where qid = ?1;

-- name: flag_fill
-- Of all questions: what the devices said last, the latest of them.
insert into flag (qid, at_ms)
select subject, at_ms from final_word where kind = 'flag' and body ->> 'on' = 1;

-- name: flag_put
-- qid: the same for one
insert into flag (qid, at_ms)
select subject, at_ms from final_word
where kind = 'flag' and subject = ?1 and body ->> 'on' = 1;

-- name: setting_get
-- key
select value from setting where key = ?1;

-- name: setting_clear
delete from setting;

-- name: setting_drop
-- key
delete from setting where key = ?1;

-- name: setting_fill
insert into setting (key, value)
select subject, body ->> 'value' from final_word
where kind = 'config' and body ->> 'value' is not null;

-- name: setting_put
-- key
insert into setting (key, value)
select subject, body ->> 'value' from final_word
where kind = 'config' and subject = ?1 and body ->> 'value' is not null;

-- name: derived_dump
-- Every derived row as one text, in no order: doctor compares them before and after a rebuild.
select 'card ' || json_array(concept, stability, difficulty, first_day, last_day, due_day, reps,
	lapses, active) from card
union all select 'review ' || json_array(device, seq, at_ms, day, qid, concept, grade, is_right, ms)
	from review
union all select 'flag ' || json_array(qid, at_ms) from flag
union all select 'setting ' || json_array(key, value) from setting
union all select 'exam ' || json_array(id, number, started_ms, started_day, count, allowed_ms, practice,
	seed, status, paused, position, used_ms, last_ms, reason, open_book, lookups, chance, expected, low,
	high, coverage)
	from exam
union all select 'exam_item ' || json_array(exam, pos, qid, concept, domain, hash, seed, stem, title, rule,
	source, basis, choices, chosen, typed, is_right, first_chosen, changes, flagged, struck, note,
	spent_ms, confidence) from exam_item
union all select 'sight ' || json_array(qid, device, seq, at_ms, day, is_right, domain) from sight
union all select 'sight_day ' || json_array(day, domain, seen, right) from sight_day
union all select 'concept ' || json_array(concept, domain, ord, introduced) from concept
union all select 'tally ' || json_array(domain, questions, concepts, introduced, mock,
	drawable) from tally;

-- name: quiz_candidates
-- domain, section, difficulty or null; unseen, missed, flagged, asked: 1 or 0; set or null
-- With each, the share of wrong answers to its concept; half a wrong one among one more, so that one
-- slip does not outweigh three in four.
select q.qid, q.concept, q.domain,
	(select (sum(r.grade = 1) + 0.5) / (count(*) + 1.0) from review r where r.concept = q.concept)
from question q
where q.pool = 'practice' and (?1 is null or q.domain = ?1)
	and (?2 is null or q.domain in (select slug from domain where section = ?2))
	and (?3 is null or q.difficulty = cast(?3 as integer))
	and (?4 = 0 or not exists (select 1 from review r where r.qid = q.qid))
	and (?5 = 0 or (select r.is_right from review r where r.qid = q.qid
		order by r.at_ms desc, r.device desc, r.seq desc limit 1) = 0)
	and (?6 = 0 or exists (select 1 from flag f where f.qid = q.qid))
	and (?7 = 0 or exists (select 1 from review r where r.concept = q.concept))
	and (?8 is null or q.set_id = (select id from question_set where slug = ?8))
order by q.qid;

-- name: quiz_text
-- qid: what a pattern is looked for in
select q.stem || char(10) || (select coalesce(group_concat(c.text, char(10)), '')
		from choice c where c.question_id = q.id) || char(10) || q.tags || char(10) || q.codes
from question q where q.qid = ?1;

-- name: draw_sizes
-- domain: questions of its mock and of its practice pool that an exam may ask
select mock, drawable from tally where domain = ?1;

-- name: draw_walk
-- domain, pool: all of them in the order of ids, which is the same on every machine, and when each was
-- answered last
select qid, (select max(at_ms) from review r where r.qid = q.qid)
from question q where domain = ?1 and pool = ?2 and kind = 'single' order by qid;

-- name: draw_next
-- domain, pool, after, skip: one of draw_walk, by its distance from another
select qid, (select max(at_ms) from review r where r.qid = q.qid)
from question q where domain = ?1 and pool = ?2 and kind = 'single' and qid > ?3 order by qid limit 1 offset ?4;

-- name: draw_in_exam
-- qid, exam
select 1 from exam_item where qid = ?1 and exam = ?2;

-- name: draw_seen
-- domain: all of it that was answered, and when last
select q.qid, (select max(r.at_ms) from review r where r.qid = q.qid) as last_ms
from question q where q.domain = ?1 and q.kind = 'single' and last_ms is not null;

-- name: exam_last
-- the exam started last
select id from exam order by number desc limit 1;

-- name: exam_open
-- the exam that is open
select id, number from exam where status = 'open' order by number desc limit 1;

-- name: exam_open_state
-- the exam that is open, and how far it is
select number, count, (select count(i.chosen) + count(i.typed) from exam_item i where i.exam = e.id),
	allowed_ms, practice, paused, used_ms, last_ms
from exam e where status = 'open' order by number desc limit 1;

-- name: exam_last_submitted
select id, status from exam where status = 'submitted' order by number desc limit 1;

-- name: exam_find
-- number
select id, status from exam where number = ?1;

-- name: exam_get
-- id
select number, started_ms, started_day, count, allowed_ms, practice, status, paused, position, used_ms,
	last_ms, reason, open_book, lookups, chance, expected, low, high, coverage
from exam where id = ?1;

-- name: exam_list
-- newest first
select e.number, e.started_ms, e.started_day, e.count, e.allowed_ms, e.used_ms, e.status, e.practice,
	coalesce((select sum(i.is_right) from exam_item i where i.exam = e.id), 0),
	(select count(i.chosen) + count(i.typed) from exam_item i where i.exam = e.id), e.chance
from exam e order by e.number desc;

-- name: exam_items
-- id
select qid, concept, domain, hash, seed, stem, title, rule, coalesce(source, ''), coalesce(basis, ''),
	chosen, typed, is_right, first_chosen, changes, flagged, struck, note, spent_ms, confidence
from exam_item where exam = ?1 order by pos;

-- name: exam_choices
-- id
select i.pos, j.value ->> 'kind', j.value ->> 'key', j.value ->> 'text', j.value ->> 'why'
from exam_item i, json_each(i.choices) j where i.exam = ?1 order by i.pos, j.key;

-- name: event_exam_start
-- device, at_ms, tz_min, day, count, allowed_ms, practice, seed, order, open book; the forecast: chance
-- (-1 is null), expected, low, high, coverage
insert into event (device, seq, at_ms, tz_min, kind, subject, body)
select ?1, coalesce(max(seq), 0) + 1, ?2, ?3, 'exam_start', '', json_object('day', ?4, 'count', ?5,
	'allowed', ?6, 'practice', ?7, 'seed', ?8, 'order', ?9, 'open', ?10, 'chance', nullif(?11, -1.0),
	'expected', ?12, 'low', ?13, 'high', ?14, 'coverage', ?15)
from event where device = ?1
returning seq;

-- name: event_exam_item
-- device, at_ms, tz_min, exam, pos, seed, qid: the question as it is now
insert into event (device, seq, at_ms, tz_min, kind, subject, body)
select ?1, (select coalesce(max(seq), 0) + 1 from event where device = ?1), ?2, ?3, 'exam_item', ?4,
	json_object('pos', ?5, 'seed', ?6, 'qid', q.qid, 'concept', q.concept, 'domain', q.domain,
		'hash', q.hash, 'stem', q.stem, 'title', q.title, 'rule', q.rule, 'source', q.source,
		'basis', q.basis, 'choices', json((select json_group_array(json_object('kind', c.kind,
			'key', c.is_key, 'text', c.text, 'why', c.rationale))
			from (select * from choice where question_id = q.id order by pos) c)))
from question q where q.qid = ?7
returning seq;

-- name: event_exam_step
-- device, at_ms, tz_min, kind, exam, pos, value, text, right, used, spent, next; -1 is null;
-- confidence: 0 is null
insert into event (device, seq, at_ms, tz_min, kind, subject, body)
select ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5, json_object('pos', ?6, 'value', nullif(?7, -1),
	'text', ?8, 'right', nullif(?9, -1), 'used', ?10, 'spent', ?11, 'next', nullif(?12, -1),
	'confidence', nullif(?13, 0))
from event where device = ?1
returning seq;

-- name: event_exam_all
-- in the order of replay
select device, seq, kind from event where kind glob 'exam_*' order by device, seq;

-- name: exam_clear
delete from exam;

-- name: exam_item_clear
delete from exam_item;

-- name: exam_apply_start
-- device, seq
insert into exam (id, number, started_ms, started_day, count, allowed_ms, practice, seed, status, paused,
	position, used_ms, last_ms, open_book, chance, expected, low, high, coverage)
select e.device || ':' || e.seq, (select coalesce(max(number), 0) + 1 from exam), e.at_ms,
	e.body ->> 'day', e.body ->> 'count', e.body ->> 'allowed', e.body ->> 'practice',
	e.body ->> 'seed', 'open', 0, 0, 0, e.at_ms, coalesce(e.body ->> 'open', 0),
	e.body ->> 'chance', e.body ->> 'expected', e.body ->> 'low', e.body ->> 'high',
	e.body ->> 'coverage'
from event e where e.device = ?1 and e.seq = ?2;

-- name: exam_apply_item
-- device, seq
insert into exam_item (exam, pos, qid, concept, domain, hash, seed, stem, title, rule, source, basis,
	choices)
select e.subject, e.body ->> 'pos', e.body ->> 'qid', e.body ->> 'concept', e.body ->> 'domain',
	e.body ->> 'hash', e.body ->> 'seed', e.body ->> 'stem', e.body ->> 'title', e.body ->> 'rule',
	e.body ->> 'source', e.body ->> 'basis', e.body -> 'choices'
from event e where e.device = ?1 and e.seq = ?2;

-- name: exam_apply_step
-- device, seq: what a step does to the exam
update exam set used_ms = e.body ->> 'used', last_ms = e.at_ms,
	position = coalesce(e.body ->> 'next', position),
	paused = case e.kind when 'exam_pause' then 1 else 0 end,
	lookups = lookups + (e.kind = 'exam_lookup'),
	status = case e.kind when 'exam_submit' then 'submitted' when 'exam_abandon' then 'abandoned'
		else status end,
	reason = coalesce(reason, case when e.kind in ('exam_submit', 'exam_abandon')
		then e.body ->> 'text' end)
from event e where e.device = ?1 and e.seq = ?2 and exam.id = e.subject;

-- name: exam_apply_answer
-- device, seq: what a step does to its question
update exam_item set spent_ms = spent_ms + (e.body ->> 'spent'),
	chosen = iif(e.kind = 'exam_answer', e.body ->> 'value', chosen),
	typed = iif(e.kind = 'exam_answer', e.body ->> 'text', typed),
	is_right = iif(e.kind = 'exam_answer', e.body ->> 'right', is_right),
	confidence = iif(e.kind = 'exam_answer', coalesce(e.body ->> 'confidence', 0), confidence),
	first_chosen = iif(e.kind = 'exam_answer' and chosen is null, e.body ->> 'value', first_chosen),
	changes = changes + (e.kind = 'exam_answer' and coalesce(chosen <> (e.body ->> 'value'),
		typed <> (e.body ->> 'text'), 0)),
	flagged = iif(e.kind = 'exam_flag', e.body ->> 'value', flagged),
	struck = iif(e.kind = 'exam_strike', e.body ->> 'value', struck),
	note = iif(e.kind = 'exam_note', e.body ->> 'text', note)
from event e
where e.device = ?1 and e.seq = ?2 and exam_item.exam = e.subject and exam_item.pos = e.body ->> 'pos';

-- name: code_book_list
select system, name, loaded_ms, codes from code_book order by system;

-- name: code_book_drop
delete from code_book where system = ?1;

-- name: code_book_put
-- system, name, loaded_ms
insert into code_book (system, name, loaded_ms, codes) values (?1, ?2, ?3, 0);

-- name: code_book_count
-- system
update code_book set codes = (select count(*) from code where system = ?1) where system = ?1;

-- name: code_add
-- code, system, billable, title: the first of two stays
insert into code (code, system, billable, title) values (?1, ?2, ?3, ?4) on conflict (code) do nothing;

-- name: code_reindex
insert into code_fts (code_fts) values ('rebuild');

-- name: code_from
-- from, up to, how many: codes that begin alike, in order
select code, system, billable, title, count(*) over () from code where code >= ?1 and code < ?2
order by code limit ?3;

-- name: code_match
-- full-text query, how many: headings before what they hold, then the best first
select c.code, c.system, c.billable, c.title, count(*) over ()
from code_fts f join code c on c.id = f.rowid where code_fts match ?1 order by length(c.code), f.rank limit ?2;

-- name: bank_questions
-- set, domain or null; flagged, missed: 1 or 0. Each with all that its file said of it.
select q.id, q.qid, s.slug, q.path, q.domain, coalesce(d.title, q.domain), q.year, q.difficulty,
	coalesce(q.basis, ''), coalesce(q.source, ''), q.payer, q.pool, coalesce(q.reviewed, ''), q.title,
	q.stem, q.rule, q.concept, q.codes, q.tags, q.kind = 'multiple', s.origin = 'import'
from question q join question_set s on s.id = q.set_id left join domain d on d.slug = q.domain
where (?1 is null or s.slug = ?1) and (?2 is null or q.domain = ?2)
	and (?3 = 0 or exists (select 1 from flag f where f.qid = q.qid))
	and (?4 = 0 or (select r.is_right from review r where r.qid = q.qid
		order by r.at_ms desc, r.device desc, r.seq desc limit 1) = 0)
order by q.set_id, q.path, q.ord, q.id;

-- name: log_all
-- in the order of replay
select device, seq, at_ms, tz_min, kind, subject, body from event order by at_ms, device, seq;

-- name: review_log
-- in the order of replay, and whether it was the concept's first
select concept, at_ms, grade, ms, qid, is_right,
	row_number() over (partition by concept order by at_ms, device, seq) = 1
from review order by at_ms, device, seq;

-- name: stats_days
-- The days with an answer; one that took longer than ten minutes was a break.
select day, count(*), sum(is_right), sum(min(ms, 600000)) from review group by day order by day;

-- name: stats_answers
-- Every answer, with how sure the learner was.
select r.qid, r.is_right, r.ms, coalesce(e.body ->> 'confidence', 0)
from review r left join event e on e.device = r.device and e.seq = r.seq;

-- name: stats_domains
-- Which domain each question is in.
select domain, qid from question;

-- name: stats_cards
-- What is remembered of all that the bank can ask.
select c.domain, k.stability, k.last_day from card k join concept c on c.concept = k.concept
where k.active = 1;

-- name: stats_due
-- today: how many cards are due, by day
select max(due_day, ?1) as day, count(*) from card where active = 1 group by due_day order by due_day;

-- name: stats_leeches
-- lapses at least
select concept, lapses from card where active = 1 and lapses >= ?1 order by lapses desc, concept;

-- name: stats_concept
-- concept: its practice question by which it is called, and how it went
select c.domain, (select q.title from question q where q.concept = c.concept and q.pool = 'practice'
		order by q.set_id, q.path, q.ord limit 1),
	(select count(*) from review r where r.concept = c.concept),
	(select coalesce(sum(r.grade > 1), 0) from review r where r.concept = c.concept),
	coalesce((select k.lapses from card k where k.concept = c.concept), 0)
from concept c where c.concept = ?1;

-- name: stats_bank
-- The questions by all that is counted of them.
select domain, pool, difficulty, coalesce(basis, ''), kind, count(*)
from question group by 1, 2, 3, 4, 5;

-- name: stats_bank_concepts
-- Concepts by domain; a concept may stand in several.
select domain, count(distinct concept) from question group by domain;

-- name: stats_bank_shared
-- All concepts, and those of two questions or more.
select count(*), coalesce(sum(n > 1), 0) from (
	select count(*) as n from question group by concept);

-- name: stats_bank_choices
-- Question after question of those that an exam asks, its choices in the written order.
select q.id, c.is_key, c.text from question q join choice c on c.question_id = q.id
where q.kind = 'single' order by q.id, c.pos;
