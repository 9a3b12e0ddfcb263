/* The library's page: results while one types, keys, and what is chosen. Without this script the form and the links work
   as they are. What is chosen stays chosen from page to page, in this tab. */
(() => {
  "use strict";
  const form = document.querySelector("[data-library-search]");
  const results = document.querySelector("[data-library-results]");
  if (!form || !results) return;
  const box = form.elements.q;
  const chosenForm = document.querySelector("[data-library-chosen]");
  const KEPT = "library-chosen";
  const OPENED = "library-opened";
  const SENT = "library-sent";
  const WAIT = 180;
  const narrow = window.matchMedia("(max-width: 49.99rem)");

  /* --- results ------------------------------------------------------------------------------------------------------ */

  let asking = null;

  async function show(address, { remember = "replace", focus = false } = {}) {
    asking?.abort();
    asking = new AbortController();
    const part = new URL(address, window.location.href);
    part.searchParams.set("part", "results");
    try {
      const answer = await fetch(part, { signal: asking.signal, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      results.innerHTML = await answer.text();
    } catch (fault) {
      if (fault.name !== "AbortError") window.location.assign(address);
      return;
    }
    part.searchParams.delete("part");
    if (remember === "push") window.history.pushState({}, "", part);
    if (remember === "replace") window.history.replaceState({}, "", part);
    keepHidden(part.searchParams);
    drawn();
    if (focus) opener(0)?.focus();
  }

  /* what is narrowed stays narrowed while one goes on typing */
  function keepHidden(asked) {
    form.querySelectorAll('input[type="hidden"]').forEach((one) => one.remove());
    for (const [name, value] of asked) {
      if (name === "q" || name === "cursor") continue;
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
  }

  function addressOfForm() {
    const asked = new URLSearchParams(new FormData(form));
    if (!asked.get("q")) asked.delete("q");
    return `${form.action.split("?")[0]}?${asked}`;
  }

  let waiting = 0;
  box.addEventListener("input", (event) => {
    if (event.isComposing) return;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => show(addressOfForm()), WAIT);
  });
  box.addEventListener("compositionend", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => show(addressOfForm()), WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.clearTimeout(waiting);
    show(addressOfForm(), { remember: "push", focus: true });
  });
  results.addEventListener("click", (event) => {
    const link = event.target.closest("[data-library-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.href, { remember: "push" }).then(() => {
      if (link.rel) results.scrollIntoView();
      /* whoever sorts by a head can turn the order round with the same key */
      const { libraryOrder: head } = link.dataset;
      if (head) results.querySelector(`[data-library-order="${head}"]`)?.focus();
    });
  });
  window.addEventListener("popstate", () => {
    box.value = new URLSearchParams(window.location.search).get("q") || "";
    show(window.location.href, { remember: "" });
  });

  /* --- chosen ------------------------------------------------------------------------------------------------------- */

  const chosen = new Set(JSON.parse(window.sessionStorage.getItem(KEPT) || "[]"));

  /* what was sent to be changed and is changed, is chosen no more; what was too many for one time still is */
  const address = new URL(window.location.href);
  if (address.searchParams.has("changed")) {
    JSON.parse(window.sessionStorage.getItem(SENT) || "[]").forEach((uid) => chosen.delete(uid));
    window.sessionStorage.removeItem(SENT);
    address.searchParams.delete("changed");
    window.history.replaceState({}, "", address);
  }

  /* a browser has room for some tens of thousands; what it has no room for is chosen until the page is left */
  function keep(name, uids) {
    try {
      window.sessionStorage.setItem(name, JSON.stringify(uids));
    } catch {
      window.sessionStorage.removeItem(name);
    }
  }

  function boxes() {
    return [...results.querySelectorAll(".library-choose input")];
  }

  function drawChosen() {
    boxes().forEach((one) => { one.checked = chosen.has(one.value); });
    keep(KEPT, [...chosen]);
    if (!chosenForm) return;
    chosenForm.hidden = chosen.size === 0;
    const size = chosen.size.toLocaleString(document.documentElement.lang);
    chosenForm.querySelector("[data-library-count]").textContent = `${results.dataset.said} ${size}`;
  }

  function choose(field, wanted, range) {
    const all = boxes();
    const here = all.indexOf(field);
    const from = range && lastChosen >= 0 ? Math.min(lastChosen, here) : here;
    const to = range && lastChosen >= 0 ? Math.max(lastChosen, here) : here;
    all.slice(from, to + 1).forEach((one) => (wanted ? chosen.add(one.value) : chosen.delete(one.value)));
    lastChosen = here;
    drawChosen();
  }

  /* the page that is chosen already is given up again */
  function choosePage() {
    const all = boxes();
    const wanted = !all.every((one) => chosen.has(one.value));
    all.forEach((one) => (wanted ? chosen.add(one.value) : chosen.delete(one.value)));
    drawChosen();
  }

  /* all that the search has found, on whichever page: the server says which those are, and they stay those */
  async function chooseFound(button) {
    button.disabled = true;
    try {
      const answer = await fetch(button.dataset.libraryFound, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(String(answer.status));
      const found = await answer.json();
      (found.uids || []).forEach((uid) => chosen.add(uid));
      told.textContent = found.words;
    } catch {
      told.textContent = results.dataset.failed;
    }
    button.disabled = false;
    drawChosen();
  }

  let lastChosen = -1;
  results.addEventListener("click", (event) => {
    const all = event.target.closest("[data-library-found]");
    if (all) chooseFound(all);
    if (event.target.closest("[data-library-all]")) choosePage();
    if (event.target.matches(".library-choose input")) choose(event.target, event.target.checked, event.shiftKey);
  });
  chosenForm?.querySelector("[data-library-clear]").addEventListener("click", () => {
    chosen.clear();
    drawChosen();
    opener(0)?.focus();
  });
  chosenForm?.addEventListener("submit", (event) => {
    if (event.submitter?.matches("[data-library-put]")) {
      event.preventDefault();
      intoBasket([...chosen]).then((done) => {
        if (!done) return;
        chosen.clear();
        drawChosen();
        (focused() || opener(0))?.focus();
      });
      return;
    }
    const most = Number(chosenForm.dataset.most);
    keep(SENT, [...chosen].slice(0, most));
    handOver("next", window.location.pathname + window.location.search);
    handOver("uids", [...chosen].slice(0, most + 1).join(" ")); // one more says that there were too many
  });

  function handOver(name, value) {
    chosenForm.querySelectorAll(`input[name="${name}"]`).forEach((one) => one.remove());
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    chosenForm.append(field);
  }

  /* --- the basket: on the server, the person's own, from any window ------------------------------------------------- */

  const told = document.querySelector("[data-library-told]");
  const counter = document.querySelector("[data-library-basket-count]");

  async function send(address, uids) {
    const fields = new FormData();
    fields.append("uids", uids.join(" "));
    fields.append("csrfmiddlewaretoken", chosenForm.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(address, { method: "POST", body: fields, credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(String(answer.status));
      const now = await answer.json();
      drawBasket(new Set(now.uids));
      told.textContent = now.words;
      return answer.ok;
    } catch {
      told.textContent = results.dataset.failed;
      return false;
    }
  }

  function intoBasket(uids) {
    return send(results.dataset.putUrl, uids);
  }

  function drawBasket(uids) {
    counter.textContent = String(uids.size);
    results.querySelectorAll(".library-item").forEach((item) => {
      const held = uids.has(item.dataset.uid);
      item.toggleAttribute("data-in-basket", held);
      item.querySelector("[data-library-held]").hidden = !held;
    });
  }

  /* what is chosen goes in; with nothing chosen, what the keys stand on goes in or out */
  function basketKey(item) {
    if (chosen.size) {
      intoBasket([...chosen]).then((done) => { if (done) { chosen.clear(); drawChosen(); } });
    } else {
      send(item.hasAttribute("data-in-basket") ? results.dataset.takeUrl : results.dataset.putUrl, [item.dataset.uid]);
    }
  }

  function focused() {
    return openers().find((one) => one.tabIndex === 0);
  }

  /* --- keys --------------------------------------------------------------------------------------------------------- */

  function openers() {
    return [...results.querySelectorAll("[data-library-open]")];
  }

  function opener(number) {
    return openers()[number];
  }

  function across(all) {
    const top = all[0].getBoundingClientRect().top;
    const next = all.findIndex((one) => Math.abs(one.getBoundingClientRect().top - top) > 4);
    return next === -1 ? all.length : next;
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && opener(0)) {
      event.preventDefault();
      opener(0).focus();
    }
  });
  results.addEventListener("keydown", (event) => {
    const here = event.target.closest("[data-library-open]");
    if (!here) return;
    const all = openers();
    const at = all.indexOf(here);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across(all), ArrowUp: -across(all) }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const to = at + step;
      if (to < 0 && event.key === "ArrowUp") box.focus();
      else all[Math.max(0, Math.min(all.length - 1, to))].focus();
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      all[event.key === "Home" ? 0 : all.length - 1].focus();
    } else if (event.key === " ") {
      event.preventDefault();
      const field = here.parentElement.querySelector(".library-choose input");
      choose(field, !field.checked, event.shiftKey);
    } else if (event.key === "Escape") {
      box.focus();
      box.select();
    } else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      choosePage();
    } else if (event.key.toLowerCase() === "b" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      basketKey(here.closest(".library-item"));
    }
  });
  results.addEventListener("focusin", (event) => {
    const here = event.target.closest("[data-library-open]");
    if (here) openers().forEach((one) => { one.tabIndex = one === here ? 0 : -1; });
  });

  /* who opens an asset and comes back, by whichever way, stands where they stood */
  results.addEventListener("click", (event) => {
    const item = event.target.closest("[data-library-open], .library-moment")?.closest(".library-item");
    if (item) window.sessionStorage.setItem(OPENED, JSON.stringify([placeNow(), item.dataset.uid]));
  });

  function placeNow() {
    const asked = new URLSearchParams(window.location.search);
    asked.sort();
    return [...asked].filter(([, value]) => value).join("&");
  }

  function standAgain() {
    const [place, uid] = JSON.parse(window.sessionStorage.getItem(OPENED) || "[]");
    window.sessionStorage.removeItem(OPENED);
    const item = place === placeNow() && results.querySelector(`.library-item[data-uid="${uid}"]`);
    if (!item) return;
    item.scrollIntoView({ block: "center" });
    item.querySelector("[data-library-open]").focus({ preventScroll: true });
  }

  function drawn() {
    const facets = results.querySelector("[data-library-facets]");
    if (facets && narrow.matches) facets.open = false;
    lastChosen = -1;
    drawChosen();
  }
  drawn();
  standAgain();
})();
