// The letters of the map hardly change on the screen however near one looks, and places whose name
// or figures found no room get them once there is some.

const SMALLEST = 11; // pixels of the screen
const ROOM_INSIDE = 72; // pixels of a circle's radius from which its name stands in it
const ROOM_BELOW = 40; // pixels of a radius from which words without room at first are shown
const NEAR = 1.3; // and not before one came so near
const GROWTH = 0.2; // letters grow a little as one comes near

const NAMESPACE = "http://www.w3.org/2000/svg";

const namesOf = (place, letters) => {
  const circle = place.querySelector("circle");
  const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(circle.getAttribute(name)));
  const [name, figures] = place.querySelector("title").textContent.split("\n");
  const said = place.querySelector(".name") ?? addWords(place, "name", { x, y: y + r + letters * 1.2, size: letters });
  if (!said.textContent) said.textContent = name;
  const below = { x: said.getAttribute("x"), y: Number(said.getAttribute("y")) + letters * 0.98, size: letters * 0.85 };
  const under = place.querySelector(".under") ?? addWords(place, "under", below);
  if (!under.textContent && figures) {
    under.textContent = figures;
    under.dataset.near = "";
  }
  return { x, y, r, texts: [said, under].map((text) => measured(text, said)) };
};

// Words that had no room when all is seen: shown from near.
const addWords = (place, kind, { x, y, size }) => {
  const text = document.createElementNS(NAMESPACE, "text");
  text.setAttribute("class", kind);
  text.setAttribute("x", x);
  text.setAttribute("y", y);
  text.setAttribute("font-size", size);
  text.dataset.near = "";
  place.append(text);
  return text;
};

const measured = (text, first) => ({
  text,
  onlyNear: "near" in text.dataset,
  x: Number(text.getAttribute("x")),
  y: Number(first.getAttribute("y")),
  below: Number(text.getAttribute("y")) - Number(first.getAttribute("y")),
  size: Number(text.getAttribute("font-size")),
});

// A distance from the middle: what lies beyond the rim shrinks as letters do.
const drawnIn = (away, rim, by) => {
  const far = Math.abs(away);
  return Math.sign(away) * (far <= rim ? far * Math.max(by, 0.2) : rim + (far - rim) * by);
};

export class Letters {
  constructor(drawing) {
    const letters = Number(drawing.querySelector(".place .name")?.getAttribute("font-size") ?? 13);
    this.places = [...drawing.querySelectorAll(".place")].map((place) => namesOf(place, letters));
    this.marks = [...drawing.querySelectorAll(".marks text")].map((text) => ({
      text,
      size: Number(text.getAttribute("font-size")),
    }));
    this.strokes = drawing.querySelector(".isotherms");
  }

  fit(lens) {
    const near = lens.nearness;
    const scale = lens.pixels / near; // pixels a unit when all is seen
    if (!(scale > 0)) return; // not laid out yet
    const grown = Math.min(near, 4) ** GROWTH;
    for (const place of this.places) {
      for (const one of place.texts) {
        if (one.onlyNear) one.text.toggleAttribute("hidden", near < NEAR || place.r * lens.pixels < ROOM_BELOW);
        const wanted = (Math.max(one.size * scale, SMALLEST) * grown) / scale / near;
        const by = wanted / one.size;
        const inside = place.r * lens.pixels > ROOM_INSIDE;
        one.text.setAttribute("font-size", wanted.toFixed(2));
        const aside = inside ? 0 : drawnIn(one.x - place.x, place.r, by);
        one.text.setAttribute("x", (place.x + aside).toFixed(1));
        const top = place.y + (inside ? 0 : drawnIn(one.y - place.y, place.r, by));
        one.text.setAttribute("y", (top + one.below * by).toFixed(1));
      }
    }
    for (const mark of this.marks) {
      const wanted = Math.max(mark.size * scale, 9) / scale / near;
      mark.text.setAttribute("font-size", wanted.toFixed(2));
    }
  }
}
