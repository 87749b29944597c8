// What a note's page does besides: pictures by button and key, sharing, and a reply box that empties.
for (const carousel of document.querySelectorAll("[data-carousel]")) {
  const strip = carousel.querySelector(".carousel-strip");
  const back = carousel.querySelector(".carousel-back");
  const next = carousel.querySelector(".carousel-next");
  const place = carousel.querySelector("[data-place]");
  const last = strip.children.length - 1;
  const at = () => Math.round(strip.scrollLeft / Math.max(1, strip.clientWidth));
  const show = (i) => strip.scrollTo({ left: Math.min(last, Math.max(0, i)) * strip.clientWidth });
  const tell = () => {
    place.textContent = String(at() + 1);
    back.hidden = at() === 0;
    next.hidden = at() === last;
  };
  back.addEventListener("click", () => show(at() - 1));
  next.addEventListener("click", () => show(at() + 1));
  strip.addEventListener("scroll", tell, { passive: true });
  strip.addEventListener("keydown", (press) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[press.key];
    if (!way) return;
    press.preventDefault();
    show(at() + way);
  });
}

document.addEventListener("click", async (click) => {
  const share = click.target.closest?.("[data-share]");
  if (!share) return;
  const url = new URL(share.dataset.share, location.href).href;
  try {
    await navigator.clipboard.writeText(url);
  } catch {
    prompt(share.dataset.copied, url);
    return;
  }
  const words = share.querySelector("button span, span") ?? share;
  const before = words.textContent;
  words.textContent = share.dataset.copied;
  setTimeout(() => { words.textContent = before; }, 1800);
});

const freshKey = () => [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16)).join("");
document.body.addEventListener("htmx:afterRequest", ({ detail, target }) => {
  const form = target.closest?.("[data-reply]");
  if (!form || !detail.successful) return;
  form.querySelector("[data-once]").value = freshKey();
  form.reset();
  document.querySelector(".no-replies")?.remove();
});
