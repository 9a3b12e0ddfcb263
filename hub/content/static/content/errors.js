// A form that came back with errors opens where the first one stands, also on another tab.
window.addEventListener('load', () => {
  const form = document.querySelector('[data-edit-form], form[data-controller~="w-unsaved"]');
  const wrong = [...(form?.querySelectorAll('.w-field__errors, .error-message') ?? [])].find((each) => each.textContent.trim());
  const panel = wrong?.closest('[role=tabpanel]');
  if (!panel) return;
  if (panel.hidden) document.querySelector(`[role=tab][aria-controls="${panel.id}"], [role=tab][href="#${panel.id}"]`)?.click();
  window.setTimeout(() => {
    const place = wrong.closest('[data-contentpath]') ?? wrong;
    place.scrollIntoView({ block: 'center' });
    place.querySelector('input:not([type=hidden]), textarea, select, [contenteditable=true]')?.focus({ preventScroll: true });
  }, 60);
});
