/**
 * Digits choose a mark, only while a mark has the focus: single-key shortcuts must not act anywhere else (WCAG 2.1.4).
 */
export function listenForMarks(root) {
  root.addEventListener("keydown", (event) => {
    const from = event.target;
    if (!from.matches?.("input[type=radio][data-portal-mark]") || event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) {
      return;
    }
    const mark = [...from.form.querySelectorAll("input[data-portal-mark]")].find((input) => input.name === from.name && input.value === event.key);
    if (mark) {
      event.preventDefault();
      mark.checked = true;
      mark.focus();
      mark.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}
