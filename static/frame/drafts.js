// Half-finished forms (`<form data-draft="name">`) are kept while somebody types: on the server, and in this browser
// where the server does not answer or nobody is signed in any more. They come back with the page, to the same person.

import { formOf } from "./desk.js";

const WAIT = 400; // milliseconds after the first key
const RETRY = 5_000;
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "draft_page", "draft_form"]);
const person = document.body.dataset.person;
const timers = new Map(); // form name and page → timer
const forgotten = new Map(); // form name and page → how often its draft was saved or discarded
let known = null; // the drafts of this page, as the server and this browser have them; null until both were asked

const shownPage = () => document.querySelector("form[data-draft-page]")?.dataset.draftPage ?? location.pathname;
const pageOf = (form) => form.dataset.draftPage ?? shownPage();
const slot = (page, name) => `draft:${person}:${page}:${name}`;
const slotOf = (form) => slot(pageOf(form), form.dataset.draft);
const forms = () => document.querySelectorAll("form[data-draft]");

function valuesOf(form) {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (!LEFT_OUT.has(name) && typeof value === "string") (values[name] ??= []).push(value);
  }
  return values;
}

function fill(form, values) {
  for (const control of form.elements) {
    if (!control.name || LEFT_OUT.has(control.name) || control.type === "submit" || control.type === "file") continue;
    const given = values[control.name] ?? [];
    if (control.type === "checkbox" || control.type === "radio") control.checked = given.includes(control.value);
    else if (given.length) control.value = given[0];
  }
  form.dispatchEvent(new Event("input"));
}

async function send(fields) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const answer = await fetch("/drafts/", { method: "POST", body: formOf({ ...fields, person }), headers: { "X-CSRFToken": token } }).catch(() => null);
  return Boolean(answer?.ok && !answer.redirected);
}

function keepHere(form, isOnServer) {
  const kept = { values: valuesOf(form), at: new Date().toISOString(), isOnServer };
  try {
    localStorage.setItem(slotOf(form), JSON.stringify(kept));
  } catch {
    // the browser's own store is full or shut: the server has the draft, or will
  }
}

async function keep(form) {
  const [page, name, place] = [pageOf(form), form.dataset.draft, slotOf(form)];
  timers.delete(place);
  const times = forgotten.get(place);
  keepHere(form, false);
  const isKept = await send({ page, form: name, values: JSON.stringify(valuesOf(form)) });
  if (forgotten.get(place) !== times) return send({ page, form: name, discard: "yes" }); // it came too late
  if (isKept) localStorage.removeItem(place);
  else if (form.isConnected && !timers.has(place)) timers.set(place, setTimeout(keep, RETRY, form));
}

function typed(event) {
  const form = event.target.closest?.("form[data-draft]");
  if (!form || timers.has(slotOf(form))) return;
  timers.set(slotOf(form), setTimeout(keep, WAIT, form));
}

function forget(form) {
  clearTimeout(timers.get(slotOf(form)));
  timers.delete(slotOf(form));
  forgotten.set(slotOf(form), (forgotten.get(slotOf(form)) ?? 0) + 1);
  localStorage.removeItem(slotOf(form));
  known = known?.filter((draft) => draft.form !== form.dataset.draft) ?? null;
}

function clock(at) {
  const then = new Date(at);
  const time = then.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return then.toDateString() === new Date().toDateString() ? time : `${then.toLocaleDateString("sv-SE")} ${time}`;
}

function sayRestored(form, draft, before) {
  const note = document.createElement("p");
  note.className = "draft-note small";
  note.append(`restored from ${clock(draft.at)} · `);
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "link";
  discard.textContent = "discard";
  discard.addEventListener("click", () => {
    fill(form, before);
    forget(form);
    send({ page: pageOf(form), form: form.dataset.draft, discard: "yes" });
    note.remove();
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
  note.append(discard);
  form.prepend(note);
}

// A form that came back with errors or two versions has what was typed already.
function restore(form) {
  if (!known || form.dataset.draftReady) return; // a part of the page may settle before its drafts are known
  form.dataset.draftReady = "yes";
  for (const [name, value] of [["draft_page", pageOf(form)], ["draft_form", form.dataset.draft]]) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  const draft = known.find((one) => one.form === form.dataset.draft && one.page === pageOf(form));
  if (!draft || form.querySelector("[aria-invalid=true], .clash, [role=alert]")) return;
  const before = valuesOf(form);
  if (JSON.stringify(before) === JSON.stringify(draft.values)) return;
  fill(form, draft.values);
  const details = form.closest("details");
  if (details) details.open = true;
  sayRestored(form, draft, before);
  if (draft.isHere) keep(form);
}

function keptHere(page) {
  const start = slot(page, "");
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(start))
    .map((key) => ({ ...JSON.parse(localStorage.getItem(key)), form: key.slice(start.length), page, isHere: true }));
}

// What was sent may still be kept here; the server says which form it took.
function forgetSaved() {
  const [, said] = document.cookie.match(/(?:^|; )saved-draft=([^;]+)/) ?? [];
  if (!said) return;
  localStorage.removeItem(slot(...JSON.parse(decodeURIComponent(said))));
  document.cookie = "saved-draft=; max-age=0; path=/; samesite=lax";
}

async function load() {
  const page = shownPage();
  known = null;
  forgetSaved();
  const answer = await fetch(`/drafts/?page=${encodeURIComponent(page)}`).catch(() => null);
  const onServer = answer?.ok && !answer.redirected ? (await answer.json()).drafts : [];
  const here = keptHere(page).filter((one) => !one.isOnServer || onServer.some((other) => other.form === one.form));
  const older = onServer.filter((one) => !here.some((other) => other.form === one.form && other.at > one.at));
  const newer = here.filter((one) => !older.some((other) => other.form === one.form));
  known = [...older.map((one) => ({ ...one, page })), ...newer];
  for (const form of forms()) restore(form);
  // The form of a claim is only there once its card is edited: open it again.
  for (const { form } of known) {
    if (!document.querySelector(`form[data-draft="${CSS.escape(form)}"]`)) document.querySelector(`#${CSS.escape(form)} [data-key="e"]`)?.click();
  }
}

if (person) {
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("submit", ({ target }) => {
    if (!target.matches("form[data-draft]") || !timers.has(slotOf(target))) return;
    clearTimeout(timers.get(slotOf(target)));
    timers.delete(slotOf(target));
    keepHere(target, Boolean(known?.some((one) => one.form === target.dataset.draft)));
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = detail.requestConfig.elt.closest?.("form[data-draft]"); // `elt` is what the answer left of the page
    if (form && detail.successful) forget(form);
  });
  document.addEventListener("htmx:afterSettle", () => [...forms()].forEach(restore));
  document.addEventListener("review:finished", ({ target }) => forget(target));
  document.addEventListener("review:shown", load);
  addEventListener("online", () => [...forms()].filter((form) => timers.has(slotOf(form))).forEach(keep));
  load();
}
