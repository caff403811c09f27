// `concord serve` on a copy of a project, for a test to edit files of.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { concord, repository } from "./site.js";

const PARTS = ["concord.toml", "content", "locales", "themes", ".l10n"];

// Copies the flagship project, or another, and serves it at a free port. `origin` is the address
// without a slash at the end. `prepare` may change the files before they are served.
export async function startPreview({ project = repository, parts = PARTS, flags = [], prepare = () => {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "concord-preview-"));
  for (const part of parts) cpSync(join(project, part), join(folder, part), { recursive: true });
  const files = {
    read: (path) => readFileSync(join(folder, path), "utf8"),
    write: (path, text) => writeFileSync(join(folder, path), text),
    // Replaces a text that is there.
    edit(path, from, to) {
      const text = readFileSync(join(folder, path), "utf8");
      if (!text.includes(from)) throw new Error(`${path} has no "${from}"`);
      writeFileSync(join(folder, path), text.replace(from, to));
    },
  };
  prepare(files);
  const started = await serve(folder, flags);
  return {
    folder,
    ...started,
    ...files,
    async stop() {
      const status = await started.end();
      rmSync(folder, { recursive: true, force: true });
      return status;
    },
  };
}

// Starts the program in a folder and waits for its address.
export async function serve(folder, flags) {
  const child = spawn(concord, ["serve", "--root", folder, "--port", "0", ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  const said = { out: "", err: "" };
  child.stderr.on("data", (data) => (said.err += data));
  const ended = new Promise((resolve) => child.on("close", (code, signal) => resolve(signal ?? code)));
  const address = new Promise((resolve) => {
    child.stdout.on("data", (data) => {
      said.out += data;
      const line = /^(http:\S+?)\/\n/m.exec(said.out);
      if (line) resolve(line[1]);
    });
  });
  const origin = await Promise.race([address, ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${said.err}`)))]);
  return {
    origin,
    said,
    end() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
