/* The basket's page: acts without loading the page anew, and keys. Without this script every button is a form of its own. */
(() => {
  "use strict";
  const list = document.querySelector("[data-basket]");
  if (!list) return;
  const told = document.querySelector("[data-basket-told]");

  const rows = () => [...list.querySelectorAll("[data-basket-row]")];

  async function send(form, submitter) {
    const fields = new FormData(form);
    if (submitter?.name) fields.append(submitter.name, submitter.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields, credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      told.textContent = (await answer.json()).words;
      return true;
    } catch {
      told.textContent = list.dataset.failed;
      return false;
    }
  }

  /* the list as it now is; the keys stay on the same row, or on the one that took its place */
  async function draw(uid, at) {
    const here = new URL(window.location.pathname, window.location.href);
    here.searchParams.set("part", "list");
    const answer = await fetch(here, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) { window.location.reload(); return; }
    list.innerHTML = await answer.text();
    const all = rows();
    (all.find((row) => row.dataset.basketRow === uid) || all[Math.min(at, all.length - 1)])?.focus();
  }

  async function act(form, submitter) {
    const row = form.closest("[data-basket-row]");
    const at = row ? rows().indexOf(row) : 0;
    if (await send(form, submitter)) await draw(row?.dataset.basketRow, at);
  }

  list.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target.matches("[data-basket-note]")) send(event.target);
    else act(event.target, event.submitter);
  });
  list.addEventListener("change", (event) => {
    const form = event.target.closest("[data-basket-note]");
    if (form) send(form);
  });
  list.addEventListener("focusin", (event) => {
    const here = event.target.closest("[data-basket-row]");
    if (here) rows().forEach((row) => { row.tabIndex = row === here ? 0 : -1; });
  });
  list.addEventListener("keydown", (event) => {
    if (!event.target.matches("[data-basket-row]")) return;
    const all = rows();
    const at = all.indexOf(event.target);
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      const down = event.key === "ArrowDown";
      if (event.altKey) event.target.querySelector(down ? "[data-basket-down]" : "[data-basket-up]").click();
      else all[Math.max(0, Math.min(all.length - 1, at + (down ? 1 : -1)))].focus();
    } else if (event.key === "Delete") {
      event.preventDefault();
      event.target.querySelector("[data-basket-out]").click();
    }
  });

  const purpose = document.querySelector("[data-basket-purpose]");
  purpose?.addEventListener("change", () => purpose.requestSubmit());
})();
