// The line at the top runs while anything is on its way, and a form goes off once.
const line = document.getElementById("progress");
let underway = 0;
let soon;

function begin() {
  underway += 1;
  soon ??= setTimeout(() => line?.classList.add("is-on"), 150); // quick answers need no line
}

function end() {
  underway = Math.max(0, underway - 1);
  if (underway) return;
  clearTimeout(soon);
  soon = undefined;
  line?.classList.remove("is-on");
}

document.addEventListener("htmx:beforeRequest", begin);
document.addEventListener("htmx:afterRequest", end);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.hasAttribute("target") || form.method !== "post") return;
  if (form.matches("[hx-post], [data-hx-post]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  if (!form.hasAttribute("data-download")) begin();
});

// Back from the browser's memory: nothing is under way any more.
window.addEventListener("pageshow", () => {
  underway = 0;
  end();
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
