// Takes an editor from a finding to its field, and renews the findings after each save.
(() => {
  const find = (path) =>
    path.split('.').reduce((within, part) => (within ? within.querySelector(`[data-contentpath="${part}"]`) : null), document);

  const goTo = (path) => {
    const place = find(path) || find(path.split('.')[0]);
    if (!place) return;
    const tab = place.closest('[role=tabpanel]');
    if (tab && tab.hidden) document.querySelector(`[role=tab][aria-controls="${tab.id}"], a[href="#${tab.id}"]`)?.click();
    for (let fold = place.closest('[data-panel]'); fold; fold = fold.parentElement?.closest('[data-panel]')) {
      fold.querySelector(':scope > .w-panel__header [data-panel-toggle][aria-expanded="false"]')?.click();
    }
    window.setTimeout(() => {
      place.scrollIntoView({ block: 'center' });
      place.querySelector('input:not([type=hidden]), textarea, select, [contenteditable=true], button')?.focus({ preventScroll: true });
    }, 60);
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-hub-goto]');
    if (button) goTo(button.dataset.hubGoto);
  });

  document.addEventListener('w-autosave:success', async (event) => {
    const panel = document.querySelector('[data-hub-preflight]');
    const pk = event.detail?.data?.pk ?? event.detail?.response?.pk;
    if (!panel || !pk) return;
    const answer = await fetch(panel.dataset.url.replace(/0(\/?)$/, `${pk}$1`), { credentials: 'same-origin' });
    if (!answer.ok) return;
    const open = panel.querySelector('details')?.open ?? true;
    panel.innerHTML = await answer.text();
    const details = panel.querySelector('details');
    if (details) details.open = open;
  });
})();
