-- 0003.sql - the order of concepts follows from set, file and place in the file alone; the mock pool is
-- counted too.
--
-- question.ord was the place in the whole set until now. Read within one file it says the same, so
-- that only what was made from it over several files is made anew.

delete from concept;
insert into concept (concept, domain, ord, introduced)
select q.concept, q.domain, min(q.place),
	exists (select 1 from card k where k.concept = q.concept)
from (select concept, domain, row_number() over (order by set_id, path, ord) as place
	from question where pool = 'practice') q group by q.concept;

alter table tally add column mock integer not null default 0;  -- questions of the mock pool

delete from tally;
insert into tally (domain, questions, concepts, introduced, mock)
select domain, sum(questions), sum(concepts), sum(introduced), sum(mock) from (
	select domain, sum(pool = 'practice') as questions, 0 as concepts, 0 as introduced,
		sum(pool = 'mock') as mock
		from question group by domain
	union all select domain, 0, count(*), sum(introduced), 0 from concept group by domain)
group by domain;
