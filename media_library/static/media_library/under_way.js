/* Shows how far the work of a job is (a package, a joint change), until it is done; then the page as it is by then. Without this script: load the page anew. */
(() => {
  "use strict";
  const panel = document.querySelector("[data-under-way]");
  if (!panel) return;
  const PAUSE = 1000;

  async function ask() {
    try {
      const answer = await fetch(panel.dataset.underWay, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const told = await answer.json();
      panel.querySelector("progress").value = told.percent;
      panel.querySelector("[data-words]").textContent = told.words;
      if (!told.open) { window.location.reload(); return; }
    } catch { /* the next time */ }
    window.setTimeout(ask, PAUSE);
  }
  window.setTimeout(ask, PAUSE);
})();
