// The search field of a picker: hides what does not hold every word that was typed; accents do not matter.
(() => {
  const fold = (text) =>
    text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/Đ/g, 'd').toLowerCase();

  const start = (picker) => {
    if (picker.dataset.started) return;
    picker.dataset.started = 'yes';
    const search = picker.querySelector('[data-hub-picker-search]');
    const items = [...picker.querySelectorAll('[data-hub-picker-item]')];
    const none = picker.querySelector('[data-hub-picker-none]');
    const count = picker.querySelector('[data-hub-picker-count]');
    const texts = items.map((item) => fold(item.textContent));
    search.hidden = items.length < 8;
    search.addEventListener('input', (event) => {
      event.stopPropagation(); // typing here changes nothing that would have to be saved
      const words = fold(search.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      items.forEach((item, index) => {
        item.hidden = !words.every((word) => texts[index].includes(word));
        if (!item.hidden) shown += 1;
      });
      none.hidden = shown > 0;
    });
    search.addEventListener('change', (event) => event.stopPropagation());
    search.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault(); // must not submit the page
    });
    picker.addEventListener('change', () => {
      count.textContent = picker.querySelectorAll('input[type=checkbox]:checked').length;
    });
  };

  const startAll = () => document.querySelectorAll('[data-hub-picker]').forEach(start);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', startAll);
  else startAll();
})();
