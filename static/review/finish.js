// Finishing a report: only when every claim is decided, every answer has come and its day is more than assumed; and what
// it is taken to tell of.

import { cards, isPending, makeCurrent, toFinish } from "./cards.js";
import { isAwaiting } from "./decisions.js";
import { say } from "../frame/desk.js";

let form;
let goal;
let finishing = false; // finish as soon as nothing is under way
let proposed; // the choices that the page came with, by their group: one where the report tells of one incident
let chosenByHand;

export function finishReport() {
  const waiting = cards().filter(isPending);
  if (waiting.length) {
    say(`${waiting.length} of the claims still ${waiting.length === 1 ? "waits" : "wait"}: accept, edit or reject first.`);
    return makeCurrent(waiting[0]);
  }
  if (hasGroups() && !form.contains(document.activeElement)) {
    say("Look over what each group is taken to tell of, then press it again.");
    return toFinish();
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

const choices = () => [...form.querySelectorAll(".choices")];
const chosenIn = (group) => group.querySelector("input[name$=choice]:checked");
const groupOf = (group) => group.closest(".finish-group")?.dataset.finish;
const hasGroups = () => Boolean(form.querySelector(".finish-group"));

function goalOf(group) {
  const chosen = chosenIn(group);
  const words = chosen?.closest(".choice").querySelector("b")?.textContent ?? "";
  const title = chosen?.value === "new" ? `: ${group.querySelector("input[name$=title]").value}` : "";
  return words ? `→ ${words}${title}` : "";
}

// What is chosen is said in the bar; of several groups it is said over each.
function sayGoal() {
  goal.textContent = hasGroups() ? "" : goalOf(choices()[0]);
  for (const group of choices().filter(groupOf)) {
    const words = goalOf(group) || "→ choose";
    group.closest(".finish-group").querySelector("[data-goal]").textContent = words;
    const heading = document.querySelector(`[data-goal-of="${groupOf(group)}"]`);
    if (heading) heading.textContent = words;
  }
}

const cardsOf = (group) => cards().filter((card) => !groupOf(group) || card.closest(".group")?.dataset.group === groupOf(group));

// Where every claim was rejected, the report most likely tells of no incident; what a person chose stays chosen.
function proposeGoal() {
  for (const [group, choice] of proposed) {
    const its = cardsOf(group);
    if (chosenByHand.has(group) || !choice || !its.length) continue;
    const nothingLeft = its.every((card) => card.dataset.standing === "rejected");
    (nothingLeft ? group.querySelector("input[value=none]") : choice).checked = true;
  }
  sayGoal();
}

export function start(page, signal) {
  form = page.querySelector("#finish-form");
  goal = page.querySelector("#goal");
  finishing = false;
  proposed = new Map(choices().map((group) => [group, chosenIn(group)]));
  chosenByHand = new Set();
  form.addEventListener("input", ({ target }) => {
    for (const group of choices()) if (group.contains(target) || target === form) chosenByHand.add(group);
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
    const number = click.target.closest("input[name$=number]");
    if (number) number.closest(".choice").querySelector("input[type=radio]").checked = true;
  }, { signal });
  document.addEventListener("review:settled", proposeGoal, { signal });
  document.addEventListener("review:answered", ({ detail }) => {
    if (!detail.successful) finishing = false;
    else if (finishing) finishReport();
  }, { signal });
  sayGoal();
}
