import { askState, setPortalTime } from "./call-clock.js";
import { showRemarks } from "./remark-warnings.js";
import { drop, forget, forgetOld, keep, kept, owner } from "./kept-answers.js";

const pause = 1500;
const longestWait = 10_000;
const patience = 20_000;
const slowest = 60_000;
const own = new Set(["__RequestVerificationToken", "candidature", "version", "Version", "page", "reprise"]);

/** Keeps the draft while one writes: one request at a time, answers kept on the device until the portal has them. */
export function autosave(root) {
  forgetOld();
  root.querySelector("form[data-portal-account]")?.addEventListener("submit", (event) => forget(event.target.dataset.portalAccount));
  const who = owner(root);
  if (!who) {
    return;
  }
  // Whatever the page, what the portal has meanwhile leaves the device.
  kept(who);
  const form = root.querySelector("form[data-portal-draft]");
  if (form) {
    new Draft(root, form, who).start();
  }
  rememberSubmission(root, who);
}

class Draft {
  constructor(root, form, who) {
    Object.assign(this, { root, form, who, section: form.dataset.portalDraft });
    this.dock = root.querySelector("[data-portal-dock]");
    this.version = form.querySelector("[name='version' i]");
    this.page = hidden(form, "page", newId());
    this.resumed = hidden(form, "reprise", "");
    // Edits made, and the last one that the portal has.
    this.edits = 0;
    this.saved = 0;
    this.attempts = 0;
    this.errors = {};
  }

