// What was typed last goes along, however quickly somebody saves.
//
// The rich text editor (Draftail) hands its text to the form's hidden field a quarter of a second after the last key.
// The browser fires `formdata` for everything that reads the form: save, Ctrl-S, publish, autosave, preview. There the
// editors are asked for what they hold now.
(() => {
  const isComment = ({ style }) => style.startsWith('COMMENT-'); // the marks of comments are kept elsewhere

  // the hidden field stands beside its editor; in a stream it carries no mark of its own
  const inputsOf = (form) =>
    [...form.querySelectorAll('[data-draftail-editor-wrapper]')]
      .map((wrapper) => [...wrapper.parentNode.children].find((each) => each.draftailEditor))
      .filter(Boolean);

  const heldBy = (editor) => {
    const raw = window.Draftail.serialiseEditorStateToRaw(editor.getEditorState());
    if (raw) {
      raw.blocks.forEach((block) => {
        block.inlineStyleRanges = block.inlineStyleRanges.filter((range) => !isComment(range));
      });
    }
    return raw;
  };

  document.addEventListener('formdata', ({ target: form, formData }) => {
    inputsOf(form).forEach((input) => {
      if (!formData.has(input.name)) return;
      const raw = heldBy(input.draftailEditor);
      const value = JSON.stringify(raw);
      if (value === input.value) return;
      input.rawContentState = raw;
      input.value = value;
      formData.set(input.name, value);
    });
  });
})();
