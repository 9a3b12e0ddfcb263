// Stands before localize's script, so it is called first: takes out what the house does not offer, and puts in "hand in for approval".
document.addEventListener("DOMContentLoaded", () => {
  const editor = document.querySelector(".js-translation-editor");
  if (!editor) return;

  const props = JSON.parse(editor.dataset.props);
  props.links.convertToAliasUrl = null; // an alias would show readers the source's language
  editor.dataset.props = JSON.stringify(props);
  if (props.perms.canPublish) return;

  // Without "publish", localize makes "stop the translation" its main button: only a publisher may stop one.
  const ours = document.querySelector("template[data-hand-in]");
  new MutationObserver((_changes, observer) => {
    const menu = editor.querySelector("footer .w-dropdown-button");
    if (!menu) return;
    observer.disconnect();
    menu.hidden = true;
    if (ours) menu.after(ours.content.cloneNode(true));
  }).observe(editor, { childList: true, subtree: true });
});