  start() {
    this.dock.hidden = false;
    this.restore();
    this.form.addEventListener("input", (event) => this.edited(event.target));
    this.form.addEventListener("change", (event) => this.edited(event.target));
    this.form.addEventListener("focusout", () => this.showErrors());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("online", () => this.soon(0));
    addEventListener("offline", () => this.pending() && this.say("offline"));
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.pending() && this.soon(0));
    addEventListener("beforeunload", (event) => this.pending() && !this.onDevice && !this.leaving && event.preventDefault());
  }

  /** Puts back what this device kept. A form that comes back with its errors already holds what was typed. */
  restore() {
    const found = kept(this.who).find(({ section }) => section === this.section)?.entry;
    if (this.root.querySelector("[data-portal-error-summary]")) {
      this.resumed.value = found?.page ?? "";
      this.edited();
    } else if (found && [this.revive(found.fields), fill(this.form.elements, found.fields)].includes(true)) {
      this.version.value = found.version;
      // Whichever of them the portal heard last.
      this.resumed.value = found.resumed === this.who.saves[this.section]?.page ? found.resumed : found.page;
      this.root.querySelector("[data-portal-kept]").hidden = false;
      this.edited();
      this.soon(0);
    }
    if (found) {
      drop(this.who, this.section, found);
    }
    if (location.hash.length > 1) {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      (target?.matches("input, textarea, select") ? target : target?.querySelector("input"))?.focus();
    }
  }

  /** Shows again a question that is no longer asked, when this device holds words for it that the portal never had. */
  revive(answers) {
    let changed = false;
    for (const template of this.form.querySelectorAll("template[data-portal-retired]")) {
      const question = template.content.cloneNode(true);
      if (answers.some(([name]) => name === template.dataset.portalRetired) && fill(question.querySelectorAll("input, textarea, select"), answers)) {
        template.before(question);
        changed = true;
      }
    }
    return changed;
  }

  pending() {
    return this.edits > this.saved;
  }

  edited(field) {
    this.edits++;
    this.firstEdit ??= Date.now();
    if (field?.id) {
      this.lastField = field.closest("fieldset")?.id || field.id;
    }
    this.remember();
    if (!this.stopped) {
      this.soon(Math.max(0, Math.min(pause, this.firstEdit + longestWait - Date.now())));
    }
  }

  remember(sent = false) {
    const former = this.copy;
    this.copy = { version: this.version.value, page: this.page.value, resumed: this.resumed.value, at: Date.now(), sent, fields: this.answers() };
    this.onDevice = keep(this.who, this.section, this.copy);
    // Only now: when there is no room left, the former copy is better than none.
    if (former && former.version !== this.copy.version) {
      drop(this.who, this.section, former);
    }
  }

  forgetCopy() {
    if (this.copy) {
      drop(this.who, this.section, this.copy);
      this.copy = null;
    }
  }

  answers() {
    return [...new FormData(this.form)].filter(([name]) => !own.has(name));
  }

  soon(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  save() {
    if (this.request || this.stopped || this.leaving || !this.pending()) {
      return;
    }
    this.say("saving");
    this.request = this.send().finally(() => {
      this.request = null;
    });
  }

  async send() {
    const edits = this.edits;
    this.firstEdit = null;
    let response;
    const askedAt = performance.now();
    try {
      response = await fetch(`${this.form.action}/brouillon`, this.message({ signal: AbortSignal.timeout?.(patience) }));
      if (response.status === 400 && !this.renewed) {
        this.renewed = true;
        this.form.querySelector("[name=__RequestVerificationToken]").value = (await askState()).token;
        response = await fetch(`${this.form.action}/brouillon`, this.message({ signal: AbortSignal.timeout?.(patience) }));
      }
      const answer = response.headers.get("content-type")?.includes("json") ? await response.json() : {};
      this.receive(response, answer, edits, askedAt);
    } catch (problem) {
      if (problem.status === 401) {
        this.stop("session");
      } else {
        this.again(navigator.onLine ? "unreachable" : "offline");
      }
    }
  }

  message(options) {
    // A NUL can't be sent in a form.
    const body = new URLSearchParams([...new FormData(this.form)].map(([name, value]) => [name, value.replaceAll("\0", "")]));
    return { method: "POST", headers: { "X-Requested-With": "fetch" }, body, ...options };
  }

  receive(response, answer, edits, askedAt) {
    if (answer.now) {
      setPortalTime(answer.now, answer.closesAt, askedAt);
    }
    if (response.status === 200) {
      this.acknowledge(answer, edits);
    } else if (response.status === 401 || answer.outcome === "signed-out") {
      this.stop("session");
    } else if (answer.outcome === "changed") {
      this.stop("changed");
    } else if (answer.outcome?.startsWith("closed")) {
      this.stop("closed", answer.outcome);
    } else {
      this.again("unreachable", Number(response.headers.get("retry-after")));
    }
  }

  acknowledge(answer, edits) {
    Object.assign(this, { saved: edits, attempts: 0, renewed: false, errors: answer.errors });
    this.forgetCopy();
    this.version.value = answer.version;
    this.resumed.value = "";
    this.dock.querySelector("[data-portal-standing]").textContent = answer.standing;
    const refused = Object.keys(answer.errors).length;
    // What the portal can't keep stays on the device.
    if (this.pending() || refused > 0) {
      this.remember();
    }
    this.showErrors();
    showRemarks(this.form, answer.remarks ?? {});
    this.tellChanges(answer.formChanges);
    this.say("saved", answer.savedAt, refused);
    if (this.pending()) {
      this.soon(pause);
    }
  }

  again(state, seconds = 0) {
    const delay = Math.min(slowest, 1000 * 2 ** this.attempts++);
    this.say(state);
    // Everybody's page tries again after a cut: not all at the same instant.
    this.soon(Math.max(seconds * 1000, delay) * (0.75 + Math.random() / 2));
  }

  stop(reason, outcome) {
    this.stopped = reason;
    this.say("stopped");
    for (const words of this.dock.querySelectorAll("[data-portal-late]")) {
      words.hidden = words.dataset.portalLate !== outcome;
    }
    if (outcome === "closed-kept") {
      this.forgetCopy();
      this.saved = this.edits;
    }
    const link = this.dock.querySelector("[data-portal-signin]");
    link.href = `/connexion?retour=${encodeURIComponent(location.pathname + (this.lastField ? `#${this.lastField}` : ""))}`;
    this.dock.querySelector(`[data-portal-stop=${reason}]`).hidden = false;
  }

  /** Leaves the plain save alone, once nothing is under way that it could cross. */
  submitted(event) {
    if (event.submitter?.hasAttribute("formaction")) {
      return;
    }
    if (this.leaving || this.stopped === "session" || !navigator.onLine) {
      event.preventDefault();
      if (this.stopped === "session") {
        this.dock.querySelector("[data-portal-signin]").focus();
      } else if (!this.leaving) {
        this.say("offline");
      }
      return;
    }
    clearTimeout(this.timer);
    if (this.request) {
      event.preventDefault();
      this.request.then(() => this.form.requestSubmit(event.submitter));
      return;
    }
    this.remember(true);
    this.leaving = true;
    // A page that could not be reached leaves this one in place, ready for another try.
    setTimeout(() => {
      this.leaving = false;
    }, patience);
  }

  leave() {
    if (this.pending() && !this.request && !this.stopped && !this.leaving) {
      fetch(`${this.form.action}/brouillon`, this.message({ keepalive: true })).catch(() => {});
    }
  }

  showErrors() {
    for (const name of new Set([...this.form.elements].map((field) => field.name))) {
      const field = document.getElementById(name) ?? this.form.querySelector(`textarea[name="${name}"]`);
      const group = document.getElementById(`${field?.id}-messages`);
      if (!group || !field || field.contains(document.activeElement)) {
        continue;
      }
      const message = this.errors[name];
      const shown = group.querySelector(".fr-message--error:not([aria-hidden])");
      if (shown?.textContent === message || (!shown && !message) || (!message && this.saved === 0)) {
        continue;
      }
      shown?.remove();
      if (message) {
        const line = document.createElement("p");
        line.className = "fr-message fr-message--error";
        line.textContent = message;
        group.append(line);
      }
      field.setAttribute("aria-invalid", message ? "true" : "false");
      field.closest(".fr-input-group")?.classList.toggle("fr-input-group--error", Boolean(message));
    }
  }

  /** Staff changed the form while this page was open: said once, and again if it changes again. */
  tellChanges(sentences) {
    const list = this.dock.querySelector("[data-portal-form-changes]");
    if (sentences.length === (list?.children.length ?? 0)) {
      return;
    }
    list.replaceChildren(...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
    this.dock.querySelector("[data-portal-form-changed]").hidden = false;
  }

  say(state, time, refused = 0) {
    const text = this.words(state, time, refused);
    this.dock.querySelector("[data-portal-saving]").textContent = text;
    this.dock.dataset.state = state;
    const status = this.dock.querySelector("[data-portal-status]");
    // Not at each pause: only what changes is told.
    if (state !== "saving" && status.textContent !== text) {
      status.textContent = text;
    }
  }

  words(state, time, refused) {
    const place = this.onDevice === false ? "restent dans cette page, ne la fermez pas" : "sont gardées sur cet appareil";
    const words = this.dock.dataset.portalWords ?? "vos réponses";
    switch (state) {
      case "saving":
        return "Enregistrement…";
      case "saved":
        return refused === 0 ? `Enregistré à ${time}` : `Enregistré à ${time}, sauf ${refused === 1 ? "une réponse" : `${refused} réponses`} à corriger`;
      case "offline":
        return `Hors connexion\u00a0: ${words} ${place}`;
      case "unreachable":
        return `Le portail ne répond pas\u00a0: ${words} ${place}, nouvel essai dans un instant`;
      default:
        return "Enregistrement automatique arrêté";
    }
  }
}

/** Before submitting, says what is not saved; after, forgets what this device kept of the candidature. */
function rememberSubmission(root, who) {
  const submission = root.querySelector("[data-portal-submission]");
  const flag = "portal-depot";
  if (submission) {
    const titles = new Map([...root.querySelectorAll("section[id^=rubrique-]")].map((part) => [part.id.slice("rubrique-".length), part.querySelector("h2").textContent]));
    const sections = [...new Set(kept(who).map(({ section }) => section))].filter((section) => titles.has(section));
    const list = root.querySelector("[data-portal-unsaved-list]");
    for (const section of sections) {
      const link = document.createElement("a");
      link.href = `/candidature/${section}`;
      link.textContent = titles.get(section);
      list.appendChild(document.createElement("li")).append(link);
    }
    root.querySelector("[data-portal-unsaved]").hidden = sections.length === 0;
    submission.addEventListener("submit", () => mark((store) => store.setItem(flag, who.candidature)));
  } else if (root.querySelector("[data-portal-receipt]") && mark((store) => store.getItem(flag)) === who.candidature) {
    forget(who.account, who.candidature);
    mark((store) => store.removeItem(flag));
  }
}

function mark(work) {
  try {
    return work(sessionStorage);
  } catch {
    return null;
  }
}

/** @returns whether something changed. */
function fill(fields, answers) {
  let changed = false;
  for (const field of fields) {
    if (!field.name || own.has(field.name) || ["hidden", "submit", "fieldset"].includes(field.type)) {
      continue;
    }
    const given = answers.filter(([name]) => name === field.name).map(([, value]) => value);
    const box = field.type === "checkbox" || field.type === "radio";
    const [property, value] = box ? ["checked", given.includes(field.value)] : ["value", given[0] ?? ""];
    if (field[property] !== value) {
      field[property] = value;
      changed = true;
    }
  }
  return changed;
}

function hidden(form, name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  return form.appendChild(field);
}

// crypto.randomUUID exists only on secure origins.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
