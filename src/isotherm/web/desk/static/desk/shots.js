// A picture that was chosen is shown in its frame before it is sent.
function show(input) {
  const frame = input.closest(".shot").querySelector(".shot-frame");
  const shown = frame.querySelector("img");
  if (shown) URL.revokeObjectURL(shown.src);
  shown?.remove();
  const [file] = input.files;
  if (!file) return;
  const picture = new Image();
  picture.src = URL.createObjectURL(file);
  picture.alt = file.name;
  frame.append(picture);
}

for (const input of document.querySelectorAll(".shot input[type=file]")) {
  input.addEventListener("change", () => show(input));
}
