// The letters of the map keep their size on the screen however near one looks, and places whose
// name found no room get it once there is some.

const SMALLEST = 11; // pixels of the screen
const ROOM_INSIDE = 72; // pixels of a circle's radius from which its name stands in it
const ROOMY = 1.7; // so near, places without a name show it

const NAMESPACE = "http://www.w3.org/2000/svg";

const namesOf = (place) => {
  const circle = place.querySelector("circle");
  const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(circle.getAttribute(name)));
  const texts = [...place.querySelectorAll("text")];
  const hidden = texts.length === 0;
  if (hidden) texts.push(addName(place, x, y + r));
  return { x, y, r, hidden, texts: texts.map((text) => measured(text, texts[0])) };
};

const addName = (place, x, bottom) => {
  const text = document.createElementNS(NAMESPACE, "text");
  text.textContent = place.querySelector("title").textContent.split("\n")[0];
  text.setAttribute("class", "name");
  text.setAttribute("x", x);
  text.setAttribute("y", bottom + 14);
  text.setAttribute("font-size", 12);
  place.append(text);
  return text;
};

const measured = (text, first) => ({
  text,
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
    this.places = [...drawing.querySelectorAll(".place")].map(namesOf);
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
    for (const place of this.places) {
      const shown = !place.hidden || near >= ROOMY;
      for (const one of place.texts) {
        if (place.hidden) one.text.toggleAttribute("hidden", !shown);
        const wanted = Math.max(one.size * scale, SMALLEST) / scale / near;
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
