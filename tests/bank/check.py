"""check.py - the shipped question bank held to its promises.

usage: check.py [NAME...]    speaks TAP; NAME is a test: blueprint, ids, cues, codes, ...

Each test is a function that yields its faults, a line each. What is asked of a question, and why, is
written in questionbank/README.md.
May use: bank.py beside it, Python's standard library. Must not know: the program.
"""
import collections
import csv
import math
import os
import pathlib
import re
import sys

import bank

SRC = pathlib.Path(os.environ.get("SRC") or pathlib.Path(__file__).resolve().parents[2])
GUIDE = pathlib.Path(os.environ.get("CPC_GUIDE") or SRC.parent / "shared/salary-guide.txt")
CODES = pathlib.Path(os.environ.get("CPC_CODES") or SRC.parent / "shared/codes")

COPIED_WORDS = 6  # in a row, from the salary guide
SHARING_LEAST = 20  # questions whose concept another question asks too
CUE_MOST = 0.36  # expected score of a blind strategy; chance is 0.25
CUE_FILE = 30  # questions; in smaller files a score says nothing
DIFFICULTIES = {"1": 0.30, "2": 0.50, "3": 0.20}
DIFFICULTY_SLACK = 0.10

RETIRED_WORDS = re.compile(
    r"problem[- ]focused|detailed history|comprehensive history|detailed examination"
    r"|comprehensive examination|history of present illness elements|typical time"
    r"|typically spent|bullet points? of the examination",
    re.I,
)
RETIRED_CODES = re.compile(
    r"\b(99201|9921[89]|99220|99241|99251|9935[4-7]|9944[1-3]|G2012)\b"
)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Numbers of the guide that are no figures: names of code sets and products, an advertised price, the
# edition in headings.
NO_FIGURE = re.compile(r"ICD-10|3M 360|100%|\b2026\b")
# The manner of the code book's own texts, in a text longer than six words.
DESCRIPTOR = re.compile(
    r"; initial\b|list separately in addition|when performed|each additional", re.I
)
CHOICE_OF_CHOICES = re.compile(
    r"(all|none|any|both|neither) of the (above|others?|these)|\b(both )?[A-D] and [A-D]\b", re.I
)


def at(question, text):
    return f"{question.where}: {text}"


def test_blueprint(questions, blueprint):
    """each domain has what an exam asks of it, in the practice pool"""
    there = collections.Counter(q.domain for q in questions if q.pool == "practice")
    for slug, row in blueprint.items():
        if there[slug] < int(row["n"]):
            yield f"{slug}: {there[slug]} questions, an exam asks {row['n']}"
    yield from (f"{slug}: not in the blueprint" for slug in there.keys() - blueprint.keys())


def test_ids(questions, blueprint):
    """ids are unique, the prefix of the domain and four digits"""
    seen = {}
    for q in questions:
        prefix = blueprint.get(q.domain, {}).get("prefix")
        if not re.fullmatch(rf"{prefix}-[0-9]{{4}}", q.id):
            yield at(q, f"expected {prefix}- and four digits")
        if q.id in seen:
            yield at(q, f"stands at {seen[q.id].where} too")
        seen[q.id] = q


def test_form(questions, blueprint):
    """four different choices, one of them the key, and a stem that asks"""
    for q in questions:
        if len(q.choices) != 4 or sum(c.is_key for c in q.choices) != 1:
            yield at(q, "expected four choices and one key")
        if len({re.sub(r"\W", "", c.text.lower()) for c in q.choices}) != len(q.choices):
            yield at(q, "two choices are equal")
        if not q.stem.endswith(("?", ":")):
            yield at(q, "the stem does not end in a question")
        for c in q.choices:
            if CHOICE_OF_CHOICES.search(c.text):
                yield at(q, f"a choice of choices: {c.text}")


def test_rationales(questions, blueprint):
    """every choice has its rationale, every question its rule"""
    for q in questions:
        yield from (at(q, f"no rationale: {c.text}") for c in q.choices if not c.rationale)
        if not q.rule:
            yield at(q, "no rule")


def test_sources(questions, blueprint):
    """every question says what it rests on: difficulty, basis and source"""
    for q in questions:
        if q.keys.get("difficulty") not in DIFFICULTIES:
            yield at(q, "difficulty is 1, 2 or 3")
        if q.keys.get("basis") not in ("data", "text", "book"):
            yield at(q, "basis is data, text or book")
        if not q.keys.get("source"):
            yield at(q, "no source")


def test_concepts(questions, blueprint):
    """at least 20 questions share a concept with another"""
    asked = collections.Counter(q.keys["concept"] for q in questions if "concept" in q.keys)
    sharing = sum(n for n in asked.values() if n > 1)
    if sharing < SHARING_LEAST:
        yield f"{sharing} questions do"


def test_difficulty(questions, blueprint):
    """about 30 % recall, 50 % apply, 20 % analyse"""
    there = collections.Counter(q.keys.get("difficulty") for q in questions)
    for level, share in DIFFICULTIES.items():
        found = there[level] / len(questions)
        if abs(found - share) > DIFFICULTY_SLACK:
            yield f"difficulty {level}: {found:.0%}, expected about {share:.0%}"


def chi_square_p(counts):
    """The chance of counts as uneven as these among four equal ones (three degrees of freedom)."""
    mean = sum(counts) / 4
    x = sum((n - mean) ** 2 / mean for n in counts)
    return math.erfc(math.sqrt(x / 2)) + math.sqrt(2 * x / math.pi) * math.exp(-x / 2)


