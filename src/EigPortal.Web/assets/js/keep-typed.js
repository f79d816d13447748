const prefix = "portal-keep:";
const versionField = "[name='version' i]";

/**
 * Keeps what is sent, in this tab only, until the portal has it. When the session has expired meanwhile, signing in leads back to the
 * form, which gets its text again. The version of the form tells whether the portal has saved since: then the copy is thrown away.
 */
export function keepTyped(root) {
  const form = root.querySelector("form[data-portal-keep]");
  if (!form) {
    return;
  }
  const key = prefix + form.dataset.portalKeep;
  const version = form.querySelector(versionField)?.value ?? "";
  const kept = read(key);
  sessionStore()?.removeItem(key);
  // A form that comes back with its errors already holds what was typed.
  if (kept && kept.version === version && !root.querySelector("[data-portal-error-summary]")) {
    restore(root, form, kept.fields);
  }
  form.addEventListener("submit", () => {
    try {
      sessionStore()?.setItem(key, JSON.stringify({ version, fields: collect(form) }));
    } catch {
      // No room left: the form is sent all the same.
    }
  });
}

function collect(form) {
  return [...form.elements].filter(isAnswer).map((field) => (isBox(field) ? field.checked : field.value));
}

function restore(root, form, values) {
  const fields = [...form.elements].filter(isAnswer);
  if (fields.length !== values.length) {
    return;
  }
  let changed = false;
  fields.forEach((field, index) => {
    const property = isBox(field) ? "checked" : "value";
    changed ||= field[property] !== values[index];
    field[property] = values[index];
  });
  const notice = root.querySelector("[data-portal-kept]");
  if (changed && notice) {
    notice.hidden = false;
  }
}

function isAnswer(field) {
  return field.name && field.type !== "hidden" && field.type !== "submit" && field.tagName !== "FIELDSET";
}

function isBox(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function read(key) {
  try {
    return JSON.parse(sessionStore()?.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function sessionStore() {
  try {
    return sessionStorage;
  } catch {
    // Storage refused: nothing is kept, everything else works.
    return null;
  }
}
