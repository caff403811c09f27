"""Copies of projects, and what Concord says of them."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from hashlib import sha256
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
CONCORD = os.environ.get("CONCORD", REPOSITORY / "target/debug/concord")


class Project:
    """A copy of a project's sources in a folder of its own, for as long as the test needs it."""

    def __init__(self, original: Path):
        self._folder = tempfile.TemporaryDirectory(prefix="concord-tools-")
        self.root = Path(self._folder.name) / "project"
        self.root.mkdir()
        for name in ("concord.toml", "l10n.toml", "content", "locales", "themes", ".l10n"):
            source = original / name
            if source.is_dir():
                shutil.copytree(source, self.root / name)
            elif source.exists():
                shutil.copy(source, self.root / name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()

    def concord(self, *arguments) -> subprocess.CompletedProcess:
        return subprocess.run(
            [CONCORD, *arguments, "--root", self.root],
            capture_output=True,
            text=True,
            timeout=120,
        )

    def seen(self) -> dict:
        """What readers see: every file of the site by its digest. The pages show the text of each
        unit and mark its state, so that equal sites have equal texts and states."""
        with tempfile.TemporaryDirectory(prefix="concord-tools-") as out:
            built = self.concord("build", "--output-dir", Path(out) / "site")
            if built.returncode != 0:
                raise AssertionError(f"the project does not build:\n{built.stderr}")
            return {
                str(file.relative_to(out)): sha256(file.read_bytes()).hexdigest()
                for file in sorted(Path(out).rglob("*"))
                if file.is_file()
            }

    def states(self) -> dict:
        """What `concord status` says, without the places in files, which a tool may change."""
        said = self.concord("status", "--format", "json")
        if said.returncode != 0:
            raise AssertionError(f"no status:\n{said.stderr}{said.stdout}")
        status = json.loads(said.stdout)
        for unit in status["todo"]:
            del unit["line"], unit["column"]
        status["diagnostics"] = [
            (found["code"], found["file"], found["message"]) for found in status["diagnostics"]
        ]
        return status

    def sync(self):
        """Runs `concord sync`, which must then have nothing left to do."""
        for arguments in ([], ["--check"]):
            done = self.concord("sync", *arguments)
            if done.returncode != 0:
                raise AssertionError(f"sync {arguments}:\n{done.stderr}{done.stdout}")

    def source_files(self) -> list[Path]:
        return sorted((self.root / "locales" / "en").glob("*.ftl"))

    def translations(self) -> list[tuple[Path, Path]]:
        """Each file of a translator with its reference file."""
        return [
            (reference, file)
            for reference in self.source_files()
            for file in sorted(self.root.glob(f"locales/*/{reference.name}"))
            if file != reference
        ]


def outline(text: str) -> list[str]:
    """The ids of a file in their order, and the notes of `sync` where they stand."""
    return re.findall(r"^(?:# @.*|-?[a-zA-Z][\w-]*(?= *=))", text.replace("\r\n", "\n"), re.M)


def comments(text: str) -> list[str]:
    """The lines of comments that are not notes of `sync`."""
    lines = re.findall(r"^#.*", text.replace("\r\n", "\n"), re.M)
    return [line.rstrip() for line in lines if not line.startswith("# @")]


def read(file: Path) -> str:
    """With its line ends as they are."""
    return file.read_bytes().decode()
