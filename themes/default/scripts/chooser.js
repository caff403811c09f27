// On the pages where a reader chooses a language: puts first what the browser asks for. Nobody is
// sent anywhere.
const list = document.querySelector(".choices, .language-list");

if (list) {
  const choices = [...list.querySelectorAll("a")];
  const language = (tag) => tag.toLowerCase().split("-")[0];
  for (const wanted of [...navigator.languages].reverse()) {
    const choice = choices.find((link) => language(link.hreflang) === language(wanted));
    if (!choice) continue;
    choice.dataset.suggested = "";
    list.prepend(choice.closest("li"));
  }
}
