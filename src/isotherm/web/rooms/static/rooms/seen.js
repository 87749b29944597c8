// Tells which options were really on screen: having seen one and not voted is a no.
const list = document.querySelector("[data-seen]");
const token = document.querySelector('meta[name="csrf-token"]')?.content;
const waiting = new Set();
let soon;

function send() {
  soon = undefined;
  const body = new URLSearchParams([...waiting].map((id) => ["option", id]));
  waiting.clear();
  fetch(list.dataset.seen, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token },
    keepalive: true,
  }).catch(() => {}); // a vote cast later tells the same
}

if (list && token) {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        watcher.unobserve(entry.target);
        waiting.add(entry.target.closest("[data-option]").dataset.option);
        soon ??= setTimeout(send, 600);
      }
    },
    { threshold: 0.6 },
  );
  list.querySelectorAll("[data-option] .option-picture").forEach((one) => watcher.observe(one));
}
