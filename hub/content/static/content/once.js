// A new page is made once.
//
// Wagtail saves a new page by itself while somebody writes. "Save" pressed while that is on its way would make a second
// page, so it waits until the first is made (and the form knows its address), however that ends.
(() => {
  let making = false;
  let held = null;

  const isNew = (form) => form instanceof HTMLFormElement && form.hasAttribute('data-edit-form') && form.action.includes('/add/');

  const goOn = () => {
    making = false;
    if (!held) return;
    const { form, submitter } = held;
    held = null;
    if (submitter) submitter.disabled = false; // a disabled button's "publish" would not be sent
    form.requestSubmit(submitter);
  };

  document.addEventListener('w-autosave:save', ({ target }) => {
    making = isNew(target);
  });
  for (const end of ['success', 'error', 'deactivated']) document.addEventListener(`w-autosave:${end}`, goOn);

  window.addEventListener(
    'submit',
    (event) => {
      if (!making || !isNew(event.target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held = { form: event.target, submitter: event.submitter };
    },
    true,
  );
})();
