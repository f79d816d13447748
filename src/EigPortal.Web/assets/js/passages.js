/** A juror selects words of the file and retains them for the criterion they were last at. Without this script they copy and paste. */
export function retainPassages(root) {
  const file = root.querySelector("[data-portal-file]");
  const bar = root.querySelector("[data-portal-retain-bar]");
  const form = root.querySelector("form[data-portal-draft]");
  if (!file || !bar || !form) {
    return;
  }
  const place = form.querySelector("[data-portal-retain]");
  const [criterion, words] = [place.querySelector("select"), place.querySelector("textarea")];
  let selected = "";
  let at = null;

  const showCriterion = () => {
    const option = [...criterion.options].find((one) => one.value === at) ?? [...criterion.options].find((one) => one.value);
    at = option.value;
    bar.querySelector("[data-portal-retain-criterion]").textContent = option.textContent;
  };
  form.addEventListener("focusin", (event) => {
    const name = event.target.name?.match(/^Marks\[(.+)\]/)?.[1];
    if (name) {
      at = name;
      showCriterion();
    }
  });
  root.addEventListener("selectionchange", () => {
    const selection = root.getSelection();
    const inside = selection.rangeCount > 0 && !selection.isCollapsed && file.contains(selection.getRangeAt(0).commonAncestorContainer);
    // Pressing the button may empty the selection: the words are already here.
    if (inside) {
      selected = selection.toString().trim();
      showCriterion();
    }
    bar.hidden = !inside;
  });
  bar.querySelector("[data-portal-retain-selection]").addEventListener("mousedown", (event) => event.preventDefault());
  bar.querySelector("[data-portal-retain-selection]").addEventListener("click", () => {
    if (selected && !bar.hidden) {
      criterion.value = at;
      words.value = selected;
      place.open = true;
      form.requestSubmit(place.querySelector("button[name=Then]"));
    }
  });
}
