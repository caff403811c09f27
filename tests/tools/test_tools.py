"""Every tool reads our files, and what it makes of them means the same.

Run by `.ci/run`; by hand: tests/tools/README.md.
"""

import json
import re
import subprocess
import sys
import textwrap
import unittest
from fnmatch import fnmatch
from pathlib import Path

from moz.l10n.paths import L10nConfigPaths, L10nDiscoverPaths

from project import REPOSITORY, Project, comments, outline, read
from rewrites import ALL

SCRIPTS = Path(sys.executable).parent

PROJECTS = {
    "the flagship": REPOSITORY,
    "the manual of the fixture sites": REPOSITORY / "tests/sites/manual",
    "the hard one": REPOSITORY / "tests/tools/hard",
}


def rewrite(project: Project, tool: str) -> list[str]:
    """Lets a tool rewrite all files of all translators; names those that changed."""
    changed = []
    for reference, file in project.translations():
        before = read(file)
        after = ALL[tool](read(reference), before)
        if after != before:
            file.write_bytes(after.encode())
            changed.append(str(file.relative_to(project.root)))
    return changed


class Reading(unittest.TestCase):
    """The files that Concord writes itself."""

    def test_reference_files(self):
        for name, original in PROJECTS.items():
            with Project(original) as project:
                for file in project.source_files():
                    for tool, rewritten in ALL.items():
                        with self.subTest(project=name, file=file.name, tool=tool):
                            rewritten(read(file), read(file))


class Rewriting(unittest.TestCase):
    """Every tool rewrites all files of translators, which have sync's notes in them."""

    maxDiff = None

    def test_nothing_is_lost_and_sync_restores_order_and_notes(self):
        for name, original in PROJECTS.items():
            with Project(original) as synced:
                synced.sync()
                site = synced.seen()
                states = synced.states()
                for tool in ALL:
                    with self.subTest(project=name, tool=tool), Project(synced.root) as project:
                        changed = rewrite(project, tool)
                        if name == "the hard one":
                            self.assertIn("locales/fr/manual.ftl", changed, "nothing is tested")
                        self.assertEqual(different(site, project.seen()), [])
                        self.assertEqual(project.states(), states)
                        project.sync()
                        self.assertEqual(project.states(), states)
                        for _, file in synced.translations():
                            self.compare(file, project.root / file.relative_to(synced.root), tool)

    def compare(self, before, after, tool):
        before, after = read(before), read(after)
        self.assertEqual(outline(after), outline(before))
        # Pontoon is the one that drops comments.
        if tool != "Pontoon":
            lost = [line for line in comments(before) if line not in comments(after)]
            self.assertEqual(lost, [])


class SetUps(unittest.TestCase):
    """The configuration files in the documentation work as they stand there."""

    def test_pontoon(self):
        config = code_blocks("docs/pontoon.md", "toml")[-1]
        with Project(REPOSITORY) as project:
            (project.root / "l10n.toml").write_text(config)
            paths = L10nConfigPaths(str(project.root / "l10n.toml"))
            self.assert_finds_everything(project, paths)
            self.assert_finds_everything(project, L10nDiscoverPaths(str(project.root)))
            for command in (
                [SCRIPTS / "compare-locales", "l10n.toml", "."],
                [SCRIPTS / "moz-l10n", "lint", "--config", "l10n.toml"],
            ):
                done = subprocess.run(
                    command, cwd=project.root, capture_output=True, text=True, timeout=60
                )
                self.assertEqual(done.returncode, 0, done.stderr)
                for word in ("ERROR", "WARNING", "errors", "warnings", "missing", "obsolete"):
                    self.assertNotIn(word, done.stdout + done.stderr)

    def assert_finds_everything(self, project, paths):
        found = {
            Path(paths.format_target_path(target, locale))
            for (_, target), locales in paths.all().items()
            for locale in locales
        }
        self.assertEqual(found, {file for _, file in project.translations()})

    def test_weblate(self):
        [component] = map(json.loads, code_blocks("docs/weblate.md", "json"))
        files = {str(file.relative_to(REPOSITORY)) for file in REPOSITORY.glob("locales/*/*.ftl")}
        mask = component["filemask"]
        self.assertIn(component["template"], files)
        self.assertEqual(
            sorted(file for file in files if fnmatch(file, mask)),
            [mask.replace("*", tag) for tag in ("ar", "en", "es", "fr", "ru", "zh")],
        )


def code_blocks(document: str, language: str) -> list[str]:
    """The code of a language in a document, also in lists."""
    text = (REPOSITORY / document).read_text()
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text, re.M | re.S)
    return [textwrap.dedent(code) for _, code in found]


def different(before: dict, after: dict) -> list[str]:
    return sorted(
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )


if __name__ == "__main__":
    unittest.main()
