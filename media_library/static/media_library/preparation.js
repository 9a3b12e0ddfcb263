// Shows how far a clip is prepared, until it is; orders it anew when it was given up, without leaving the form beside it.
// Without it, the page shows the state of when it was opened.
(() => {
  const PAUSE = 2000;
  const show = (panel, told) => {
    panel.querySelector("progress").value = told.percent;
    panel.querySelector("progress").hidden = !told.open;
    panel.querySelector("[data-words]").textContent = told.words;
    panel.querySelector("[data-again]").hidden = !told.failed;
  };
  const follow = (panel) => {
    const ask = async () => {
      try {
        const answer = await fetch(panel.dataset.preparation, { headers: { Accept: "application/json" } });
        if (!answer.ok) return;
        const told = await answer.json();
        show(panel, told);
        if (!told.open) return;
      } catch { /* the next time */ }
      setTimeout(ask, PAUSE);
    };
    setTimeout(ask, PAUSE);
  };
  const again = (panel) => {
    const button = panel.querySelector("[data-again]");
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const token = button.form.querySelector("[name=csrfmiddlewaretoken]").value;
        const answer = await fetch(button.dataset.again, {
          method: "POST",
          headers: { "X-CSRFToken": token, Accept: "application/json" },
        });
        const told = await answer.json();
        if (answer.ok) {
          show(panel, told);
          follow(panel);
        } else {
          panel.querySelector("[data-words]").textContent = told.detail;
        }
      } catch {
        panel.querySelector("[data-words]").textContent = button.dataset.inVain;
      }
      button.disabled = false;
    });
  };
  const begin = () => document.querySelectorAll("[data-preparation]").forEach((panel) => {
    again(panel);
    if (!panel.querySelector("progress").hidden) follow(panel);
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
