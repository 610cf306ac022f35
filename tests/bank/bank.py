"""bank.py - reads question files, their codes and cues, apart from the program's own reader.

May use: Python's standard library. Must not know: what is asked of a bank.
"""
import csv
import dataclasses
import pathlib
import re

ICD10CM = re.compile(r"[A-Z][0-9A][0-9A-Z](\.[0-9A-Z]{1,4})?")
CPT = re.compile(r"[0-9]{4}[0-9AFMTU]")
HCPCS = re.compile(r"[A-CE-V][0-9]{4}")
DENTAL = re.compile(r"\bD[0-9]{4}\b")
# What looks like a code in a sentence: from three to five characters, a dot and more, modifiers.
IN_TEXT = re.compile(
    r"(?<![\w.])([A-Z0-9]{3,5}(?:\.[0-9A-Z]{1,4})?)((?:-[0-9A-Z]{2}(?![0-9A-Za-z]))*)(?![\w])"
)


@dataclasses.dataclass
class Choice:
    text: str
    is_key: bool
    rationale: str = ""


@dataclasses.dataclass
class Question:
    path: pathlib.Path
    domain: str
    line: int
    id: str
    title: str
    keys: dict = dataclasses.field(default_factory=dict)
    stem: str = ""
    choices: list = dataclasses.field(default_factory=list)
    rule: str = ""

    @property
    def where(self):
        return f"{self.path.name}:{self.line}: {self.id}"

    @property
    def pool(self):
        return self.keys.get("pool", "practice")

    @property
    def tags(self):
        return [t.strip() for t in self.keys.get("tags", "").split(",")]

    @property
    def key_at(self):
        return next((i for i, c in enumerate(self.choices) if c.is_key), -1)

    def texts(self):
        """(name, text) of all that a learner reads."""
        yield "title", self.title
        yield "stem", self.stem
        for choice in self.choices:
            yield "key" if choice.is_key else "choice", choice.text
            yield "rationale", choice.rationale
        yield "rule", self.rule
        yield "codes", self.keys.get("codes", "")


def joined(before, line):
    return f"{before} {line.strip()}".strip()


def read_file(path):
    """The questions of a file; whatever stands at a wrong place is an error of the reader's."""
    whole = re.fullmatch(r"---\n(.*?)\n---\n(.*)", path.read_text(encoding="utf-8"), re.S)
    if not whole:
        raise ValueError(f"{path.name}: there is no front matter")
    head, body = whole.groups()
    front = dict(row.split(": ", 1) for row in head.split("\n"))
    questions, part = [], None
    for number, line in enumerate(body.split("\n"), head.count("\n") + 4):
        q = questions[-1] if questions else None
        if heading := re.fullmatch(r"## (\S+) (.+)", line):
            questions.append(Question(path, front["domain"], number, *heading.groups()))
            part = "keys"
        elif not line:
            part = "stem" if part == "keys" else part
        elif q and (choice := re.fullmatch(r"- \[([ x])\] (.+)", line)):
            q.choices.append(Choice(choice[2], choice[1] == "x"))
            part = "choices"
        elif q and line.startswith(">"):
            q.rule = joined(q.rule, line[1:])
        elif part == "keys" and ": " in line:
            key, value = line.split(": ", 1)
            q.keys[key] = value
        elif part == "stem":
            q.stem = joined(q.stem, line)
        elif part == "choices" and line.startswith("  "):
            q.choices[-1].rationale = joined(q.choices[-1].rationale, line)
        else:
            raise ValueError(f"{path.name}:{number}: not understood: {line}")
    return questions


def read_bank(folder):
    return [q for path in sorted(folder.glob("questions/**/*.md")) for q in read_file(path)]


def read_blueprint(folder):
    with open(folder / "blueprint.csv", encoding="utf-8", newline="") as file:
        return {row["slug"]: row for row in csv.DictReader(file)}


# Codes ---------------------------------------------------------------------------------------


def elements_of_codes(text):
    """[(code, modifiers)] of a choice that is a list of codes, None of another."""
    found = []
    for element in re.split(r"[,;]", text):
        code, *modifiers = re.sub(r" x [0-9]+$", "", element.strip()).split("-")
        if not any(shape.fullmatch(code) for shape in (ICD10CM, CPT, HCPCS)):
            return None
        found.append((code, modifiers))
    return found


def codes_in(text):
    """Whatever in a sentence has the shape of a code."""
    return [m[1] for m in IN_TEXT.finditer(text)]


class Codes:
    """The code lists of a folder: lists/icd10cm.tsv, hcpcs.tsv, cpt.tsv and modifiers.tsv."""

    def __init__(self, folder):
        def rows(name):
            with open(folder / "lists" / name, encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)

        self.icd10cm = {row["code"]: row["billable"] == "1" for row in rows("icd10cm.tsv")}
        self.hcpcs = {
            row["code"]: row["listed_2026_07"] == "1" and not row["terminated"]
            for row in rows("hcpcs.tsv")
        }
        self.cpt = {row["code"]: row["live_2026_04"] == "1" for row in rows("cpt.tsv")}
        self.modifiers = {row["modifier"] for row in rows("modifiers.tsv")}

    def fault(self, code, billable, listed):
        """What is wrong with a code, None when nothing is. Without `listed` three characters that
        are no ICD-10-CM category are taken for a word."""
        if HCPCS.fullmatch(code):
            return None if self.hcpcs.get(code) else "no active HCPCS code"
        if CPT.fullmatch(code):
            return None if self.cpt.get(code) else "no active CPT code"
        if ICD10CM.fullmatch(code) and (listed or "." in code or code in self.icd10cm):
            if code not in self.icd10cm:
                return "no ICD-10-CM code"
            return "not billable" if billable and not self.icd10cm[code] else None
        return None


# Cues ----------------------------------------------------------------------------------------


def elements(text):
    """What one choice may share with another: codes as they are reported, or words."""
    if elements_of_codes(text) is None:
        return set(re.findall(r"[a-z0-9]+", text.lower()))
    return {element.strip() for element in re.split(r"[,;]", text)}


def chance(question, values, best):
    """That the key is picked by who takes the best value, and draws among equals."""
    taken = [i for i, value in enumerate(values) if value == best(values)]
    return (question.key_at in taken) / len(taken)


def strategies(question):
    """{strategy: chance of being right} of a reader who knows nothing."""
    texts = [c.text for c in question.choices]
    lengths = [len(t) for t in texts]
    sets = [elements(t) for t in texts]

    def against(measure):
        return [
            sum(measure(mine, sets[j]) for j in range(len(sets)) if j != i)
            for i, mine in enumerate(sets)
        ]

    shared = against(lambda a, b: len(a & b))
    differing = against(lambda a, b: len(a ^ b))
    alike = against(lambda a, b: len(a & b) / max(1, len(a | b)))
    shorter = [length != max(lengths) for length in lengths]
    letters = {f"always {'abcdefghij'[i]}": i == question.key_at for i in range(len(texts))}
    return letters | {
        "the longest": chance(question, lengths, max),
        "the shortest": chance(question, lengths, min),
        "not the longest": chance(question, shorter, max),
        "most shared elements": chance(question, shared, max),
        "least shared elements": chance(question, shared, min),
        "most alike (Jaccard)": chance(question, alike, max),
        "least alike (Jaccard)": chance(question, alike, min),
        "fewest differences": chance(question, differing, min),
        "most differences": chance(question, differing, max),
    }
