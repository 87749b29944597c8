// Who goes by key stays where they were: what is swapped in takes the focus of what it replaced,
// and a button that slept while its answer came is woken with the focus it had.
const REACHABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
const SETTLED = 60; // milliseconds: HTMX has put its answer in by then
const left = new WeakMap(); // by request: what had the focus, and where it stood

const reachable = (region) =>
  [...region.querySelectorAll(REACHABLE)].filter(
    (one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }),
  );

// What it does, not which element it is: the same field of the same form, the same link.
const deed = (one) =>
  [one.localName, one.name, one.form?.getAttribute("action"), one.getAttribute("href")].join(" ");

function remember(had, target) {
  if (!target?.contains(had)) return { had };
  // An answer closes what it was written in: its summary is what stays.
  const stays = had.closest("details")?.querySelector("summary") ?? had;
  const place = Math.max(0, reachable(target).indexOf(stays));
  return { had, target, place, before: target.previousElementSibling, around: target.parentElement };
}

function standsThere({ target, before, around }) {
  if (target.isConnected) return target;
  return (before?.isConnected ? before.nextElementSibling : around?.firstElementChild) ?? around;
}

function giveBack(known) {
  if (document.activeElement && document.activeElement !== document.body) return;
  if (known.had.isConnected && known.had.checkVisibility()) {
    known.had.focus({ preventScroll: true });
    return;
  }
  const region = known.target && standsThere(known);
  if (!region?.isConnected) return;
  const there = region.matches(REACHABLE) ? [region] : reachable(region);
  const same = there.find((one) => deed(one) === deed(known.had) && one.localName !== "summary");
  (same ?? there[Math.min(known.place, there.length - 1)])?.focus({ preventScroll: Boolean(same) });
}

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const had = document.activeElement;
  if (had && had !== document.body) left.set(detail.xhr, { had });
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const known = left.get(detail.xhr);
  if (known) left.set(detail.xhr, remember(known.had, detail.target));
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const known = left.get(detail.xhr);
  if (known) setTimeout(giveBack, SETTLED, known);
});
