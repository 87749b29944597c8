// Toasts come and go; what went wrong on the way is told, whoever's fault it was.
const area = document.getElementById("toasts");
const stays = 7000; // milliseconds; longer where something went wrong
const staysWhenBad = 14000;

function watch(toast) {
  let waiting;
  const wait = () => {
    const bad = toast.matches(".toast-error, .toast-refusal");
    waiting = setTimeout(() => toast.remove(), bad ? staysWhenBad : stays);
  };
  toast.addEventListener("pointerenter", () => clearTimeout(waiting));
  toast.addEventListener("pointerleave", wait);
  toast.addEventListener("focusin", () => clearTimeout(waiting));
  wait();
}

export function tell(name) {
  const words = document.getElementById(`toast-${name}`);
  if (words && area) area.append(words.content.cloneNode(true));
}

if (area) {
  area.querySelectorAll(".toast").forEach(watch);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node.matches?.(".toast")) watch(node);
    }
  }).observe(area, { childList: true });
  area.addEventListener("click", (event) => {
    event.target.closest(".toast-close")?.closest(".toast").remove();
  });
}

// A refusal names its own place on the page; HTMX would leave a 4xx answer out.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event;
  if (detail.xhr.status < 400) return;
  if (!detail.xhr.getResponseHeader("HX-Retarget")) return;
  detail.shouldSwap = true;
  detail.isError = false;
});
const told = { 403: "closed", 404: "gone" };
document.addEventListener("htmx:responseError", (event) => {
  tell(told[event.detail.xhr.status] ?? "error");
});
document.addEventListener("htmx:sendError", () => tell("offline"));
document.addEventListener("htmx:timeout", () => tell("offline"));
