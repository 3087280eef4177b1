// Changing one fact of a claim in place: Enter saves, in a list of choices too, where a browser would open the list.

function save(key) {
  const choice = key.target.closest?.(".card__form select");
  if (key.key !== "Enter" || !choice || key.ctrlKey || key.metaKey) return;
  key.preventDefault();
  choice.form.requestSubmit();
}

export function start(page, signal) {
  document.addEventListener("keydown", save, { signal });
}
