// Day, night, or as the machine has it: remembered in a cookie, so that the server writes the
// page in the right colours from the start.
const year = 60 * 60 * 24 * 365;

document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-choose-theme]");
  if (!chosen) return;
  event.preventDefault();
  const theme = chosen.dataset.chooseTheme;
  const age = theme === "auto" ? 0 : year;
  document.cookie = `theme=${theme}; path=/; max-age=${age}; samesite=lax`;
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const button of document.querySelectorAll("[data-choose-theme]")) {
    button.setAttribute("aria-pressed", String(button.dataset.chooseTheme === theme));
  }
});
