// Who was signed out while writing loses nothing.
//
// Saving would lead to the login page and leave behind what was written since. After Wagtail could not save by itself,
// "save" first asks whether the session still stands; if not, the page stays, and says where to sign in again.
(() => {
  let troubled = false;
  let asked = null;
  document.addEventListener('w-autosave:error', () => { troubled = true; });
  document.addEventListener('w-autosave:success', () => { troubled = false; });

  const tell = (words) => {
    const list = document.querySelector('.messages ul');
    if (!list || list.querySelector('[data-hub-told]')) return;
    const line = words.content.firstElementChild.cloneNode(true);
    line.dataset.hubTold = '';
    list.append(line);
    list.closest('.messages').classList.add('appear');
    line.scrollIntoView({ block: 'center' });
  };

  // a new token where the session stands, null where it does not, undefined where nobody answers
  const session = async (url) => {
    try {
      const answer = await fetch(url, { headers: { 'X-Requested-With': 'XMLHttpRequest' }, redirect: 'manual' });
      return answer.ok ? (await answer.json()).csrf : null;
    } catch {
      return undefined;
    }
  };

  window.addEventListener(
    'submit',
    async (event) => {
      const { target: form, submitter } = event;
      const words = document.querySelector('template[data-hub-signed-out]');
      if (!troubled || !words || !(form instanceof HTMLFormElement) || !form.hasAttribute('data-edit-form')) return;
      if (asked === form) {
        asked = null;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      const token = await session(words.dataset.url);
      if (submitter) submitter.disabled = false;
      if (token === null) {
        tell(words);
        return;
      }
      if (token) form.elements.csrfmiddlewaretoken.value = token;
      asked = form;
      form.requestSubmit(submitter);
    },
    true,
  );
})();
