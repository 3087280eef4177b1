// Days of the calendar as the desk writes them, YYYY-MM-DD. No time zone has a part in them.

const DAY = 86_400_000; // milliseconds
export const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export const toText = (day) => day.toISOString().slice(0, 10);

// The day of a text, or null where there is no such day.
export function toDay(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text ?? "")) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || toText(day) !== text ? null : day;
}

export const addDays = (day, count) => new Date(day.getTime() + count * DAY);

// So many months on; the last of the month where there is no such day.
export function addMonths(day, count) {
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day.getUTCDate(), last));
  return first;
}

export const weekday = (day) => (day.getUTCDay() + 6) % 7; // 0 for Monday

// The weeks that a month touches, each of seven days from Monday on.
export function weeksOf(day) {
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));
  const begin = addDays(first, -weekday(first));
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0));
  const count = Math.ceil((weekday(first) + last.getUTCDate()) / 7);
  return Array.from({ length: count }, (_, week) => Array.from({ length: 7 }, (_, at) => addDays(begin, week * 7 + at)));
}
