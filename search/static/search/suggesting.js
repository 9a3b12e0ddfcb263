/* Suggestions as one types, in every box that says where to ask (data-suggestions): a combobox with a listbox, as
   ARIA 1.2 has it. Without this script, and wherever it fails, the box is a plain search. */
(() => {
  const PAUSE = 120; // milliseconds without a key before it asks

  const attach = (input, number) => {
    const list = document.createElement("ul");
    list.id = `suggestions-${number}`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.suggestionsLabel || "");
    input.form.append(list);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    input.autocomplete = "off";

    let timer = 0;
    let asking = null;
    let typed = input.value;
    let chosen = -1;

    const close = () => {
      clearTimeout(timer);
      asking?.abort();
      asking = null;
      list.hidden = true;
      list.replaceChildren();
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const choose = (index) => {
      list.children[chosen]?.setAttribute("aria-selected", "false");
      chosen = index;
      const option = list.children[index];
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", option.id);
      } else {
        input.removeAttribute("aria-activedescendant");
      }
      input.value = option ? option.dataset.text : typed;
    };

    const take = (option) => {
      input.value = option.dataset.text;
      close();
      input.form.requestSubmit();
    };

    const show = (suggestions) => {
      list.replaceChildren(
        ...suggestions.map((suggestion, index) => {
          const option = document.createElement("li");
          option.id = `${list.id}-${index}`;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.dataset.text = suggestion.text;
          const text = document.createElement("span");
          text.textContent = suggestion.text;
          if (suggestion.lang) text.lang = suggestion.lang;
          option.append(text);
          if (suggestion.about) {
            const about = document.createElement("small");
            about.textContent = suggestion.about;
            option.append(" ", about);
          }
          return option;
        }),
      );
      chosen = -1;
      list.hidden = !suggestions.length;
      input.setAttribute("aria-expanded", String(suggestions.length > 0));
      input.removeAttribute("aria-activedescendant");
    };

    const ask = async () => {
      asking?.abort();
      const mine = (asking = new AbortController());
      const url = new URL(input.dataset.suggestions, location.href);
      url.searchParams.set("q", typed);
      try {
        const answer = await fetch(url, { signal: mine.signal, headers: { Accept: "application/json" } });
        const told = answer.ok && !answer.redirected ? await answer.json() : { suggestions: [] };
        if (asking === mine && document.activeElement === input) show(told.suggestions);
      } catch {
        if (asking === mine) close(); // the box stays a plain search
      }
    };

    input.addEventListener("input", () => {
      typed = input.value;
      clearTimeout(timer);
      if (!typed.trim()) return close();
      timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden) return;
      const last = list.children.length - 1;
      const next = { ArrowDown: chosen === last ? -1 : chosen + 1, ArrowUp: chosen < 0 ? last : chosen - 1 }[event.key];
      if (next !== undefined) {
        event.preventDefault();
        choose(next);
      } else if (event.key === "Escape") {
        event.preventDefault(); // a search box would be emptied
        input.value = typed;
        close();
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        take(list.children[chosen]);
      } else if (event.key === "Tab") {
        close();
      }
    });
    input.addEventListener("blur", close);
    input.form.addEventListener("submit", close);
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the box
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) take(option);
    });
  };

  document.querySelectorAll("input[data-suggestions]").forEach(attach);
})();
