// What is asked of the server. An answer has a status and what it says; status 0 is no answer.
export class Api {
  constructor(folder, token) {
    this.folder = folder;
    this.token = token;
  }

  list(tag) {
    return this.get(`units/${encodeURIComponent(tag)}.json`);
  }

  unit({ locale, document, id }) {
    return this.get(`units/${[locale, document, id].map(encodeURIComponent).join("/")}.json`);
  }

  get(path) {
    return answer(fetch(new URL(path, this.folder)));
  }

  post(name, body) {
    return answer(
      fetch(new URL(`edits/${name}`, this.folder), {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Concord-Token": this.token },
        body: JSON.stringify(body),
      }),
    );
  }
}

async function answer(asked) {
  try {
    const { status, body } = await asked.then(async (answer) => ({ status: answer.status, body: await answer.text() }));
    try {
      return { status, ...JSON.parse(body) };
    } catch {
      return { status, problem: { severity: "error", message: body.trim(), hints: [] } };
    }
  } catch {
    const message = "the preview does not answer";
    return { status: 0, problem: { severity: "error", message, hints: ["the text is kept here; start the preview again"] } };
  }
}
