// Wagtail proposes a slug while a title is typed. Its own table of letters knows no Vietnamese (it makes "djn" of "Đền"),
// so it is given the title without marks.
(() => {
  const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

  for (const name of ['w-sync:check', 'w-sync:apply']) {
    document.addEventListener(
      name,
      (event) => {
        if (event.target?.name === 'slug' && typeof event.detail?.value === 'string') event.detail.value = plain(event.detail.value);
      },
      true,
    );
  }
})();
