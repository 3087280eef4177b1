// Finishing a report: only when every claim is decided, every answer has come and its day is more than assumed; and what
// it is taken to tell of.

import { cards, isPending, makeCurrent } from "./cards.js";
import { isAwaiting } from "./decisions.js";
import { say } from "../frame/desk.js";

let form;
let goal;
let finishing = false; // finish as soon as nothing is under way
let proposed; // the choice that the page came with
let chosenByHand = false;

export function finishReport() {
  const waiting = cards().filter(isPending);
  if (waiting.length) {
    say(`${waiting.length} of the claims still ${waiting.length === 1 ? "waits" : "wait"}: accept, edit or reject first.`);
    return makeCurrent(waiting[0]);
  }
  if (isAwaiting()) finishing = true;
  else if (asksForDay()) finishing = true; // once it is confirmed
  else {
    finishing = false;
    form.requestSubmit();
  }
}

// A day that was only assumed is confirmed first: whether there is one that waits for that.
function asksForDay() {
  const question = document.getElementById("assumed-day");
  const confirm = question?.querySelector("[data-key=y]");
  if (!confirm) return false;
  question.querySelector("[data-refused]").hidden = false;
  confirm.focus();
  say("The day of publication is only assumed: confirm it, or change it.");
  return true;
}

// The day is changed where all that is known of the text is put right.
function changeDay(click) {
  click.preventDefault();
  const field = document.getElementById("id_about-published");
  field.closest("details").open = true;
  field.focus();
  field.select();
}

function sayGoal() {
  const chosen = form.querySelector("input[name=choice]:checked");
  const words = chosen?.closest(".choice").querySelector("b")?.textContent ?? "";
  const title = chosen?.value === "new" ? `: ${form.elements.title.value}` : "";
  goal.textContent = words ? `→ ${words}${title}` : "";
}

// Where every claim was rejected, the report most likely tells of no incident; what a person chose stays chosen.
function proposeGoal() {
  if (chosenByHand || !proposed || !cards().length) return;
  const nothingLeft = cards().every((card) => card.dataset.standing === "rejected");
  (nothingLeft ? form.querySelector("input[value=none]") : proposed).checked = true;
  sayGoal();
}

export function start(page, signal) {
  form = page.querySelector("#finish-form");
  goal = page.querySelector("#goal");
  finishing = false;
  proposed = form.querySelector("input[name=choice]:checked");
  chosenByHand = false;
  form.addEventListener("input", () => {
    chosenByHand = true;
    sayGoal();
  }, { signal });
  form.addEventListener("submit", (submit) => {
    if (!isAwaiting() && !asksForDay()) return;
    submit.preventDefault();
    finishing = true;
  }, { signal });
  const question = page.querySelector("#assumed-day");
  question?.querySelector("[data-change-day]")?.addEventListener("click", changeDay, { signal });
  question?.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && (finishing = false), { signal });
  form.addEventListener("click", (click) => {
    if (click.target.closest("input[type=number]")) form.querySelector("#choice-other").checked = true;
  }, { signal });
  document.addEventListener("review:settled", proposeGoal, { signal });
  document.addEventListener("review:answered", ({ detail }) => {
    if (!detail.successful) finishing = false;
    else if (finishing) finishReport();
  }, { signal });
  sayGoal();
}
