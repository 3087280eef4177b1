// The paste page: Ctrl+Enter sends it, once; the button says that the program reads.

import "./typeahead.js";

const form = document.querySelector(".paste__form");
const go = form.querySelector(".paste__go");
let sent = false;

form.querySelector("[aria-invalid=true]")?.focus();

document.addEventListener("keydown", (key) => {
  if (key.key !== "Enter" || !(key.ctrlKey || key.metaKey)) return;
  key.preventDefault();
  form.requestSubmit();
});

form.addEventListener("submit", (submit) => {
  if (sent) return submit.preventDefault();
  sent = true;
  go.textContent = "Reading…";
  go.setAttribute("aria-busy", "true");
});

// Coming back to the page by the browser's own button finds it ready again.
addEventListener("pageshow", (shown) => shown.persisted && location.reload());
