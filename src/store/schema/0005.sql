-- 0005.sql - the salary guide of the bank.

create table guide (             -- content: a figure, or a text about one thing
	path text not null,      -- the file it was read from, such as guide/states.csv
	key text not null,       -- what it is about
	figure text not null,    -- what is told of it
	ord integer not null,    -- its place in the file
	label text not null,     -- the name of the key
	low real not null,       -- 0 for a text
	high real not null,
	is_open integer not null check (is_open in (0, 1)),    -- high "or more"
	is_about integer not null check (is_about in (0, 1)),  -- rounded, by the guide's own word
	unit text not null,
	text text not null,
	place text not null,     -- where in the guide
	primary key (path, key, figure)
) strict, without rowid;
