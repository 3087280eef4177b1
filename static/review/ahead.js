// The next report, reserved and fetched while this one is read; finishing this one shows it at once.

import { say } from "../frame/desk.js";
import { renew } from "./hold.js";

const WAIT = 800; // milliseconds, so that the page at hand comes first
const AGAIN = 240_000; // the reservation lasts five minutes

let fetched = null; // { address, html }
let showPage; // (html, address) => void, given by review.js
const csrf = (page) => page.querySelector("input[name=csrfmiddlewaretoken]").value;

export const onSwap = (show) => (showPage = show);

async function fetchNext(page, signal) {
  try {
    const headers = { "X-CSRFToken": csrf(page) };
    const kept = await fetch(page.querySelector("#finish-form").dataset.ahead, { method: "POST", headers, signal });
    if (!kept.ok || kept.redirected) return;
    const { address } = await kept.json();
    if (!address || address === fetched?.address || address === location.pathname) return;
    const next = await fetch(address, { headers: { "X-Prefetch": "1" }, signal });
    if (next.ok && !next.redirected) fetched = { address, html: await next.text() };
  } catch {
    // without it the next page is loaded when it is asked for
  }
}

async function finish(form) {
  const ahead = fetched;
  const headers = { "X-Ahead": ahead?.address ?? "" };
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
  } catch {
    return say("The desk cannot be reached. Nothing was changed.");
  }
  if (answer.redirected) return location.assign(answer.url);
  if (!answer.headers.get("Content-Type")?.includes("json")) {
    if (answer.status === 422 || answer.status === 409) return showPage(await answer.text(), location.href);
    return say(answer.status === 403 ? "Refused: your role cannot do that, or this page grew old." : "That failed. Nothing was changed.");
  }
  const { address, messages } = await answer.json();
  form.dispatchEvent(new CustomEvent("review:finished", { bubbles: true }));
  fetched = null;
  if (!messages || address !== ahead?.address) return location.assign(address);
  showPage(ahead.html, address, messages);
  renew();
}

export function start(page, signal) {
  const form = page.querySelector("#finish-form");
  form.addEventListener("submit", async (submit) => {
    if (submit.defaultPrevented) return; // answers are still under way
    submit.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    await finish(form);
    form.ariaBusy = null;
  }, { signal });
  const soon = setTimeout(fetchNext, WAIT, page, signal);
  const again = setInterval(() => document.visibilityState === "visible" && fetchNext(page, signal), AGAIN);
  signal.addEventListener("abort", () => {
    clearTimeout(soon);
    clearInterval(again);
  });
}
