-- A learner's file of data version 7, made by tests/sql/snapshots/make.
pragma application_id = 1129333553;
pragma user_version = 7;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE identity (          -- about this file: device, program
key text primary key,
value text not null
) strict, without rowid;
INSERT INTO identity VALUES('device','984a7b76d4e0e286');
INSERT INTO identity VALUES('program','0.1.0');
CREATE TABLE domain (            -- the exam blueprint
slug text primary key,
section text not null,
title text not null,
n integer not null check (n between 1 and 100),  -- of the 100 questions of an exam
verified integer not null check (verified in (0, 1)),
prefix text not null,
ord integer not null
, own integer not null default 0 check (own in (0, 1))) strict, without rowid;
INSERT INTO domain VALUES('alpha','cpt','Alpha',60,1,'alp',0,0);
INSERT INTO domain VALUES('beta','cpt','Beta',40,1,'bet',1,0);
CREATE TABLE question_set (
id integer primary key,
slug text not null unique,
origin text not null check (origin in ('shipped', 'import')),
loaded_ms integer not null
) strict;
INSERT INTO question_set VALUES(1,'cpc','shipped',1795251600000);
CREATE TABLE bank_file (         -- what was read, to see cheaply whether it changed
path text primary key,   -- below the bank's folder
set_id integer references question_set (id) on delete cascade,  -- null: the blueprint
size integer not null,
mtime_ns integer not null,
hash integer not null
) strict, without rowid;
INSERT INTO bank_file VALUES('blueprint.csv',NULL,85,1795378501678019867,-4649988503945225117);
INSERT INTO bank_file VALUES('questions/cpt/alpha.md',1,684,1795378501678019867,-1704902364669079783);
INSERT INTO bank_file VALUES('questions/cpt/beta.md',1,674,1795378501678019867,-5754389304886953117);
CREATE TABLE question (
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
, kind text not null default 'single'
check (kind = 'single' or kind = 'multiple' or kind = 'true-false' or kind = 'typed' or
kind = 'numeric'), codes text not null default '', tags text not null default '', import integer) strict;
INSERT INTO question VALUES(1,'cpc/alp-0001',1,'questions/cpt/alpha.md',0,'alpha','cpc:alpha-1',2026,1,'book','A book','any','practice',NULL,'The alpha rule','What does alpha 1 say?','It says so.',-3465245724921283771,'single','','one, two',NULL);
INSERT INTO question VALUES(2,'cpc/alp-0002',1,'questions/cpt/alpha.md',1,'alpha','cpc:alpha-2',2026,1,'book','A book','any','practice',NULL,'The alpha rule','What does alpha 2 say?','It says so.',-4871509809361551287,'single','','one, two',NULL);
INSERT INTO question VALUES(3,'cpc/alp-0003',1,'questions/cpt/alpha.md',2,'alpha','cpc:alpha-3',2026,1,'book','A book','any','practice',NULL,'The alpha rule','What does alpha 3 say?','It says so.',6535190288659602441,'single','','one, two',NULL);
INSERT INTO question VALUES(4,'cpc/bet-0001',1,'questions/cpt/beta.md',0,'beta','cpc:beta-1',2026,1,'book','A book','any','practice',NULL,'The beta rule','What does beta 1 say?','It says so.',-8343293126769405057,'single','','one, two',NULL);
INSERT INTO question VALUES(5,'cpc/bet-0002',1,'questions/cpt/beta.md',1,'beta','cpc:beta-2',2026,1,'book','A book','any','practice',NULL,'The beta rule','What does beta 2 say?','It says so.',-3319164064514502855,'single','','one, two',NULL);
INSERT INTO question VALUES(6,'cpc/bet-0003',1,'questions/cpt/beta.md',2,'beta','cpc:beta-3',2026,1,'book','A book','any','practice',NULL,'The beta rule','What does beta 3 say?','It says so.',-8750473097577205873,'single','','one, two',NULL);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','question_fts','question_fts',0,'CREATE VIRTUAL TABLE question_fts using fts5 (
body, content = ''question_text'', content_rowid = ''id'', tokenize = ''unicode61'')');
CREATE TABLE IF NOT EXISTS 'question_fts_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO question_fts_data VALUES(1,X'067e');
INSERT INTO question_fts_data VALUES(10,X'000000020102000002010101020101');
INSERT INTO question_fts_data VALUES(137438953473,X'0000010602303101020802043130343201020f01020f01020f0501330102110102110102110501340102130102130102130501350102150102150102150101320202080101330302080105616c7068610104030601040306010403060104646f65730102060102060102060102697401020a01020a01020a01026e6f01061204040106120404010612040401036f6e6501020d01020d01020d010472756c65010204010204010204010373617901020901020901020904017301020b01020b01020b02016f01020c01020c01020c01037468650102020102020102020202776f01020e01020e01020e010477686174010205010205010205010379657301021001021001021004060f0c0c0c0606130f0d130e0f0e0c0c0e0d0f');
INSERT INTO question_fts_data VALUES(274877906945,X'0000010502303104020802043130343204020f01020f01020f0501330402110102110102110501340402130102130102130501350402150102150102150101320502080101330602080104626574610404030601040306010403060104646f65730402060102060102060102697404020a01020a01020a01026e6f04061204040106120404010612040401036f6e6504020d01020d01020d010472756c65040204010204010204010373617904020901020901020904017304020b01020b01020b02016f04020c01020c01020c01037468650402020102020102020202776f04020e01020e01020e010477686174040205010205010205010379657304021001021001021004060f0c0c0c0606120f0d130e0f0e0c0c0e0d0f');
CREATE TABLE IF NOT EXISTS 'question_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO question_fts_idx VALUES(1,X'',2);
INSERT INTO question_fts_idx VALUES(2,X'',2);
CREATE TABLE IF NOT EXISTS 'question_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO question_fts_docsize VALUES(1,X'15');
INSERT INTO question_fts_docsize VALUES(2,X'15');
INSERT INTO question_fts_docsize VALUES(3,X'15');
INSERT INTO question_fts_docsize VALUES(4,X'15');
INSERT INTO question_fts_docsize VALUES(5,X'15');
INSERT INTO question_fts_docsize VALUES(6,X'15');
CREATE TABLE IF NOT EXISTS 'question_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO question_fts_config VALUES('automerge',0);
INSERT INTO question_fts_config VALUES('hashsize',4194304);
INSERT INTO question_fts_config VALUES('version',4);
CREATE TABLE event (
device text not null,
seq integer not null check (seq >= 1),   -- contiguous for each device
at_ms integer not null,                  -- UTC
tz_min integer not null check (tz_min between -900 and 900),  -- minutes east of UTC
kind text not null,
subject text not null,
body text not null,                      -- JSON, written by json_object()
primary key (device, seq)
) strict, without rowid;
INSERT INTO event VALUES('984a7b76d4e0e286',1,1795251600000,0,'config','retention','{"value":"0.85"}');
INSERT INTO event VALUES('984a7b76d4e0e286',2,1795251600000,0,'config','exam-date','{"value":"2027-03-14"}');
INSERT INTO event VALUES('984a7b76d4e0e286',3,1795251600000,0,'config','session','{"value":"9"}');
INSERT INTO event VALUES('984a7b76d4e0e286',4,1795251600000,0,'config','session','{"value":null}');
INSERT INTO event VALUES('984a7b76d4e0e286',5,1795251600000,0,'answer','cpc/alp-0001','{"concept":"cpc:alpha-1","day":20778,"grade":1,"right":0,"choice":1,"text":null,"confidence":0,"hinted":0,"ms":0,"seed":-6518673715226368559,"mode":"study","hash":-3465245724921283771}');
INSERT INTO event VALUES('984a7b76d4e0e286',6,1795251600000,0,'answer','cpc/bet-0001','{"concept":"cpc:beta-1","day":20778,"grade":1,"right":0,"choice":1,"text":null,"confidence":0,"hinted":0,"ms":0,"seed":-3506710471684766365,"mode":"study","hash":-8343293126769405057}');
INSERT INTO event VALUES('984a7b76d4e0e286',7,1795251600000,0,'undo','984a7b76d4e0e286:6','{}');
INSERT INTO event VALUES('984a7b76d4e0e286',8,1795251600000,0,'answer','cpc/bet-0001','{"concept":"cpc:beta-1","day":20778,"grade":1,"right":0,"choice":2,"text":null,"confidence":0,"hinted":0,"ms":0,"seed":-3506710471684766365,"mode":"study","hash":-8343293126769405057}');
INSERT INTO event VALUES('984a7b76d4e0e286',9,1795251600000,0,'flag','cpc/bet-0001','{"on":1}');
INSERT INTO event VALUES('984a7b76d4e0e286',10,1795251600000,0,'answer','cpc/alp-0002','{"concept":"cpc:alpha-2","day":20778,"grade":1,"right":0,"choice":2,"text":null,"confidence":0,"hinted":0,"ms":0,"seed":-3295895314250635999,"mode":"study","hash":-4871509809361551287}');
INSERT INTO event VALUES('984a7b76d4e0e286',11,1795338000000,0,'answer','cpc/alp-0001','{"concept":"cpc:alpha-1","day":20779,"grade":1,"right":0,"choice":3,"text":null,"confidence":0,"hinted":0,"ms":0,"seed":-1852438605765171059,"mode":"study","hash":-3465245724921283771}');
INSERT INTO event VALUES('984a7b76d4e0e286',12,1795338000000,0,'answer','cpc/bet-0001','{"concept":"cpc:beta-1","day":20779,"grade":1,"right":0,"choice":2,"text":null,"confidence":0,"hinted":0,"ms":0,"seed":199866661263880779,"mode":"study","hash":-8343293126769405057}');
INSERT INTO event VALUES('984a7b76d4e0e286',13,1795338000000,0,'answer','cpc/alp-0002','{"concept":"cpc:alpha-2","day":20779,"grade":3,"right":1,"choice":0,"text":null,"confidence":1,"hinted":0,"ms":0,"seed":-6842309814570953895,"mode":"study","hash":-4871509809361551287}');
INSERT INTO event VALUES('984a7b76d4e0e286',14,1795338000000,0,'exam_start','','{"day":20779,"count":4,"allowed":576000,"practice":0,"seed":3,"order":"book","open":0,"chance":null,"expected":1.09782843051065,"low":0.0,"high":2.30428001333428,"coverage":0.0}');
INSERT INTO event VALUES('984a7b76d4e0e286',15,1795338000000,0,'exam_item','984a7b76d4e0e286:14','{"pos":0,"seed":1365764137321989692,"qid":"cpc/alp-0003","concept":"cpc:alpha-3","domain":"alpha","hash":6535190288659602441,"stem":"What does alpha 3 say?","title":"The alpha rule","rule":"It says so.","source":"A book","basis":"book","choices":[{"kind":"choice","key":1,"text":"11042","why":"Yes."},{"kind":"choice","key":0,"text":"11043","why":"No."},{"kind":"choice","key":0,"text":"11044","why":"No."},{"kind":"choice","key":0,"text":"11045","why":"No."}]}');
INSERT INTO event VALUES('984a7b76d4e0e286',16,1795338000000,0,'exam_item','984a7b76d4e0e286:14','{"pos":1,"seed":1366242424880166864,"qid":"cpc/alp-0002","concept":"cpc:alpha-2","domain":"alpha","hash":-4871509809361551287,"stem":"What does alpha 2 say?","title":"The alpha rule","rule":"It says so.","source":"A book","basis":"book","choices":[{"kind":"choice","key":1,"text":"11042","why":"Yes."},{"kind":"choice","key":0,"text":"11043","why":"No."},{"kind":"choice","key":0,"text":"11044","why":"No."},{"kind":"choice","key":0,"text":"11045","why":"No."}]}');
INSERT INTO event VALUES('984a7b76d4e0e286',17,1795338000000,0,'exam_item','984a7b76d4e0e286:14','{"pos":2,"seed":3477669757933369324,"qid":"cpc/bet-0003","concept":"cpc:beta-3","domain":"beta","hash":-8750473097577205873,"stem":"What does beta 3 say?","title":"The beta rule","rule":"It says so.","source":"A book","basis":"book","choices":[{"kind":"choice","key":1,"text":"11042","why":"Yes."},{"kind":"choice","key":0,"text":"11043","why":"No."},{"kind":"choice","key":0,"text":"11044","why":"No."},{"kind":"choice","key":0,"text":"11045","why":"No."}]}');
INSERT INTO event VALUES('984a7b76d4e0e286',18,1795338000000,0,'exam_item','984a7b76d4e0e286:14','{"pos":3,"seed":3478148045491546496,"qid":"cpc/bet-0002","concept":"cpc:beta-2","domain":"beta","hash":-3319164064514502855,"stem":"What does beta 2 say?","title":"The beta rule","rule":"It says so.","source":"A book","basis":"book","choices":[{"kind":"choice","key":1,"text":"11042","why":"Yes."},{"kind":"choice","key":0,"text":"11043","why":"No."},{"kind":"choice","key":0,"text":"11044","why":"No."},{"kind":"choice","key":0,"text":"11045","why":"No."}]}');
INSERT INTO event VALUES('984a7b76d4e0e286',19,1795338000000,0,'exam_answer','984a7b76d4e0e286:14','{"pos":0,"value":0,"text":null,"right":1,"used":0,"spent":0,"next":1,"confidence":null}');
INSERT INTO event VALUES('984a7b76d4e0e286',20,1795338000000,0,'exam_answer','984a7b76d4e0e286:14','{"pos":1,"value":0,"text":null,"right":1,"used":0,"spent":0,"next":2,"confidence":null}');
INSERT INTO event VALUES('984a7b76d4e0e286',21,1795338000000,0,'exam_submit','984a7b76d4e0e286:14','{"pos":2,"value":null,"text":"candidate","right":null,"used":0,"spent":0,"next":null,"confidence":null}');
INSERT INTO event VALUES('984a7b76d4e0e286',22,1795338000000,0,'answer','cpc/alp-0003','{"concept":"cpc:alpha-3","day":20779,"grade":3,"right":1,"choice":0,"text":null,"confidence":0,"hinted":0,"ms":0,"seed":1365764137321989692,"mode":"exam","hash":6535190288659602441}');
INSERT INTO event VALUES('984a7b76d4e0e286',23,1795338000000,0,'answer','cpc/alp-0002','{"concept":"cpc:alpha-2","day":20779,"grade":3,"right":1,"choice":0,"text":null,"confidence":0,"hinted":0,"ms":0,"seed":1366242424880166864,"mode":"exam","hash":-4871509809361551287}');
CREATE TABLE setting (
key text primary key,
value text not null
) strict, without rowid;
INSERT INTO setting VALUES('exam-date','2027-03-14');
INSERT INTO setting VALUES('retention','0.85');
CREATE TABLE flag (
qid text primary key,
at_ms integer not null
) strict, without rowid;
INSERT INTO flag VALUES('cpc/bet-0001',1795251600000);
CREATE TABLE review (            -- an answer that was not undone
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
INSERT INTO review VALUES('984a7b76d4e0e286',5,1795251600000,20778,'cpc/alp-0001','cpc:alpha-1',1,0,0);
INSERT INTO review VALUES('984a7b76d4e0e286',8,1795251600000,20778,'cpc/bet-0001','cpc:beta-1',1,0,0);
INSERT INTO review VALUES('984a7b76d4e0e286',10,1795251600000,20778,'cpc/alp-0002','cpc:alpha-2',1,0,0);
INSERT INTO review VALUES('984a7b76d4e0e286',11,1795338000000,20779,'cpc/alp-0001','cpc:alpha-1',1,0,0);
INSERT INTO review VALUES('984a7b76d4e0e286',12,1795338000000,20779,'cpc/bet-0001','cpc:beta-1',1,0,0);
INSERT INTO review VALUES('984a7b76d4e0e286',13,1795338000000,20779,'cpc/alp-0002','cpc:alpha-2',3,1,0);
INSERT INTO review VALUES('984a7b76d4e0e286',22,1795338000000,20779,'cpc/alp-0003','cpc:alpha-3',3,1,0);
INSERT INTO review VALUES('984a7b76d4e0e286',23,1795338000000,20779,'cpc/alp-0002','cpc:alpha-2',3,1,0);
CREATE TABLE concept (           -- what the practice pool of the bank can ask
concept text primary key,
domain text not null,
ord integer not null,
introduced integer not null check (introduced in (0, 1))  -- 1: it has a card
) strict, without rowid;
INSERT INTO concept VALUES('cpc:alpha-1','alpha',1,1);
INSERT INTO concept VALUES('cpc:alpha-2','alpha',2,1);
INSERT INTO concept VALUES('cpc:alpha-3','alpha',3,1);
INSERT INTO concept VALUES('cpc:beta-1','beta',4,1);
INSERT INTO concept VALUES('cpc:beta-2','beta',5,0);
INSERT INTO concept VALUES('cpc:beta-3','beta',6,0);
CREATE TABLE tally (             -- sums of the practice pool, so that starting counts nothing
domain text primary key,
questions integer not null,
concepts integer not null,
introduced integer not null
, mock integer not null default 0, drawable integer not null default 0) strict, without rowid;
INSERT INTO tally VALUES('alpha',3,3,3,0,3);
INSERT INTO tally VALUES('beta',3,3,1,0,3);
CREATE TABLE card (              -- what the learner remembers of a concept
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
INSERT INTO card VALUES('cpc:alpha-1',0.10088578982099856429,8.8063044688568368201,20778,20779,20779,2,0,1);
INSERT INTO card VALUES('cpc:beta-1',0.10088578982099856429,8.8063044688568368201,20778,20779,20779,2,0,1);
INSERT INTO card VALUES('cpc:alpha-2',1.9013742021062363107,6.3909413235243794915,20778,20779,20781,3,0,1);
INSERT INTO card VALUES('cpc:alpha-3',2.3065000000000002167,2.1181039704590149952,20779,20779,20785,1,0,1);
CREATE TABLE exam (              -- derived
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
, open_book integer not null default 0, lookups integer not null default 0, chance real, expected real, low real, high real, coverage real) strict, without rowid;
INSERT INTO exam VALUES('984a7b76d4e0e286:14',1,1795338000000,20779,4,576000,0,3,'submitted',0,2,0,1795338000000,'candidate',0,0,NULL,1.097828430510650044,0.0,2.3042800133342797863,0.0);
CREATE TABLE exam_item (         -- derived
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
spent_ms integer not null default 0, confidence integer not null default 0  -- -1 guessed, 1 sure
check (confidence between -1 and 1),
primary key (exam, pos)
) strict, without rowid;
INSERT INTO exam_item VALUES('984a7b76d4e0e286:14',0,'cpc/alp-0003','cpc:alpha-3','alpha',6535190288659602441,1365764137321989692,'What does alpha 3 say?','The alpha rule','It says so.','A book','book','[{"kind":"choice","key":1,"text":"11042","why":"Yes."},{"kind":"choice","key":0,"text":"11043","why":"No."},{"kind":"choice","key":0,"text":"11044","why":"No."},{"kind":"choice","key":0,"text":"11045","why":"No."}]',0,NULL,1,0,0,0,0,NULL,0,0);
INSERT INTO exam_item VALUES('984a7b76d4e0e286:14',1,'cpc/alp-0002','cpc:alpha-2','alpha',-4871509809361551287,1366242424880166864,'What does alpha 2 say?','The alpha rule','It says so.','A book','book','[{"kind":"choice","key":1,"text":"11042","why":"Yes."},{"kind":"choice","key":0,"text":"11043","why":"No."},{"kind":"choice","key":0,"text":"11044","why":"No."},{"kind":"choice","key":0,"text":"11045","why":"No."}]',0,NULL,1,0,0,0,0,NULL,0,0);
INSERT INTO exam_item VALUES('984a7b76d4e0e286:14',2,'cpc/bet-0003','cpc:beta-3','beta',-8750473097577205873,3477669757933369324,'What does beta 3 say?','The beta rule','It says so.','A book','book','[{"kind":"choice","key":1,"text":"11042","why":"Yes."},{"kind":"choice","key":0,"text":"11043","why":"No."},{"kind":"choice","key":0,"text":"11044","why":"No."},{"kind":"choice","key":0,"text":"11045","why":"No."}]',NULL,NULL,NULL,NULL,0,0,0,NULL,0,0);
INSERT INTO exam_item VALUES('984a7b76d4e0e286:14',3,'cpc/bet-0002','cpc:beta-2','beta',-3319164064514502855,3478148045491546496,'What does beta 2 say?','The beta rule','It says so.','A book','book','[{"kind":"choice","key":1,"text":"11042","why":"Yes."},{"kind":"choice","key":0,"text":"11043","why":"No."},{"kind":"choice","key":0,"text":"11044","why":"No."},{"kind":"choice","key":0,"text":"11045","why":"No."}]',NULL,NULL,NULL,NULL,0,0,0,NULL,0,0);
CREATE TABLE code_book (
system text primary key check (system = 'hcpcs' or system = 'icd10cm'),
name text not null,              -- of the file it was read from
loaded_ms integer not null,
codes integer not null
) strict, without rowid;
CREATE TABLE code (
id integer primary key,          -- rises in the order of the file
code text not null unique,       -- with its dot
system text not null references code_book (system) on delete cascade,
billable integer not null check (billable in (0, 1)),  -- HCPCS: in force
title text not null
) strict;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','code_fts','code_fts',0,'CREATE VIRTUAL TABLE code_fts using fts5 (
title, content = ''code'', content_rowid = ''id'', tokenize = ''unicode61'')');
CREATE TABLE IF NOT EXISTS 'code_fts_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO code_fts_data VALUES(1,X'');
INSERT INTO code_fts_data VALUES(10,X'00000000000000');
CREATE TABLE IF NOT EXISTS 'code_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS 'code_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE IF NOT EXISTS 'code_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO code_fts_config VALUES('version',4);
CREATE TABLE guide (             -- content: a figure, or a text about one thing
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
CREATE TABLE sight (             -- derived: the first answer ever to a question, undone ones apart
qid text primary key,
device text not null,    -- of the review
seq integer not null,
at_ms integer not null,
day integer not null,
is_right integer not null check (is_right in (0, 1)),
domain text not null     -- the question's in today's bank; '' when it has left it
) strict, without rowid;
INSERT INTO sight VALUES('cpc/alp-0001','984a7b76d4e0e286',5,1795251600000,20778,0,'alpha');
INSERT INTO sight VALUES('cpc/alp-0002','984a7b76d4e0e286',10,1795251600000,20778,0,'alpha');
INSERT INTO sight VALUES('cpc/alp-0003','984a7b76d4e0e286',22,1795338000000,20779,1,'alpha');
INSERT INTO sight VALUES('cpc/bet-0001','984a7b76d4e0e286',8,1795251600000,20778,0,'beta');
CREATE TABLE sight_day (         -- derived: their sums, so that readiness reads no log
day integer not null,
domain text not null,
seen integer not null,
right integer not null,
primary key (day, domain)
) strict, without rowid;
INSERT INTO sight_day VALUES(20778,'alpha',2,0);
INSERT INTO sight_day VALUES(20778,'beta',1,0);
INSERT INTO sight_day VALUES(20779,'alpha',1,1);
CREATE TABLE IF NOT EXISTS "choice" (
question_id integer not null references question (id) on delete cascade,
pos integer not null check (pos >= 0),  -- the written order, from 0
kind text not null check (kind = 'choice' or kind = 'accept' or kind = 'pattern' or kind = 'number'),
is_key integer not null check (is_key in (0, 1)),
text text not null,
rationale text not null,
primary key (question_id, pos)
) strict, without rowid;
INSERT INTO choice VALUES(1,0,'choice',1,'11042','Yes.');
INSERT INTO choice VALUES(1,1,'choice',0,'11043','No.');
INSERT INTO choice VALUES(1,2,'choice',0,'11044','No.');
INSERT INTO choice VALUES(1,3,'choice',0,'11045','No.');
INSERT INTO choice VALUES(2,0,'choice',1,'11042','Yes.');
INSERT INTO choice VALUES(2,1,'choice',0,'11043','No.');
INSERT INTO choice VALUES(2,2,'choice',0,'11044','No.');
INSERT INTO choice VALUES(2,3,'choice',0,'11045','No.');
INSERT INTO choice VALUES(3,0,'choice',1,'11042','Yes.');
INSERT INTO choice VALUES(3,1,'choice',0,'11043','No.');
INSERT INTO choice VALUES(3,2,'choice',0,'11044','No.');
INSERT INTO choice VALUES(3,3,'choice',0,'11045','No.');
INSERT INTO choice VALUES(4,0,'choice',1,'11042','Yes.');
INSERT INTO choice VALUES(4,1,'choice',0,'11043','No.');
INSERT INTO choice VALUES(4,2,'choice',0,'11044','No.');
INSERT INTO choice VALUES(4,3,'choice',0,'11045','No.');
INSERT INTO choice VALUES(5,0,'choice',1,'11042','Yes.');
INSERT INTO choice VALUES(5,1,'choice',0,'11043','No.');
INSERT INTO choice VALUES(5,2,'choice',0,'11044','No.');
INSERT INTO choice VALUES(5,3,'choice',0,'11045','No.');
INSERT INTO choice VALUES(6,0,'choice',1,'11042','Yes.');
INSERT INTO choice VALUES(6,1,'choice',0,'11043','No.');
INSERT INTO choice VALUES(6,2,'choice',0,'11044','No.');
INSERT INTO choice VALUES(6,3,'choice',0,'11045','No.');
CREATE TABLE import (
id integer primary key,
at_ms integer not null,
files text not null,             -- their names, a line each
sets text not null,              -- their slugs, a line each
added integer not null,
changed integer not null
) strict;
CREATE TABLE import_before (     -- a question as it was before an import changed it
import integer not null references import (id) on delete cascade,
qid text not null,
row text not null,               -- JSON: its row in question
choices text not null,           -- JSON: its rows in choice
primary key (import, qid)
) strict, without rowid;
CREATE INDEX bank_file_set_id on bank_file (set_id);
CREATE INDEX question_concept on question (concept, pool);
CREATE INDEX event_undo on event (subject) where kind = 'undo';
CREATE INDEX event_flag on event (subject, device, seq) where kind = 'flag';
CREATE INDEX event_config on event (subject, device, seq) where kind = 'config';
CREATE VIEW last_word as
select kind, subject, device, at_ms, body from (
select kind, subject, device, at_ms, body, row_number() over (
partition by kind, subject, device order by seq desc) as n
from event where kind in ('flag', 'config'))
where n = 1;
CREATE VIEW final_word as
select kind, subject, at_ms, body from (
select kind, subject, at_ms, body, row_number() over (
partition by kind, subject order by at_ms desc, device desc) as n
from last_word)
where n = 1;
CREATE TRIGGER event_next before insert on event
when new.seq <> (select coalesce(max(seq), 0) + 1 from event where device = new.device)
begin
select raise(abort, 'the log has no gaps');
end;
CREATE TRIGGER event_no_update before update on event begin
select raise(abort, 'the log is append-only');
end;
CREATE TRIGGER event_no_delete before delete on event begin
select raise(abort, 'the log is append-only');
end;
CREATE INDEX review_concept on review (concept, at_ms, device, seq, day, grade);
CREATE INDEX review_qid on review (qid, at_ms);
CREATE INDEX review_day on review (day, at_ms, is_right, ms);
CREATE INDEX concept_new on concept (domain, ord) where introduced = 0;
CREATE TRIGGER concept_tally after update of introduced on concept begin
update tally set introduced = introduced + new.introduced - old.introduced
where domain = new.domain;
end;
CREATE INDEX card_due on card (active, due_day, last_day, stability);
CREATE INDEX card_first on card (first_day);
CREATE UNIQUE INDEX exam_number on exam (number);
CREATE INDEX exam_status on exam (status, number);
CREATE INDEX exam_item_qid on exam_item (qid);
CREATE INDEX event_exam on event (device, seq) where kind glob 'exam_*';
CREATE INDEX code_system on code (system);
CREATE TRIGGER sight_added after insert on sight begin
insert into sight_day (day, domain, seen, right)
values (new.day, new.domain, 1, new.is_right)
on conflict (day, domain) do update set seen = seen + 1, right = right + excluded.right;
end;
CREATE TRIGGER sight_dropped after delete on sight begin
update sight_day set seen = seen - 1, right = right - old.is_right
where day = old.day and domain = old.domain;
delete from sight_day where day = old.day and domain = old.domain and seen = 0;
end;
CREATE TRIGGER sight_moved after update of domain on sight begin
update sight_day set seen = seen - 1, right = right - old.is_right
where day = old.day and domain = old.domain;
delete from sight_day where day = old.day and domain = old.domain and seen = 0;
insert into sight_day (day, domain, seen, right)
values (new.day, new.domain, 1, new.is_right)
on conflict (day, domain) do update set seen = seen + 1, right = right + excluded.right;
end;
CREATE INDEX concept_met on concept (domain, ord) where introduced = 1;
CREATE INDEX question_draw on question (domain, pool, kind, qid);
CREATE VIEW question_text (id, body) as
select q.id, q.title || char(10) || q.stem || char(10) || q.rule || char(10) || q.codes || char(10) ||
q.tags || char(10) || (select group_concat(c.text || ' ' || c.rationale, char(10))
from choice c where c.question_id = q.id)
from question q;
CREATE INDEX question_place on question (set_id, path, ord);
CREATE INDEX question_import on question (import) where import is not null;
CREATE INDEX import_before_qid on import_before (qid);
CREATE VIEW question_speaks (qid, domain) as
select qid, iif(kind = 'single', domain, '') from question;
CREATE TRIGGER review_seen after insert on review
when not exists (select 1 from sight s where s.qid = new.qid
and (s.at_ms, s.device, s.seq) < (new.at_ms, new.device, new.seq))
begin
delete from sight where qid = new.qid;
insert into sight (qid, device, seq, at_ms, day, is_right, domain)
values (new.qid, new.device, new.seq, new.at_ms, new.day, new.is_right,
coalesce((select domain from question_speaks where qid = new.qid), ''));
end;
CREATE TRIGGER review_unseen after delete on review
when exists (select 1 from sight s
where s.qid = old.qid and s.device = old.device and s.seq = old.seq)
begin
delete from sight where qid = old.qid;
insert into sight (qid, device, seq, at_ms, day, is_right, domain)
select r.qid, r.device, r.seq, r.at_ms, r.day, r.is_right,
coalesce((select q.domain from question_speaks q where q.qid = r.qid), '')
from review r where r.qid = old.qid order by r.at_ms, r.device, r.seq limit 1;
end;
PRAGMA writable_schema=OFF;
COMMIT;
