const warnBelow = 0.1;
const announceAfter = 1000;
const format = new Intl.NumberFormat("fr-FR");

/**
 * Says how many characters remain, and how many are too many: the text is never cut.
 * The server counts Windows line ends as one, so line breaks count for one here too.
 */
export function countCharacters(root) {
  for (const counter of root.querySelectorAll("[data-portal-counter]")) {
    const field = root.getElementById(counter.dataset.portalCounter);
    if (field) {
      follow(field, counter, Number(counter.dataset.portalMax));
    }
  }
}

function follow(field, counter, max) {
  // A cut paste loses words in silence; the server refuses what is too long and keeps it.
  field.removeAttribute("maxlength");
  const visible = counter.cloneNode(false);
  visible.removeAttribute("id");
  visible.removeAttribute("data-portal-counter");
  visible.setAttribute("aria-hidden", "true");
  counter.after(visible);
  counter.classList.add("fr-sr-only");
  counter.setAttribute("aria-live", "polite");

  let announcement;
  const refresh = () => {
    const remaining = max - field.value.length;
    const text = describe(remaining);
    visible.textContent = text;
    visible.classList.toggle("fr-message--error", remaining < 0);
    visible.classList.toggle("fr-message--warning", remaining >= 0 && remaining < max * warnBelow);
    clearTimeout(announcement);
    announcement = setTimeout(() => {
      if (counter.textContent !== text) {
        counter.textContent = text;
      }
    }, announceAfter);
  };
  field.addEventListener("input", refresh);
  refresh();
}

function describe(remaining) {
  const count = format.format(Math.abs(remaining));
  const noun = Math.abs(remaining) < 2 ? "caractère" : "caractères";
  return remaining < 0 ? `${count}\u00a0${noun} en trop` : `${count}\u00a0${noun} ${Math.abs(remaining) < 2 ? "restant" : "restants"}`;
}
