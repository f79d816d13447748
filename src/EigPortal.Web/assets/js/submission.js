const pauses = [500, 1000, 2000, 4000, 8000];
const patience = 20_000;
const slowest = 60_000;

/**
 * Submits, and tries again while the network or the portal is away, always with the key of this page: of all the attempts that arrive,
 * the portal makes one submission. Without this script the form is posted plainly, with the same key.
 */
export function submitUntilHeard(root) {
  const form = root.querySelector("form[data-portal-submission]");
  if (!form) {
    return;
  }
  let sending = false;
  // A page that the back button brings back as it was would still be sending.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) {
      return;
    }
    sending = true;
    form.setAttribute("aria-busy", "true");
    const status = form.querySelector("[data-portal-submission-status]");
    status.textContent = "Dépôt en cours…";
    const href = await heard(form, status);
    if (href) {
      location.assign(href);
    } else {
      // The portal is there and doesn't want this from a script: its own page explains, to sign in again for instance.
      form.submit();
    }
  });
}

async function heard(form, status) {
  for (let attempt = 0; ; attempt++) {
    const answer = await send(form);
    if (!answer.away) {
      return answer.href;
    }
    status.textContent = navigator.onLine
      ? "Le portail ne répond pas\u00a0: votre dépôt n’est pas encore confirmé. Gardez cette page ouverte, elle essaie de nouveau d’elle-même."
      : "Hors connexion\u00a0: votre dépôt n’est pas encore confirmé. Gardez cette page ouverte, il partira au retour du réseau.";
    const delay = Math.max(answer.seconds * 1000, pauses[Math.min(attempt, pauses.length - 1)]);
    await wait(Math.min(slowest, delay) * (0.75 + Math.random() / 2));
  }
}

async function send(form) {
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams([...new FormData(form)]),
      headers: { "X-Requested-With": "fetch" },
      signal: AbortSignal.timeout?.(patience),
    });
    if (response.ok) {
      return await response.json();
    }
    return { away: response.status === 429 || response.status >= 500, seconds: Number(response.headers.get("retry-after")) || 0 };
  } catch {
    return { away: true, seconds: 0 };
  }
}

function wait(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    addEventListener("online", () => resolve(clearTimeout(timer)), { once: true });
  });
}
