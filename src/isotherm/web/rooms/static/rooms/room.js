// A room's page: lines, tallies, what is held up, and votes that show at once.
import { Line } from "./line.js";

const page = document.querySelector("[data-room]");
const log = page.querySelector("[data-lines]");
const say = page.querySelector("[data-say]");
const number = new Intl.NumberFormat(document.documentElement.lang);
const mostLines = 300;
const waitingLines = new Map(); // key: the line shown before it is in the log
let followsHost = true;

page.classList.add("is-live");

function show(name, on) {
  const place = page.querySelector(`[data-${name}]`);
  if (place) place.hidden = !on;
}

function write(name, value) {
  for (const place of page.querySelectorAll(`[data-${name}]`)) place.textContent = number.format(value);
}

function toast(words) {
  const drawn = document.getElementById("toast-error")?.content.cloneNode(true);
  if (!drawn) return;
  drawn.querySelector("p").textContent = words;
  document.getElementById("toasts").append(drawn);
}

function lineOf({ kind, name, text, seq }) {
  const pattern =
    page.querySelector(`template[data-line="${kind}"]`) ?? page.querySelector('template[data-line="chat"]');
  const item = pattern.content.firstElementChild.cloneNode(true);
  if (seq) item.dataset.seq = seq;
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    node.data = node.data.replace("⟦who⟧", () => name).replace("⟦words⟧", () => text);
  }
  return item;
}

function append(item) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  log.querySelector("[data-nothing]")?.remove();
  log.append(item);
  while (log.children.length > mostLines) log.firstElementChild.remove();
  if (atEnd) log.scrollTop = log.scrollHeight;
}

function pick(id) {
  for (const panel of page.querySelectorAll("[data-panel]")) {
    panel.toggleAttribute("data-current", panel.dataset.panel === id);
  }
  for (const one of page.querySelectorAll("[data-pick]")) {
    if (one.dataset.pick === id) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
}

function hear(message) {
  if ("ack" in message) return answered(message);
  for (const line of message.lines ?? []) {
    const there = log.querySelector(`[data-seq="${line.seq}"]`);
    if (there?.classList.contains("is-waiting")) there.replaceWith(lineOf(line));
    else if (!there) append(lineOf(line));
    if (line.kind === "sale" && !page.hasAttribute("data-desk")) reload();
  }
  if (message.tally) write("voters", message.tally.voters);
  if ("here" in message) write("here", message.here);
  if ("host_here" in message) show("away", !message.host_here);
  if (message.shown) {
    page.dataset.shown = message.shown;
    if (followsHost || page.hasAttribute("data-desk")) pick(message.shown);
  }
  if (message.test_open === false && page.querySelector("[data-vote]")) reload();
  for (const [product, left] of Object.entries(message.left ?? {})) {
    const place = page.querySelector(`[data-left="${CSS.escape(product)}"]`);
    if (place) place.textContent = number.format(left);
  }
}

function reload() {
  if (say?.elements.text.value) return; // never while someone is writing
  location.reload();
}

function answered({ ack, error, seq, act }) {
  if (act.do === "say") {
    const item = waitingLines.get(ack);
    waitingLines.delete(ack);
    const there = !error && !log.querySelector(`[data-seq="${seq}"]`);
    if (there) item.dataset.seq = seq; // the line itself takes its place when it comes
    else item?.remove();
    if (error && !say.elements.text.value) say.elements.text.value = act.text;
  } else if (error) {
    press(buttonOf(act), act.do !== "vote", act.before);
  }
  if (error) toast(error);
}

function buttonOf({ option, stake, value }) {
  const panel = page.querySelector(`[data-option="${CSS.escape(option)}"]`);
  const size = stake === "size" ? `[value="${CSS.escape(value)}"]` : "";
  return panel.querySelector(`[data-vote="${stake}"]${size}`);
}

// Shows a stake as on or off; of sizes only one is on.
function press(button, on, before) {
  if (!button) return;
  if (button.dataset.vote === "size") {
    for (const other of button.parentElement.children) other.setAttribute("aria-pressed", "false");
    if (!on && before) {
      button.parentElement.querySelector(`[value="${CSS.escape(before)}"]`)?.setAttribute("aria-pressed", "true");
    }
  }
  if (on || button.dataset.vote !== "size") button.setAttribute("aria-pressed", String(on));
}

function state(now) {
  show("offline", now === "off");
  show("over", now === "over");
  if (now === "out") toast(page.querySelector('[data-words="out"]')?.content.textContent ?? "");
}

const line = new Line(page.dataset.room, {
  after: Number(page.dataset.seq),
  desk: page.hasAttribute("data-desk"),
  told: hear,
  state,
});

say?.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  const text = say.elements.text.value.trim();
  if (!text) return;
  const item = lineOf({ kind: "chat", name: "…", text });
  item.classList.add("is-waiting");
  waitingLines.set(line.send({ do: "say", text }), item);
  append(item);
  say.elements.text.value = "";
});

page.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest("[data-vote]");
    if (!button || page.hasAttribute("data-desk")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const on = button.getAttribute("aria-pressed") !== "true";
    const stake = button.dataset.vote;
    const before = button.parentElement.querySelector('[data-vote="size"][aria-pressed="true"]')?.value ?? "";
    if (stake === "size" && !on) return;
    press(button, on, before);
    const option = button.closest("[data-option]").dataset.option;
    line.send({ do: on ? "vote" : "take_back", option, stake, value: button.value ?? "", before });
  },
  true,
);

page.addEventListener("click", (event) => {
  const one = event.target.closest("a[data-pick]");
  if (!one) return;
  event.preventDefault();
  followsHost = one.dataset.pick === page.dataset.shown;
  pick(one.dataset.pick);
});

document.addEventListener("htmx:afterRequest", ({ detail, target }) => {
  if (detail.successful && target.matches("[data-announce]")) target.reset();
});

log.scrollTop = log.scrollHeight;
