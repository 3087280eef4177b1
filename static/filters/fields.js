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

// A list opens towards the side where there is room, and closes once the focus has left it.
document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.(".choice") || !target.open) return;
  target.classList.remove("choice--to-the-left");
  const edge = target.querySelector(".choice__panel").getBoundingClientRect().right;
  target.classList.toggle("choice--to-the-left", edge > document.documentElement.clientWidth);
}, true);

document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const choice = target.closest(".choice");
  if (choice && relatedTarget && !choice.contains(relatedTarget)) choice.open = false;
});

// What the desk finds wrong with a choice comes with the answer: the field is told as well.
document.addEventListener("htmx:afterSettle", () => {
  for (const error of document.querySelectorAll("#record-filters .error")) {
    const field = document.getElementById(error.id.replace(/_error$/, ""));
    if (!field) continue;
    if (!error.textContent.trim()) field.removeAttribute("aria-invalid");
    else {
      field.setAttribute("aria-invalid", "true");
      const described = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
      field.setAttribute("aria-describedby", [...described.add(error.id)].join(" "));
    }
  }
});

// On a small screen the filters step back until they are asked for, unless one of them is wrong.
const drawer = document.querySelector("#record-filters")?.closest(".filter-drawer");
if (drawer && matchMedia("(max-width: 56rem)").matches && !drawer.querySelector("[aria-invalid]")) drawer.open = false;
