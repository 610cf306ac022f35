-- 0003.sql - the order of concepts follows from set, file and place in the file alone.
--
-- question.ord was the place in the whole set until now. Read within one file it says the same, so
-- that only what was made from it over several files is made anew.

delete from concept;
insert into concept (concept, domain, ord, introduced)
select q.concept, q.domain, min(q.place),
	exists (select 1 from card k where k.concept = q.concept)
from (select concept, domain, row_number() over (order by set_id, path, ord) as place
	from question where pool = 'practice') q group by q.concept;
