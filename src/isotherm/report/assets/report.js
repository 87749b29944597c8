// Language, light and dark, folding. The page says everything without this module too.

const root = document.documentElement;

const remember = (name, value) => {
  try {
    localStorage.setItem(`isotherm-${name}`, value);
  } catch {
    // a page opened from disk may have no storage: the choice then lasts as long as the page
  }
};

const recall = (name) => {
  try {
    return localStorage.getItem(`isotherm-${name}`);
  } catch {
    return null;
  }
};

const showLanguage = (language) => {
  root.dataset.lang = language;
  root.lang = language === "zh" ? "zh-Hans" : "en";
  document.title = root.dataset[language === "zh" ? "titleZh" : "titleEn"];
};

const isDark = () =>
  root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;

const showTheme = (theme) => {
  root.dataset.theme = theme;
};

const openAround = (target) => {
  for (let box = target; box; box = box.parentElement?.closest("details")) {
    if (box.tagName === "DETAILS") box.open = true;
  }
};

const followHash = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  openAround(target);
  target.scrollIntoView({ block: "center" });
};

const foldAll = (button) => {
  const folds = [...document.querySelectorAll("details")];
  const open = folds.some((fold) => !fold.open);
  for (const fold of folds) fold.open = open;
  button.setAttribute("aria-expanded", String(open));
};

const preferred = (navigator.language || "").toLowerCase().startsWith("zh") ? "zh" : "en";
showLanguage(recall("lang") === "zh" || recall("lang") === "en" ? recall("lang") : preferred);
if (["light", "dark"].includes(recall("theme"))) showTheme(recall("theme"));

document.getElementById("switch-language").addEventListener("click", () => {
  const language = root.dataset.lang === "zh" ? "en" : "zh";
  showLanguage(language);
  remember("lang", language);
});

document.getElementById("switch-theme").addEventListener("click", () => {
  const theme = isDark() ? "light" : "dark";
  showTheme(theme);
  remember("theme", theme);
});

document.getElementById("fold-all").addEventListener("click", (event) => {
  foldAll(event.currentTarget);
});

let openedForPrint = [];
addEventListener("beforeprint", () => {
  openedForPrint = [...document.querySelectorAll("details[data-print]:not([open])")];
  for (const fold of openedForPrint) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of openedForPrint) fold.open = false;
});
addEventListener("hashchange", followHash);
if (location.hash) followHash();
