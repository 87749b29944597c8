// Who names a shop or brings a file means the candidates from there.
for (const line of document.querySelectorAll(".candidates .field-check")) {
  const choice = line.querySelector("input[type=radio]");
  for (const input of line.querySelectorAll("input:not([type=radio])")) {
    input.addEventListener("input", () => {
      choice.checked = true;
    });
  }
}
