// Counts down how long lines of the basket are held; the server decides, this only shows.
function show(line, seconds) {
  const clock = line.querySelector("[data-clock]");
  const over = line.parentElement.querySelector(".line-over");
  if (seconds > 0) {
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    line.classList.toggle("line-soon", seconds <= 120);
    return;
  }
  line.hidden = true;
  if (over) over.hidden = false;
}

function tick() {
  for (const line of document.querySelectorAll("[data-left]")) {
    line.dataset.since ??= String(performance.now());
    const gone = (performance.now() - Number(line.dataset.since)) / 1000;
    show(line, Math.max(0, Math.round(Number(line.dataset.left) - gone)));
  }
}

document.documentElement.classList.add("counts");
tick();
setInterval(tick, 1000);
document.addEventListener("htmx:afterSwap", tick);
