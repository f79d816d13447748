/** Shows under each comment what the portal says of its words; what it says no more is taken away. */
export function showRemarks(form, remarks) {
  for (const place of form.querySelectorAll("[data-portal-remarks]")) {
    const sentences = remarks[place.dataset.portalRemarks] ?? [];
    const shown = [...place.querySelectorAll("li")].map((line) => line.textContent);
    // Only what changes: the place is announced when it does.
    if (sentences.join("\n") === shown.join("\n")) {
      continue;
    }
    place.replaceChildren();
    if (sentences.length > 0) {
      const warning = document.querySelector("template[data-portal-remark-warning]").content.cloneNode(true);
      warning.querySelector("ul").replaceChildren(...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
      place.append(warning);
    }
  }
}
