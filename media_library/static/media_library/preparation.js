// Shows how far a clip is prepared, until it is. Without it, the page shows the state of when it was opened.
(() => {
  const PAUSE = 2000;
  const follow = (panel) => {
    const ask = async () => {
      try {
        const answer = await fetch(panel.dataset.preparation, { headers: { Accept: "application/json" } });
        if (!answer.ok) return;
        const told = await answer.json();
        panel.querySelector("progress").value = told.percent;
        panel.querySelector("[data-words]").textContent = told.words;
        if (!told.open) { panel.querySelector("progress").hidden = true; return; }
      } catch { /* the next time */ }
      setTimeout(ask, PAUSE);
    };
    setTimeout(ask, PAUSE);
  };
  const begin = () => document.querySelectorAll("[data-preparation]").forEach(follow);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
