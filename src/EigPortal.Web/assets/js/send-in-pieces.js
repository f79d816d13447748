const pauses = [500, 1000, 2000, 4000, 8000];
const announceEvery = 25;
const percentFormat = new Intl.NumberFormat("fr-FR", { style: "percent" });

/**
 * Sends a document in pieces, so that a cut connection costs a piece and not the file. The portal says where to go on from: after a
 * cut, after the page was closed, or when the same file is chosen again. Without this script the form sends the file in one go.
 */
export function sendInPieces(root) {
  if (!globalThis.crypto?.subtle) {
    return;
  }
  for (const form of root.querySelectorAll("form[data-portal-upload]")) {
    new Sender(form);
  }
}

class Sender {
  constructor(form) {
    this.form = form;
    this.field = form.querySelector("input[type=file]");
    this.button = form.querySelector("button:not([type=button])");
    this.panel = form.querySelector("[data-portal-upload-panel]");
    this.bar = form.querySelector("progress");
    this.percent = form.querySelector("[data-portal-upload-percent]");
    this.status = form.querySelector("[role=status]");
    this.stop = form.querySelector("[data-portal-upload-stop]");
    form.addEventListener("submit", (event) => {
      if (this.field.files.length === 1) {
        event.preventDefault();
        this.run(this.field.files[0]);
      }
    });
    this.stop.addEventListener("click", () => this.cut?.abort());
  }

  async run(file) {
    if (this.cut) {
      return;
    }
    this.cut = new AbortController();
    this.show(true);
    this.complain("");
    try {
      this.say("Préparation de l’envoi…");
      await this.send(file, await fingerprint(file));
    } catch (problem) {
      this.show(false);
      this.complain(problem instanceof Refusal ? problem.message : "L’envoi est interrompu. Ce qui est reçu est gardé\u00a0: appuyez de nouveau sur le bouton pour le reprendre.");
    } finally {
      this.cut = undefined;
    }
  }

  async send(file, sha256) {
    const announced = new URLSearchParams({ name: file.name, length: file.size, sha256 });
    const begun = await this.post(this.form.dataset.portalUpload, announced);
    let received = begun.received;
    this.announced = undefined;
    this.progress(received, file.size, received > 0 ? "Reprise de l’envoi" : "Envoi");
    while (received < file.size) {
      const piece = file.slice(received, received + begun.piece);
      ({ received } = await this.post(`${this.form.dataset.portalUploadPieces}/${begun.id}?position=${received}`, piece));
      this.progress(received, file.size, "Envoi");
    }
    this.say("Vérification du fichier…");
    const done = await this.post(`${this.form.dataset.portalUploadPieces}/${begun.id}/terminer`, new URLSearchParams());
    globalThis.location.assign(done.href);
  }

  /** Tries again while the connection or the portal is away; a refusal is final. */
  async post(address, body) {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.try(address, body);
      if (answer) {
        return answer;
      }
      if (attempt === pauses.length) {
        throw new Refusal("La connexion ne revient pas. Ce qui est reçu est gardé\u00a0: appuyez de nouveau sur le bouton pour reprendre l’envoi.");
      }
      this.say("Connexion interrompue, nouvel essai dans un instant…");
      await this.wait(pauses[attempt]);
    }
  }

  /** The answer of the portal, or undefined when it gave none. */
  async try(address, body) {
    let response;
    try {
      response = await fetch(address, {
        method: "POST",
        body,
        headers: { RequestVerificationToken: this.form.querySelector("[name=__RequestVerificationToken]").value, "X-Requested-With": "fetch" },
        signal: this.cut.signal,
      });
      if (response.ok || response.status === 409) {
        return await response.json();
      }
    } catch (problem) {
      if (this.cut.signal.aborted) {
        throw problem;
      }
      return undefined;
    }
    if (response.status === 422) {
      throw new Refusal((await response.json()).message);
    }
    if (response.status === 429 || response.status >= 500) {
      return undefined;
    }
    throw new Refusal(
      response.status === 401
        ? "Votre session a expiré. Reconnectez-vous, puis choisissez de nouveau ce fichier\u00a0: l’envoi reprendra où il s’est arrêté."
        : "L’envoi n’est plus possible depuis cette page. Rechargez-la, puis choisissez de nouveau votre fichier.",
    );
  }

  wait(milliseconds) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds);
      globalThis.addEventListener("online", () => resolve(clearTimeout(timer)), { once: true });
      this.cut.signal.addEventListener("abort", () => reject(this.cut.signal.reason), { once: true });
    });
  }

  progress(received, size, words) {
    const share = Math.floor((received * 100) / size);
    this.bar.value = share;
    this.percent.textContent = percentFormat.format(share / 100);
    // A screen reader hears quarters, not each piece.
    const step = Math.floor(share / announceEvery);
    if (step !== this.announced) {
      this.announced = step;
      this.say(`${words}\u00a0: ${percentFormat.format(share / 100)}`);
    }
  }

  say(words) {
    this.status.textContent = words;
  }

  show(sending) {
    this.panel.hidden = !sending;
    this.button.disabled = sending;
    this.form.setAttribute("aria-busy", String(sending));
  }

  /** Beside the field, where the portal writes its own refusals. */
  complain(words) {
    const messages = this.form.querySelector(`#${this.field.id}-messages`);
    messages.replaceChildren();
    this.field.closest(".fr-upload-group").classList.toggle("fr-upload-group--error", words !== "");
    this.field.removeAttribute("aria-invalid");
    if (words) {
      this.field.setAttribute("aria-invalid", "true");
      const message = document.createElement("p");
      message.className = "fr-message fr-message--error";
      message.textContent = words;
      messages.append(message);
      this.field.focus();
    }
  }
}

class Refusal extends Error {}

async function fingerprint(file) {
  const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
