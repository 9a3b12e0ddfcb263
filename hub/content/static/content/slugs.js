// Wagtail proposes a slug while a title is typed. Its own table of letters knows no Vietnamese (it makes "djn" of "Đền"),
// so it is given the title without marks. A number at the end ("lang-sen-2") was given by the house: the slug still follows.
(() => {
  const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

  const dashed = (text) => plain(text).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const isNumbered = (slug, title) => slug !== dashed(title) && slug.replace(/-\d+$/, '') === dashed(title);

  for (const name of ['w-sync:check', 'w-sync:apply']) {
    document.addEventListener(
      name,
      (event) => {
        if (event.target?.name !== 'slug' || typeof event.detail?.value !== 'string') return;
        const slug = event.target.value;
        event.detail.value = name === 'w-sync:check' && isNumbered(slug, event.detail.value) ? slug : plain(event.detail.value);
      },
      true,
    );
  }
})();
