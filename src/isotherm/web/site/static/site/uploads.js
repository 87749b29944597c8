// A picture that is too large is refused here already, before anyone waits for it to go.
const most = 20 * 2 ** 20; // bytes

document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches?.('input[type="file"][accept*="image"]')) return;
  const large = [...input.files].some((file) => file.size > most);
  const words = document.getElementById("words-large")?.content.textContent ?? "";
  input.setCustomValidity(large ? words : "");
  if (large) input.reportValidity();
});
