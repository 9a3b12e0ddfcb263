// What a file says of itself is taken over with a click; what stood in the field before becomes the offer, so nothing is lost.
(() => {
  const target = (button) => document.getElementById(button.dataset.hubOfferFor);
  const take = (button) => {
    const field = target(button);
    if (!field) return; // a field that this user may not change
    const before = field.value;
    field.value = button.dataset.hubOffer;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    if (before && before !== field.value && field.tagName !== 'SELECT') {
      button.dataset.hubOffer = before;
      button.querySelector('[data-hub-offer-words]').textContent = before;
    } else button.hidden = true;
  };
  document.addEventListener('click', (event) => {
    const offer = event.target.closest('[data-hub-offer]');
    if (offer) take(offer);
    const all = event.target.closest('[data-hub-take-all]');
    if (!all) return;
    const within = all.closest('[data-hub-file]') || document;
    within.querySelectorAll('[data-hub-offer][data-hub-certain]').forEach((button) => {
      const field = target(button);
      if (!field) return;
      const untouched = field.tagName === 'SELECT' ? field.selectedIndex <= 0 : !field.value;
      if (!button.hidden && untouched) take(button);
    });
  });
})();
