// Reads a Fluent file from standard input and writes it as `@fluent/syntax` does. Exits with 1
// if there is something in it that the parser does not understand.
import { readFileSync } from "node:fs";
import { parse, serialize } from "@fluent/syntax";

const resource = parse(readFileSync(0, "utf8"), { withSpans: false });
const junk = resource.body.filter((entry) => entry.type === "Junk");
if (junk.length > 0) {
  process.stderr.write(`not understood: ${junk.map((entry) => entry.content).join("\n")}`);
  process.exit(1);
}
process.stdout.write(serialize(resource, {}));
