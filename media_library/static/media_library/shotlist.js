// The list of shots beside its player: times are taken from the player's position, rows are added and taken away.
// Without it, times are typed and lists are pasted; a row is a part of the form, and saved with it.
(() => {
  const ASK_AGAIN = 1500;

  const written = (seconds) => {
    const thousandths = Math.round(seconds * 1000);
    const parts = [Math.floor(thousandths / 60000) % 60, Math.floor(thousandths / 1000) % 60].map((part) => String(part).padStart(2, "0"));
    const hours = Math.floor(thousandths / 3600000), rest = thousandths % 1000;
    return (hours ? [String(hours).padStart(2, "0"), ...parts] : parts).join(":") + (rest ? "." + String(rest).padStart(3, "0") : "");
  };
  const read = (text, rate) => {
    const parts = text.trim().replace(",", ".").split(":").map(Number);
    if (parts.length < 2 || parts.some(Number.isNaN)) return null;
    const frames = parts.length === 4 ? parts.pop() / rate : 0;
    return parts.reduce((sum, part) => sum * 60 + part, 0) + frames;
  };

  const begin = (form) => {
    const player = form.querySelector("[data-player]"), rows = form.querySelector("[data-rows]");
    const clock = form.querySelector("[data-clock]"), rate = Number(form.dataset.rate) || 25;
    const total = form.querySelector("[name$=TOTAL_FORMS]");
    let active = null, until = null, changed = false;

    const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
    const shown = () => [...rows.querySelectorAll("[data-row]:not([hidden])")];
    const note = () => { changed = true; };
    const dress = (row) => {
      row.dataset.role = field(row, "role").value;
      row.toggleAttribute("data-same", row.dataset.role === "bite" && field(row, "language").value.trim() === row.dataset.language);
    };
    const activate = (row) => {
      if (active) active.removeAttribute("data-active");
      active = row;
      if (row) row.setAttribute("data-active", "");
    };
    const setTime = (row, name) => { if (row) { field(row, name).value = written(player.currentTime); note(); mark(); } };
    const step = (frames) => { player.pause(); player.currentTime = Math.max(0, player.currentTime + frames / rate); };
    const playRow = (row) => {
      const from = read(field(row, "starts").value, rate);
      if (from === null) return;
      until = read(field(row, "ends").value, rate);
      player.currentTime = from;
      player.play();
    };
    const add = () => {
      const now = written(player.currentTime), before = active || shown().pop();
      if (before && !field(before, "ends").value) field(before, "ends").value = now;
      const holder = document.createElement("ol");
      holder.innerHTML = form.querySelector("[data-empty]").innerHTML.replaceAll("__prefix__", total.value);
      total.value = Number(total.value) + 1;
      const row = holder.querySelector("[data-row]");
      rows.append(row);
      field(row, "starts").value = now;
      const nothing = form.querySelector("[data-nothing]");
      nothing.hidden = true;
      dress(row);
      activate(row);
      note();
      (row.dataset.role === "bite" ? field(row, "verbatim") : field(row, "words")).focus();
      row.scrollIntoView({ block: "nearest" });
    };
    const drop = (row) => {
      field(row, "DELETE").checked = true;
      row.hidden = true;
      if (active === row) activate(null);
      note();
    };
    const mark = () => {
      clock.textContent = written(Math.floor(player.currentTime * rate) / rate);
      for (const row of shown()) {
        const from = read(field(row, "starts").value, rate), to = read(field(row, "ends").value, rate);
        row.toggleAttribute("data-current", from !== null && to !== null && from <= player.currentTime && player.currentTime < to);
      }
    };
    const acts = {
      in: () => setTime(active, "starts"),
      out: () => setTime(active, "ends"),
      play: () => { until = null; if (player.paused) player.play(); else player.pause(); },
      back: () => step(-1),
      forth: () => step(1),
      new: add,
    };
    const keys = { KeyI: "in", KeyO: "out", KeyP: "play", Comma: "back", Period: "forth", KeyN: "new" };

    player.addEventListener("timeupdate", () => {
      if (until !== null && player.currentTime >= until) { player.pause(); until = null; }
      mark();
    });
    player.addEventListener("seeked", mark);
    form.addEventListener("focusin", (event) => { const row = event.target.closest("[data-row]"); if (row) activate(row); });
    form.addEventListener("input", (event) => { const row = event.target.closest("[data-row]"); if (row) dress(row); note(); });
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do], [data-row-do]");
      if (!button) return;
      if (button.dataset.do) acts[button.dataset.do]();
      else (button.dataset.rowDo === "play" ? playRow : drop)(button.closest("[data-row]"));
    });
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || !keys[event.code]) return;
      event.preventDefault();
      acts[keys[event.code]]();
    });
    form.addEventListener("submit", () => { changed = false; });
    addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

    const cuts = form.querySelector("[data-cuts][data-unknown]");
    if (cuts) cuts.addEventListener("click", async (event) => {
      if (!cuts.hasAttribute("data-unknown")) return;
      event.preventDefault();
      cuts.disabled = true;
      form.querySelector("[data-looking]").hidden = false;
      const ask = async (method) => {
        try {
          const answer = await fetch(cuts.dataset.cuts, { method, headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value } });
          if (answer.ok && (await answer.json()).done) {
            cuts.removeAttribute("data-unknown");
            cuts.disabled = false;
            cuts.click();
            return;
          }
        } catch { /* the next time */ }
        setTimeout(() => ask("GET"), ASK_AGAIN);
      };
      ask("POST");
    });
    rows.querySelectorAll("[data-row]").forEach(dress);
    mark();
  };
  const start = () => document.querySelectorAll("[data-shotlist]").forEach(begin);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
