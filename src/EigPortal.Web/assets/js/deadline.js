// The time left before a deadline of its own, counted from the time of the portal, whatever the clock of the device says.
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

export function countToDeadlines(root) {
  for (const place of root.querySelectorAll("[data-portal-deadline]")) {
    const askedAt = performance.getEntriesByType("navigation")[0]?.requestStart ?? 0;
    const end = Date.parse(place.dataset.portalDeadline) - Date.parse(place.dataset.portalNow) + askedAt;
    const tick = () => {
      const left = end - performance.now();
      place.textContent = words(left);
      place.hidden = false;
      if (left > 0) {
        setTimeout(tick, left < 5 * minute ? second : Math.min(minute, left - 4 * minute));
      }
    };
    tick();
  }
}

function words(left) {
  if (left <= 0) {
    return "L’échéance est passée.";
  }
  if (left < 5 * minute) {
    return `Il reste ${Math.floor(left / minute)}\u00a0min ${Math.floor((left % minute) / second)}\u00a0s.`;
  }
  if (left < hour) {
    return `Il reste ${Math.floor(left / minute)}\u00a0min.`;
  }
  const [days, hours, minutes] = [Math.floor(left / day), Math.floor((left % day) / hour), Math.floor((left % hour) / minute)];
  return days > 0
    ? `Il reste ${days}\u00a0${days > 1 ? "jours" : "jour"}${hours > 0 ? ` et ${hours}\u00a0h` : ""}.`
    : `Il reste ${hours}\u00a0h${minutes > 0 ? `\u00a0${minutes}\u00a0min` : ""}.`;
}
