// What every page needs: an open menu closes on Escape or a click elsewhere, and failed requests are said aloud.

document.documentElement.classList.add("scripted");

const status = document.getElementById("status");
let clearing;

export function say(words) {
  clearTimeout(clearing);
  if (status.textContent !== words) status.textContent = words;
  clearing = setTimeout(() => (status.textContent = ""), 6000);
}

export function formOf(values) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

// Words that the server puts there go away as well.
new MutationObserver(() => status.textContent && say(status.textContent.trim())).observe(status, { childList: true });

const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (click) => {
  for (const menu of menus()) if (!menu.contains(click.target)) menu.open = false;
});
document.addEventListener("keydown", (key) => {
  if (key.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("htmx:sendError", () => say("The desk cannot be reached. Nothing was changed."));
document.addEventListener("htmx:responseError", (event) => {
  const { status: code, responseText } = event.detail.xhr;
  if (code === 409) say(responseText);
  else if (code === 403) say("Refused: your role cannot do that, or this page grew old. Nothing was changed.");
  else say("That failed. Nothing was changed.");
});

// Whoever was signed out meanwhile gets the door as a page of its own, not inside a card.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!new URL(event.detail.xhr.responseURL || location.href).pathname.startsWith("/sign-in/")) return;
  event.detail.shouldSwap = false;
  location.reload();
});
