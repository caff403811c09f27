// Light, dark, or as the system: shows the choice in the menu and remembers it.
const root = document.documentElement;

for (const choice of document.querySelectorAll("input[name=appearance]")) {
  choice.checked = choice.value === (root.dataset.scheme || "system");
  choice.addEventListener("change", () => {
    if (choice.value === "system") delete root.dataset.scheme;
    else root.dataset.scheme = choice.value;
    try {
      if (choice.value === "system") localStorage.removeItem("concord-appearance");
      else localStorage.setItem("concord-appearance", choice.value);
    } catch {
      // Storage is closed to this page: the choice holds until the next page.
    }
  });
}
