#!/usr/bin/env python3
"""apkg_mnemosyne.py - what Mnemosyne makes of an Anki package: its number of cards, and each one's
id, question and answer without markup, a line each.
usage: apkg_mnemosyne.py FOLDER PACKAGE     FOLDER is for its data, and made
May use: mnemosyne 2.9. Must not know: how the package was made."""
import re
import sys
import warnings

warnings.simplefilter("ignore")
from mnemosyne.script import Mnemosyne


def plain(html):
    html = re.sub(r"(?s)<style>.*?</style>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html)).strip()


folder, package = sys.argv[1:]
program = Mnemosyne(folder)
program.main_widget().show_information = lambda text: None
try:
    for one in program.component_manager.all("file_format"):
        if type(one).__name__ == "Anki2":
            one.do_import(package)
    database = program.database()
    print("cards", database.card_count())
    lines = []
    for cursor in database.cards():
        card = database.card(cursor[0], is_id_internal=True)
        tags = ",".join(sorted(tag.name for tag in card.tags))
        lines.append(f"{card.fact.id} ({tags}) {plain(card.question())} -> {plain(card.answer())}")
    print("\n".join(sorted(lines)))
finally:
    program.finalise()
