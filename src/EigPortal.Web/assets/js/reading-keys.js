// A juror's hands stay on the keyboard. Single keys act only on pages that mark something for them, never while one writes, and can
// be turned off (WCAG 2.1.4); digits on a mark that has the focus always work, as that rule allows.
const memory = "portal-raccourcis";

export function listenForReading(root) {
  const list = root.querySelector("[data-portal-shortcuts]");
  // Elsewhere, in a grid filled by several for instance, only a mark that has the focus takes a digit.
  const single = Boolean(list || root.querySelector("[data-portal-key]"));
  if (!single && !root.querySelector("input[data-portal-mark]")) {
    return;
  }
  const toggle = list?.querySelector("[data-portal-shortcuts-toggle]");
  const show = () => {
    if (toggle) {
      toggle.textContent = isOff() ? "Activer les raccourcis" : "Désactiver les raccourcis";
    }
  };
  if (list) {
    list.hidden = false;
    toggle.addEventListener("click", () => {
      remember(!isOff());
      show();
    });
    show();
  }
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.defaultPrevented) {
      return;
    }
    if (act(root, event, list, single)) {
      event.preventDefault();
    }
  });
}

/** @returns whether the key meant something. */
function act(root, event, list, single) {
  const from = event.target;
  if (from.matches?.("textarea")) {
    return event.key === "Escape" && leave(from);
  }
  if (from.matches?.("input:not([type=radio], [type=checkbox]), select, [contenteditable]")) {
    return false;
  }
  const groups = groupsOf(root);
  const focused = groups.findIndex((group) => group.contains(from));
  if (/^[0-9]$/.test(event.key)) {
    return (focused >= 0 || (single && !isOff())) && choose(groups[focused < 0 ? first(groups) : focused], event.key);
  }
  if (!single || isOff()) {
    return false;
  }
  switch (event.key) {
    case "j":
      return focusOn(groups[focused < 0 ? first(groups) : focused + 1]);
    case "k":
      return focusOn(groups[focused < 0 ? groups.length - 1 : focused - 1]);
    case "a":
      return focused >= 0 && choose(groups[focused], "abstention");
    case "c":
      return commentOf(groups[focused < 0 ? first(groups) : focused]);
    case "b":
      return anchorsOf(groups[focused < 0 ? first(groups) : focused]);
    case "?":
      return help(list);
    default:
      return /^[a-z]$/.test(event.key) && press(root.querySelector(`[data-portal-key="${event.key}"]`));
  }
}

function groupsOf(root) {
  return [...new Set([...root.querySelectorAll("input[data-portal-mark], input[data-portal-criterion]")].map((input) => input.closest("fieldset")))];
}

/** The first criterion without an answer. */
function first(groups) {
  return Math.max(
    0,
    groups.findIndex((group) => !group.querySelector("input:checked")),
  );
}

function focusOn(group) {
  const field = group?.querySelector("input:checked") ?? group?.querySelector("input");
  field?.focus();
  group?.scrollIntoView({ block: "nearest" });
  return Boolean(field);
}

/** A mark by its value; the overall opinion, which has no figures, by its place. */
function choose(group, key) {
  const inputs = [...(group?.querySelectorAll("input") ?? [])];
  const chosen = inputs[0]?.hasAttribute("data-portal-mark") ? inputs.find((input) => input.value === key) : inputs[Number(key) - 1];
  if (chosen) {
    chosen.checked = true;
    chosen.focus();
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return Boolean(chosen);
}

function after(group, selector) {
  for (let next = group?.nextElementSibling; next && !next.matches("fieldset"); next = next.nextElementSibling) {
    const found = next.matches(selector) ? next : next.querySelector(selector);
    if (found) {
      return found;
    }
  }
  return null;
}

function commentOf(group) {
  const comment = after(group, "textarea");
  comment?.focus();
  return Boolean(comment);
}

function anchorsOf(group) {
  const anchors = after(group, "details");
  if (anchors) {
    anchors.open = !anchors.open;
  }
  return Boolean(anchors);
}

/** From a comment back to the mark it explains. */
function leave(comment) {
  const groups = groupsOf(document);
  const group = groups.find((one) => after(one, "textarea") === comment);
  return group ? focusOn(group) : false;
}

function help(list) {
  if (list) {
    list.open = !list.open;
    list.querySelector("summary").focus();
  }
  return Boolean(list);
}

function press(control) {
  control?.click();
  return Boolean(control);
}

let off = null;

function isOff() {
  try {
    off ??= localStorage.getItem(memory) === "non";
  } catch {
    off = false;
  }
  return off;
}

function remember(choice) {
  off = choice;
  try {
    localStorage.setItem(memory, choice ? "non" : "oui");
  } catch {
    // Storage refused: the choice lasts as long as this page.
  }
}
