// A strip of tabs or sections that scrolls shows where one is.
for (const here of document.querySelectorAll(":is(.tabs, .desk-sections) [aria-current]")) {
  const strip = here.parentElement;
  strip.scrollLeft = here.offsetLeft - strip.offsetLeft - (strip.clientWidth - here.clientWidth) / 2;
}
