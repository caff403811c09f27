"""How the tools and platforms that translators use rewrite a Fluent file.

Each function takes the text of the reference file, `locales/<source>/<document>.ftl`, and that of
a locale's file, and gives back the text that the tool would leave in its place, by the tool's own
parser and serializer. What a tool does not understand raises an exception.

The two platforms can't be run here. What they do with a file was read in their sources, and is
done again with the libraries that they use:

* Pontoon (`pontoon/sync/core/translations_to_repo.py`, 2025) parses the reference file with
  moz.l10n, puts the translations of its database in by id, takes out the messages that have none
  and the attributes that the reference does not have, and writes the result. So the comments are
  those of the reference, the order too, and messages that the reference does not know are gone.
  Its database holds each translation as moz.l10n wrote it.
* Weblate (`weblate/formats/ttkit.py` and `base.py`, 2025) reads a file with translate-toolkit, sets
  the text of a unit and writes the file; a unit that the file does not have is a copy of the
  reference's, without its notes, added at the end.
"""

import copy
import io
import subprocess
from pathlib import Path

from compare_locales import serializer as compare_locales_serializer
from compare_locales.parser import Junk as CompareLocalesJunk
from compare_locales.parser import getParser
from fluent.syntax import FluentSerializer, ast, parse, serialize
from moz.l10n.formats import Format
from moz.l10n.formats.fluent import fluent_astify_entry
from moz.l10n.model import Entry
from moz.l10n.resource import parse_resource, serialize_resource
from translate.storage.fluent import FluentFile

HERE = Path(__file__).resolve().parent


class NotUnderstood(Exception):
    """A tool met something that it can't parse."""


def fluent_syntax_python(_reference: str, text: str) -> str:
    resource = parse(text)
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise NotUnderstood(entry.content)
    return serialize(resource)


def fluent_syntax_node(_reference: str, text: str) -> str:
    done = subprocess.run(
        ["node", HERE / "rewrite.mjs"],
        input=text.encode(),
        capture_output=True,
        timeout=60,
    )
    if done.returncode != 0:
        raise NotUnderstood(done.stderr.decode())
    return done.stdout.decode()


def moz_l10n(_reference: str, text: str) -> str:
    return "".join(serialize_resource(parse_resource(Format.fluent, text)))


def compare_locales(reference: str, text: str) -> str:
    """As `compare-locales` merges a locale into the shape of its reference."""

    def walk(of: str) -> list:
        parser = getParser("document.ftl")
        parser.readUnicode(of)
        entries = list(parser.walk())
        for entry in entries:
            if isinstance(entry, CompareLocalesJunk):
                raise NotUnderstood(entry.all)
        return entries

    written = compare_locales_serializer.serialize(
        "document.ftl", walk(reference), walk(text), {}
    )
    return written.decode()


def translate_toolkit(_reference: str, text: str) -> str:
    return _write_store(_read_store(text))


def weblate(reference: str, text: str) -> str:
    """A translator sets every second unit again, and every fifth is one that was missing."""
    store = _read_store(text)
    template = {unit.getid(): unit for unit in _messages(_read_store(reference))}
    for number, unit in enumerate(_messages(store)):
        target = unit.source
        if number % 5 == 4 and unit.getid() in template:
            store.removeunit(unit)
            unit = copy.copy(template[unit.getid()])
            unit.removenotes()
            store.addunit(unit)
        elif number % 2 == 1:
            continue
        unit.target = target
        unit.source = target
        unit.to_entry()
    return _write_store(store)


def pontoon(reference: str, text: str) -> str:
    database = "".join(
        FluentSerializer().serialize_entry(fluent_astify_entry(entry, comment_str=lambda _: ""))
        for entry in _entries(parse_resource(Format.fluent, text))
    )
    translations = {
        entry.id: entry for entry in _entries(parse_resource(Format.fluent, database))
    }
    resource = parse_resource(Format.fluent, reference)
    for section in resource.sections:
        kept = []
        for entry in section.entries:
            if isinstance(entry, Entry):
                translation = translations.get(entry.id)
                if translation is None:
                    continue
                is_term = entry.id[0].startswith("-")
                entry.value = translation.value
                entry.properties = {
                    name: value
                    for name, value in translation.properties.items()
                    if is_term or name in entry.properties
                }
            kept.append(entry)
        section.entries = kept
    resource.sections = [
        section
        for section in resource.sections
        if any(isinstance(entry, Entry) for entry in section.entries)
    ]
    return "".join(serialize_resource(resource))


def _entries(resource) -> list:
    return [
        entry
        for section in resource.sections
        for entry in section.entries
        if isinstance(entry, Entry)
    ]


def _read_store(text: str) -> FluentFile:
    store = FluentFile()
    store.parse(text.encode())
    return store


def _messages(store: FluentFile) -> list:
    return [unit for unit in store.units if not unit.isheader()]


def _write_store(store: FluentFile) -> str:
    out = io.BytesIO()
    store.serialize(out)
    return out.getvalue().decode()


ALL = {
    "fluent.syntax": fluent_syntax_python,
    "@fluent/syntax": fluent_syntax_node,
    "moz.l10n": moz_l10n,
    "compare-locales": compare_locales,
    "translate-toolkit": translate_toolkit,
    "Pontoon": pontoon,
    "Weblate": weblate,
}
