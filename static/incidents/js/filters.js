// Filters of the record: lists of boxes that say what is ticked and can be searched; no empty choice in an address.

const chosenIn = (choice) => [...choice.querySelectorAll("input[type=checkbox]:checked")];

function say(choice) {
  const names = chosenIn(choice).map((box) => box.closest("label").textContent.trim());
  choice.querySelector("[data-chosen]").textContent = names.join(", ") || "any";
}

function find(field) {
  const words = field.value.trim().toLowerCase();
  for (const line of field.closest(".choice__panel").querySelectorAll("li")) {
    line.hidden = !line.textContent.toLowerCase().includes(words);
  }
}

document.addEventListener("change", ({ target }) => {
  const choice = target.closest("[data-choice]");
  if (choice && target.type === "checkbox") say(choice);
});

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-choice-find]")) return;
  event.stopPropagation(); // searching a list narrows nothing yet
  find(event.target);
}, true);

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-choice-find]")) event.stopPropagation();
}, true);

// Enter in the search of a list ticks the one that is left.
document.addEventListener("keydown", (key) => {
  if (key.key !== "Enter" || !key.target.matches("[data-choice-find]")) return;
  key.preventDefault();
  const left = [...key.target.closest(".choice__panel").querySelectorAll("li:not([hidden]) input")];
  if (left.length === 1) left[0].click();
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.elt.id !== "record-filters") return;
  for (const [name, value] of [...detail.formData.entries()]) if (value === "") detail.formData.delete(name);
});
