// The slider "as known on": each position is a link of the list beneath it, followed once the slider rests.

const REST = 150;
let resting;

const stops = () => [...document.querySelectorAll("#stops ol a")];

// Slider, words and list say the same moment, before the page of it has come.
function mark(chosen) {
  const slider = document.getElementById("moment");
  const { when, who, figures } = chosen.dataset;
  slider.value = stops().indexOf(chosen);
  slider.setAttribute("aria-valuetext", `${when}, ${who}: ${figures}`);
  const [moment, said, figure] = document.getElementById("moment-shown").children;
  moment.textContent = when;
  said.textContent = who;
  figure.textContent = figures;
  for (const stop of stops()) stop.removeAttribute("aria-current");
  chosen.setAttribute("aria-current", "true");
}

document.addEventListener("input", ({ target }) => {
  if (target.id !== "moment") return;
  const chosen = stops()[target.value];
  mark(chosen);
  clearTimeout(resting);
  resting = setTimeout(() => chosen.click(), REST);
});

document.addEventListener("click", ({ target }) => {
  const chosen = target.closest?.("#stops ol a");
  if (chosen) mark(chosen);
});
