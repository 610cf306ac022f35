-- 0004.sql - the code book: official titles of ICD-10-CM and HCPCS Level II codes, as the learner loaded
-- them. Exams that may use it say so.

create table code_book (
	system text primary key check (system = 'hcpcs' or system = 'icd10cm'),
	name text not null,              -- of the file it was read from
	loaded_ms integer not null,
	codes integer not null
) strict, without rowid;

create table code (
	id integer primary key,          -- rises in the order of the file
	code text not null unique,       -- with its dot
	system text not null references code_book (system) on delete cascade,
	billable integer not null check (billable in (0, 1)),  -- HCPCS: in force
	title text not null
) strict;

create index code_system on code (system);

create virtual table code_fts using fts5 (
	title, content = 'code', content_rowid = 'id', tokenize = 'unicode61');

alter table exam add column open_book integer not null default 0;
alter table exam add column lookups integer not null default 0;
