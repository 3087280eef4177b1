// Single keys (WCAG 2.1.4): silent while somebody types; each person can set others or switch them off (the page of
// preferences), and switch them off in one browser.

const KEPT = "single-keys-off";
const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]";

const own = document.body.dataset.keys; // JSON: the usual key by the person's own; "off" where they are off
const usual = new Map(Object.entries(own && own !== "off" ? JSON.parse(own) : {}));
const moved = new Set(usual.values());

// The usual key for what was pressed; nothing for a usual key that the person set another for.
export const usualKey = (pressed) => usual.get(pressed) ?? (moved.has(pressed) ? null : pressed);

const singleKeysOn = () => localStorage.getItem(KEPT) !== "yes";

function setSingleKeys(on) {
  if (on) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, "yes");
}

export const isTyping = (key) => key.target.closest?.(TYPING) !== null;

// Whether a key press is one of ours: no modifier but Shift, nothing typed into, no dialog open.
export function isSingleKey(key) {
  if (key.ctrlKey || key.metaKey || key.altKey || key.isComposing || key.defaultPrevented) return false;
  return own !== "off" && singleKeysOn() && !isTyping(key) && !document.querySelector("dialog[open]");
}

export const showKeys = () => document.getElementById("keys").showModal();

// The list of keys: its button, and in it the switch for this browser.
export function startList(page = document, signal = undefined) {
  page.querySelector("[data-open=keys]").addEventListener("click", showKeys, { signal });
  const keysOn = page.querySelector("#keys-on");
  if (!keysOn) return; // single keys are off in every browser
  keysOn.checked = singleKeysOn();
  keysOn.addEventListener("change", () => setSingleKeys(keysOn.checked), { signal });
}

// Space and Enter belong to whatever control has the focus.
export const isOnControl = (key) => Boolean(key.target.closest?.("button, a[href], summary, input, label"));
