/** After a refused form, the summary is what one must read first; its links put the focus in the field. */
export function focusErrorSummary(root) {
  const summary = root.querySelector("[data-portal-error-summary]");
  if (!summary) {
    return;
  }
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && root.getElementById(link.hash.slice(1));
    if (!target) {
      return;
    }
    event.preventDefault();
    // A question with several answers is a fieldset, which can't have the focus: its first answer can.
    const field = target.matches("fieldset") ? target.querySelector("input") : target;
    const label = root.querySelector(`label[for="${CSS.escape(target.id)}"]`) ?? target;
    label.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
}
