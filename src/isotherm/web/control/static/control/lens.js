// What part of a drawing is seen: moved by mouse, touch and keys, always within the sheet.

const NEAREST = 7; // times the whole
const STEP = 0.12; // of what is seen, a key press moves

export class Lens {
  constructor(drawing, frame, changed) {
    const { width, height } = drawing.viewBox.baseVal;
    this.drawing = drawing;
    this.frame = frame;
    this.changed = changed;
    this.whole = { width, height };
    this.seen = { x: 0, y: 0, width, height };
    this.fingers = new Map();
    this.ends = new AbortController();
    this.listen();
  }

  get nearness() {
    return this.whole.width / this.seen.width;
  }

  get pixels() {
    return this.drawing.clientWidth / this.seen.width; // of the screen, a unit of the drawing
  }

  share() {
    const { x, y, width } = this.seen;
    return { x: x / this.whole.width, y: y / this.whole.height, part: width / this.whole.width };
  }

  restore({ x, y, part }) {
    const { width, height } = this.whole;
    this.seen = { x: x * width, y: y * height, width: part * width, height: part * height };
  }

  show() {
    const { width, height } = this.whole;
    const seen = this.seen;
    seen.width = Math.min(Math.max(seen.width, width / NEAREST), width);
    seen.height = (seen.width * height) / width;
    seen.x = Math.min(Math.max(seen.x, 0), width - seen.width);
    seen.y = Math.min(Math.max(seen.y, 0), height - seen.height);
    const box = [seen.x, seen.y, seen.width, seen.height].map((n) => n.toFixed(2)).join(" ");
    this.drawing.setAttribute("viewBox", box);
    this.frame.classList.toggle("is-near", this.nearness > 1.01);
    this.changed();
  }

  at(event) {
    const box = this.drawing.getBoundingClientRect();
    return {
      x: this.seen.x + ((event.clientX - box.left) / box.width) * this.seen.width,
      y: this.seen.y + ((event.clientY - box.top) / box.height) * this.seen.height,
    };
  }

  middle() {
    const { x, y, width, height } = this.seen;
    return { x: x + width / 2, y: y + height / 2 };
  }

  zoom(times, around = this.middle()) {
    const seen = this.seen;
    const width = Math.min(Math.max(seen.width / times, this.whole.width / NEAREST), this.whole.width);
    const ratio = width / seen.width;
    seen.x = around.x - (around.x - seen.x) * ratio;
    seen.y = around.y - (around.y - seen.y) * ratio;
    seen.width = width;
    this.show();
  }

  move(right, down) {
    this.seen.x += right;
    this.seen.y += down;
    this.show();
  }

  all() {
    this.seen = { x: 0, y: 0, ...this.whole };
    this.show();
  }

  stop() {
    this.ends.abort();
  }

  listen() {
    const on = (kind, answer, options = {}) =>
      this.frame.addEventListener(kind, answer.bind(this), { signal: this.ends.signal, ...options });
    on("wheel", this.onWheel, { passive: false });
    on("pointerdown", this.onDown);
    on("pointermove", this.onMove);
    on("pointerup", this.onUp);
    on("pointercancel", this.onUp);
    on("click", this.onClick, { capture: true });
    on("dragstart", (event) => event.preventDefault());
    on("keydown", this.onKey);
    on("focusin", this.onFocus);
    on("dblclick", (event) => this.zoom(1.8, this.at(event)));
  }

  onWheel(event) {
    const times = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015));
    if (times < 1 && this.nearness < 1.001) return; // let the page scroll on
    event.preventDefault();
    this.zoom(times, this.at(event));
  }

  onDown(event) {
    if (event.button) return;
    this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.dragged = 0;
  }

  onMove(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    if (this.fingers.size === 1) this.drag(event, before, now);
    else if (this.fingers.size === 2) this.pinch(event, before, now);
    this.fingers.set(event.pointerId, now);
  }

  drag(event, before, now) {
    if (event.pointerType === "touch" && this.nearness < 1.01) return; // the page's own scroll
    this.dragged += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (this.dragged < 4) return;
    if (!this.frame.hasPointerCapture(event.pointerId)) this.frame.setPointerCapture(event.pointerId);
    this.move((before.x - now.x) / this.pixels, (before.y - now.y) / this.pixels);
  }

  pinch(event, before, now) {
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)[1];
    const gap = (one) => Math.max(Math.hypot(one.x - other.x, one.y - other.y), 1);
    this.dragged = 9;
    const middle = { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 };
    this.zoom(gap(now) / gap(before), this.at(middle));
  }

  onUp(event) {
    this.fingers.delete(event.pointerId);
  }

  onClick(event) {
    if (this.dragged >= 4) {
      event.preventDefault(); // the end of a drag is no click on a place
      event.stopPropagation();
    }
    this.dragged = 0;
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { width, height } = this.seen;
    const acts = {
      ArrowLeft: () => this.move(-width * STEP, 0),
      ArrowRight: () => this.move(width * STEP, 0),
      ArrowUp: () => this.move(0, -height * STEP),
      ArrowDown: () => this.move(0, height * STEP),
      "+": () => this.zoom(1.4),
      "=": () => this.zoom(1.4),
      "-": () => this.zoom(1 / 1.4),
      0: () => this.all(),
      Home: () => this.all(),
    };
    const act = acts[event.key];
    if (!act || (this.nearness < 1.001 && /^Arrow|^-/.test(event.key))) return;
    event.preventDefault();
    act();
  }

  onFocus(event) {
    const circle = event.target.closest?.(".place")?.querySelector("circle");
    if (!circle || !event.target.matches(":focus-visible")) return;
    const { x, y, width, height } = this.seen;
    const [cx, cy] = [circle.cx.baseVal.value, circle.cy.baseVal.value];
    if (cx > x && cx < x + width && cy > y && cy < y + height) return;
    this.move(cx - x - width / 2, cy - y - height / 2);
  }
}
