// Pictures that were chosen are shown before they are sent.
const input = document.querySelector("[data-pictures]");
const previews = document.querySelector("[data-previews]");
const drop = document.querySelector("[data-drop]");

function show() {
  for (const shown of previews.querySelectorAll("img")) URL.revokeObjectURL(shown.src);
  previews.replaceChildren(
    ...[...input.files].slice(0, 9).map((file) => {
      const item = document.createElement("li");
      const picture = new Image();
      picture.src = URL.createObjectURL(file);
      picture.alt = file.name;
      item.append(picture);
      return item;
    }),
  );
}

input?.addEventListener("change", show);
drop?.addEventListener("dragover", (over) => { over.preventDefault(); drop.classList.add("is-over"); });
drop?.addEventListener("dragleave", () => drop.classList.remove("is-over"));
drop?.addEventListener("drop", (dropped) => {
  dropped.preventDefault();
  drop.classList.remove("is-over");
  input.files = dropped.dataTransfer.files;
  show();
});
