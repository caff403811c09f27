"""Every tool reads our files, and what it makes of them means the same.

Run by `.ci/run`; by hand: tests/tools/README.md.
"""

import unittest

from project import REPOSITORY, Project, read
from rewrites import ALL

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
    maxDiff = None

    def test_readers_see_the_same_and_sync_settles(self):
        for name, original in PROJECTS.items():
            with Project(original) as project:
                before = project.seen()
            for tool in ALL:
                with self.subTest(project=name, tool=tool), Project(original) as project:
                    changed = rewrite(project, tool)
                    if name == "the hard one":
                        self.assertIn("locales/fr/manual.ftl", changed, "the test tests nothing")
                    self.assertEqual(different(before, project.seen()), [])
                    synced = project.sync()
                    self.assertEqual(synced.returncode, 0, synced.stderr)
                    self.assertEqual(different(before, project.seen()), [])
                    again = project.sync("--check")
                    self.assertEqual(again.returncode, 0, again.stdout)


def different(before: dict, after: dict) -> list[str]:
    return sorted(
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )


if __name__ == "__main__":
    unittest.main()
