// The states of a unit: what they are called, and the sign that stands for each beside the text.
export const STATES = {
  missing: { name: "not translated", sign: "+" },
  outdated: { name: "out of date", sign: "↻" },
  draft: { name: "not reviewed", sign: "?" },
  current: { name: "up to date", sign: "✓" },
  source: { name: "source text", sign: "¶" },
  error: { name: "has an error", sign: "!" },
};

export const OPEN = ["missing", "outdated", "draft"];

// What is shown of a unit: a translation that has an error is there, and still not shown.
export const shownAs = (unit) => (unit.state === "missing" && unit.gap === "error" ? "error" : unit.state);

export const nameOf = ({ kind, id }) => `${kind} ${id}`;
