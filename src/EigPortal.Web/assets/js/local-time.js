/** Adds the hour of the person's own clock beside the hour of Paris, when they differ. */
export function showLocalTimes(root) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const element of root.querySelectorAll("[data-local-time]")) {
    const instant = new Date(element.dataset.localTime);
    const words = (timeZone) =>
      new Intl.DateTimeFormat("fr-FR", { dateStyle: "full", timeStyle: "short", timeZone }).format(instant);
    if (zone && words(zone) !== words("Europe/Paris")) {
      element.textContent = `Chez vous\u00a0: ${words(zone)}.`;
      element.hidden = false;
    }
  }
}