def test_positions(questions, blueprint):
    """the key stands as often at one place as at another"""
    places = collections.Counter(q.key_at for q in questions)
    p = chi_square_p([places[i] for i in range(4)])
    if p <= 0.05:
        yield f"a to d: {[places[i] for i in range(4)]}, p = {p:.3f}"


def test_cues(questions, blueprint):
    """who knows nothing scores no more than 36 %, whatever the strategy"""
    groups = {"the bank": questions}
    for q in questions:
        groups.setdefault(q.path.name, []).append(q)
    for name, group in groups.items():
        if name != "the bank" and len(group) < CUE_FILE:
            continue
        total = collections.Counter()
        for q in group:
            total.update(bank.strategies(q))
        for strategy, sum_of in total.items():
            if sum_of / len(group) > CUE_MOST:
                yield f"{name}: {strategy} scores {sum_of / len(group):.0%}"


def test_dental(questions, blueprint):
    """no dental codes, which are not ours to print"""
    for q in questions:
        for where, text in q.texts():
            yield from (at(q, f"{code} in the {where}") for code in bank.DENTAL.findall(text))


def test_retired(questions, blueprint):
    """no words and codes of evaluation and management that are gone"""
    for q in questions:
        for where, text in q.texts():
            yield from (at(q, f'"{m[0]}" in the {where}') for m in RETIRED_WORDS.finditer(text))
            if "history" not in q.tags and where != "rationale":
                yield from (at(q, f"{m[0]} in the {where}") for m in RETIRED_CODES.finditer(text))


def test_descriptors(questions, blueprint):
    """nothing in the manner of a descriptor of the CPT book"""
    for q in questions:
        for where, text in q.texts():
            if len(text.split()) > 6 and (found := DESCRIPTOR.search(text)):
                yield at(q, f'"{found[0]}" in the {where}')


def test_codes(questions, blueprint):
    """every code exists and is active, keys of ICD-10-CM are billable"""
    codes = bank.Codes(CODES)
    if not codes.icd10cm or not codes.hcpcs or not codes.cpt:
        yield f"{CODES}: a list is empty"
    for q in questions:
        if "history" in q.tags:
            continue
        for where, text in q.texts():
            listed = where in ("key", "choice", "codes") and bank.elements_of_codes(text)
            for code in [c for c, _ in listed] if listed else bank.codes_in(text):
                if fault := codes.fault(code, where == "key", bool(listed)):
                    yield at(q, f"{code} in the {where}: {fault}")
            for modifier in {m for _, found in listed or [] for m in found} - codes.modifiers:
                yield at(q, f"{modifier} in the {where}: no modifier")


def guide_rows():
    """every row of questionbank/guide, with the name of its file"""
    for path in sorted((SRC / "questionbank/guide").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from ((path.stem, row) for row in csv.DictReader(file))


def words_of(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def test_guide(questions, blueprint):
    """every figure typed from the salary guide stands in it, and none of its figures is left out"""
    lines = (SRC / "tests/vectors/guide.tsv").read_text(encoding="utf-8").splitlines()
    printed = [line.split("\t")[1] for line in lines if not line.startswith("#")]
    text = GUIDE.read_text(encoding="utf-8")
    plain = text.replace("**", "").lower()
    yield from (f"guide.tsv: {p} is not in the guide" for p in printed if p.lower() not in plain)
    known = {n for p in printed for n in NUMBER.findall(p)}
    for number, line in enumerate(text.splitlines(), 1):
        for found in NUMBER.findall(NO_FIGURE.sub("", line)):
            if found not in known:
                yield f"line {number} of the guide: {found} is not in guide.tsv"


def test_guide_words(questions, blueprint):
    """the words beside the guide's figures are our own"""
    theirs = words_of(GUIDE.read_text(encoding="utf-8"))
    runs = {tuple(theirs[i : i + COPIED_WORDS]) for i in range(len(theirs))}
    for topic, row in guide_rows():
        ours = words_of(row["label"] + " " + row["text"])
        for i in range(len(ours) - COPIED_WORDS + 1):
            if tuple(ours[i : i + COPIED_WORDS]) in runs:
                yield f"{topic}, {row['key']}: {' '.join(ours[i : i + COPIED_WORDS])}"


LOCAL = {
    "codes": (CODES / "lists", "no lists of codes (CPC_CODES names their folder)"),
    "guide": (GUIDE, "no salary guide (CPC_GUIDE names its file)"),
    "guide_words": (GUIDE, "no salary guide (CPC_GUIDE names its file)"),
}


def skipped(name):
    """why a test cannot run here; None when it can"""
    path, why = LOCAL.get(name, (None, None))
    return why if path and not path.exists() else None


def main(wanted):
    tests = {k[5:]: v for k, v in globals().items() if k.startswith("test_")}
    if unknown := [name for name in wanted if name not in tests]:
        print(f"Bail out! There is no test called {unknown[0]}.")
        return 1
    folder = SRC / "questionbank"
    try:
        questions, blueprint = bank.read_bank(folder), bank.read_blueprint(folder)
    except ValueError as wrong:
        print(f"Bail out! {wrong}")
        return 1
    names = wanted or list(tests)
    bad = False
    print(f"1..{len(names)}")
    for number, name in enumerate(names, 1):
        if why := skipped(name):
            print(f"ok {number} - {name} # SKIP {why}")
            continue
        faults = list(tests[name](questions, blueprint))
        print(f"{'not ok' if faults else 'ok'} {number} - {name}: {tests[name].__doc__}")
        for fault in faults:
            print(f"# {fault}")
        bad = bad or bool(faults)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
