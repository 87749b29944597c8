// The waterfall: every card takes as many rows of one pixel as it is high, the grid does the rest.
// Cards are measured before they are first painted, so nothing moves on the page.
const GAP = 14;
let due = false;

function lay() {
  due = false;
  for (const fall of document.querySelectorAll("[data-waterfall]")) {
    fall.classList.add("is-laid");
    const cards = [...fall.children];
    const heights = cards.map((card) => card.getBoundingClientRect().height);
    cards.forEach((card, i) => {
      card.style.gridRowEnd = `span ${Math.ceil(heights[i]) + GAP}`;
    });
  }
}

function soon() {
  if (due) return;
  due = true;
  requestAnimationFrame(lay);
}

new MutationObserver((seen) => {
  if (seen.some(({ target }) => target === document.body || target.closest?.("[data-waterfall], main"))) soon();
}).observe(document.documentElement, { childList: true, subtree: true });
addEventListener("resize", soon);
document.fonts?.ready.then(soon);
