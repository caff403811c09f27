// A static file server on loopback, as plain as those that sites are published with: it knows
// folders with an `index.html`, content types, `404.html`, compression, and that what has its
// digest in its name may be kept for ever. It serves below a path, which shows every link that is
// not relative.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".xml": "application/xml; charset=utf-8",
};

const IS_TEXT = /^text\/|javascript|json|xml|wasm/;
const HAS_DIGEST = /^\/assets\/.*\.[0-9a-f]{8}(\.|$)/;

// Starts the server; `origin` is where it listens, `root` the address of the site on it.
export async function serve(folder, subPath) {
  const server = createServer(async (request, response) => {
    const answer = await find(folder, subPath, decodeURIComponent(new URL(request.url, "http://host").pathname));
    const headers = { ...answer.headers };
    let { body } = answer;
    if (IS_TEXT.test(headers["Content-Type"]) && /\bgzip\b/.test(request.headers["accept-encoding"])) {
      body = gzipSync(body);
      headers["Content-Encoding"] = "gzip";
    }
    // Without `nosniff` a browser would forgive a wrong content type.
    response.writeHead(answer.status, {
      "X-Content-Type-Options": "nosniff",
      Vary: "Accept-Encoding",
      "Content-Length": Buffer.byteLength(body),
      ...headers,
    });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    root: `${origin}${subPath}/`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

async function find(folder, subPath, path) {
  if (!path.startsWith(`${subPath}/`)) return { status: 404, headers: { "Content-Type": "text/plain" }, body: "outside of the site" };
  const below = normalize(path.slice(subPath.length));
  const file = join(folder, below.endsWith("/") ? join(below, "index.html") : below);
  const body = await read(file);
  if (body) {
    const kept = HAS_DIGEST.test(below) ? "public, max-age=31536000, immutable" : "public, max-age=600";
    return { status: 200, headers: { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Cache-Control": kept }, body };
  }
  // A folder without its slash is sent on, as all servers of static sites do.
  if (await read(join(file, "index.html"))) return { status: 301, headers: { Location: `${path}/` }, body: "" };

  const language = below.split("/")[1];
  const missing = (await read(join(folder, language, "404.html"))) ?? (await read(join(folder, "404.html")));
  return { status: 404, headers: { "Content-Type": TYPES[".html"] }, body: missing ?? "" };
}

async function read(file) {
  try {
    return await readFile(file);
  } catch (error) {
    if (["ENOENT", "EISDIR", "ENOTDIR"].includes(error.code)) return null;
    throw error;
  }
}
