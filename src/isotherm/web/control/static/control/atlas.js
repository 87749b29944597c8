// The isotherm map: pan and zoom on the drawing's own viewBox, and a slider over readings.
// Without this module the page still shows the map and turns readings by its form.
import { Lens } from "./lens.js";
import { Letters } from "./letters.js";

const sheet = document.getElementById("atlas-sheet");
const places = document.getElementById("atlas-places");
const slider = document.getElementById("atlas-at");
const day = document.getElementById("atlas-day");
const runs = [...document.querySelectorAll("#atlas-runs option")];
const narrow = matchMedia("(max-width: 640px)");
const drawings = new Map(); // address → promise of its markup

let lens = null;

const onSheet = () => {
  const drawing = sheet.querySelector("svg");
  const letters = new Letters(drawing);
  const kept = lens?.share();
  lens?.stop();
  lens = new Lens(drawing, sheet, () => letters.fit(lens));
  if (kept) lens.restore(kept);
  lens.show();
};

const addressOf = (index) =>
  `${runs[index].dataset.address}?sheet=${narrow.matches ? "tall" : "wide"}`;

const fetchDrawing = (address) => {
  if (!drawings.has(address)) {
    const asked = fetch(address, { credentials: "same-origin" }).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    });
    asked.catch(() => drawings.delete(address));
    drawings.set(address, asked);
  }
  return drawings.get(address);
};

let wanted = Number(slider.value);
let listed = wanted; // the reading whose places stand under the map

// The list below follows once the slider rests.
let resting = 0;
const listPlaces = (index) => {
  clearTimeout(resting);
  if (index === listed) return;
  resting = setTimeout(async () => {
    const answer = await fetch(`?at=${index}`, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok || wanted !== index) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = page.getElementById("atlas-places");
    if (!told || wanted !== index) return;
    const unfolded = places.querySelector("details")?.open;
    places.replaceChildren(...told.children);
    if (unfolded) places.querySelector("details")?.setAttribute("open", "");
    listed = index;
  }, 250);
};

const turnTo = async (index) => {
  wanted = index;
  day.textContent = runs[index].label;
  slider.setAttribute("aria-valuetext", runs[index].label);
  sheet.setAttribute("aria-busy", "true");
  try {
    const markup = await fetchDrawing(addressOf(index));
    if (wanted !== index) return;
    const held = document.activeElement === sheet;
    sheet.innerHTML = markup; // drawn and escaped by our own server
    if (held) sheet.focus();
    onSheet();
    history.replaceState(null, "", `?at=${index}`);
    listPlaces(index);
    for (const near of [index - 1, index + 1]) {
      if (runs[near]) fetchDrawing(addressOf(near)).catch(() => {});
    }
  } catch {
    const words = document.getElementById("toast-offline")?.content.cloneNode(true);
    if (words) document.getElementById("toasts").append(words);
  } finally {
    if (wanted === index) sheet.removeAttribute("aria-busy");
  }
};

let playing = 0;
const stopPlaying = (button) => {
  clearInterval(playing);
  playing = 0;
  button?.setAttribute("aria-pressed", "false");
};

const play = (button) => {
  if (playing) return stopPlaying(button);
  button.setAttribute("aria-pressed", "true");
  if (Number(slider.value) >= runs.length - 1) slider.value = "0";
  turnTo(Number(slider.value));
  playing = setInterval(() => {
    const next = Number(slider.value) + 1;
    if (next >= runs.length) return stopPlaying(button);
    slider.value = String(next);
    turnTo(next);
  }, 1200);
};

const acts = {
  in: () => lens.zoom(1.5),
  out: () => lens.zoom(1 / 1.5),
  all: () => lens.all(),
  play: (button) => play(button),
};

for (const button of document.querySelectorAll("[data-atlas]")) {
  button.hidden = false;
  button.addEventListener("click", () => acts[button.dataset.atlas](button));
}
document.querySelector(".atlas-tools").hidden = false;
document.querySelector("[data-plain]").hidden = true;
slider.addEventListener("input", () => {
  stopPlaying(document.querySelector('[data-atlas="play"]'));
  turnTo(Number(slider.value));
});
document.getElementById("atlas-time").addEventListener("submit", (event) => event.preventDefault());
narrow.addEventListener("change", () => turnTo(wanted));
new ResizeObserver(() => lens?.show()).observe(sheet);

if (narrow.matches) turnTo(wanted);
else onSheet();
