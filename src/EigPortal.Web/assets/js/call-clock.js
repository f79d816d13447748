// The time of the portal, whatever the clock of the device says. It is counted from the moment the page was asked for, which can only
// make the call seem to close a little earlier than it does.
const hour = 60 * 60 * 1000;
const minute = 60 * 1000;
const announced = [60, 30, 15, 10, 5, 2, 1].map((minutes) => minutes * minute);

let offset = null;
let closing = null;

export function setPortalTime(now, closesAt, askedAt) {
  offset = Date.parse(now) - askedAt;
  closing = closesAt ? Date.parse(closesAt) : closing;
}

/** Milliseconds until the call closes. */
export function remaining() {
  return closing === null || offset === null ? Infinity : closing - (performance.now() + offset);
}

/** Says, in the last hour, how long the call stays open: to the eye every second at the end, to the ear at a few steps only. */
export function countDown(root) {
  const call = root.querySelector("[data-portal-call]");
  if (!call?.dataset.portalCloses) {
    return;
  }
  setPortalTime(call.dataset.portalNow, call.dataset.portalCloses, performance.getEntriesByType("navigation")[0]?.requestStart ?? 0);
  const voice = document.createElement("p");
  voice.className = "fr-sr-only";
  voice.setAttribute("aria-live", "polite");
  call.after(voice);
  let before = remaining();
  const tick = () => {
    const left = remaining();
    const text = left < hour ? words(left) : "";
    for (const place of root.querySelectorAll("[data-portal-remaining]")) {
      const holder = place.closest("[data-portal-countdown]") ?? place;
      holder.hidden = text === "";
      place.textContent = text;
    }
    if (announced.some((step) => left <= step && before > step) || (left <= 0 && before > 0)) {
      voice.textContent = text;
    }
    before = left;
    if (left > 0) {
      setTimeout(tick, left < hour + minute ? 1000 : Math.min(left - hour, minute));
    }
  };
  tick();
  document.addEventListener("visibilitychange", () => {
    // A device that slept may not have counted: the portal tells.
    if (document.visibilityState === "visible" && remaining() < 6 * hour) {
      askState().catch(() => {});
    }
  });
}

/** Asks for the time, the closing and a new token for forms. */
export async function askState() {
  const askedAt = performance.now();
  const address = document.querySelector("[data-portal-call]")?.dataset.portalState ?? "/candidature/etat";
  const response = await fetch(address, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" });
  if (!response.ok) {
    throw Object.assign(new Error("state"), { status: response.status });
  }
  const state = await response.json();
  setPortalTime(state.now, state.closesAt, askedAt);
  return state;
}

function words(left) {
  if (left <= 0) {
    return "L’appel est clos.";
  }
  if (left < 5 * minute) {
    const seconds = Math.floor(left / 1000);
    return `L’appel ferme dans ${Math.floor(seconds / 60)}\u00a0min ${seconds % 60}\u00a0s.`;
  }
  return `L’appel ferme dans ${Math.floor(left / minute)}\u00a0min.`;
}
