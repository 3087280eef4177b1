// Single keys (WCAG 2.1.4): silent while somebody types, and they can be switched off, kept in this browser.

const KEPT = "single-keys-off";
const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]";

export const singleKeysOn = () => localStorage.getItem(KEPT) !== "yes";

export function setSingleKeys(on) {
  if (on) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, "yes");
}

export const isTyping = (key) => key.target.closest?.(TYPING) !== null;

// Whether a key press is one of ours: no modifier but Shift, nothing typed into, no dialog open.
export function isSingleKey(key) {
  if (key.ctrlKey || key.metaKey || key.altKey || key.isComposing || key.defaultPrevented) return false;
  return singleKeysOn() && !isTyping(key) && !document.querySelector("dialog[open]");
}

// Space and Enter belong to whatever control has the focus.
export const isOnControl = (key) => Boolean(key.target.closest?.("button, a[href], summary, input, label"));
