// Copies an address, and says so. Where the browser forbids it, the address is marked: Ctrl+C does the rest.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try { await navigator.clipboard.writeText(field.value); button.textContent = button.dataset.done; } catch { /* it is marked */ }
});
