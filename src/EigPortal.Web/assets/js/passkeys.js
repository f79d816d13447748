/**
 * Lets the browser make or use a passkey when a form asks for it, then sends the form with what the browser answered. Without this
 * script or without passkeys, the form stays hidden and the page says what else works.
 */
export function offerPasskeys(root) {
  if (!globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON) {
    return;
  }
  for (const form of root.querySelectorAll("form[data-portal-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
  for (const note of root.querySelectorAll("[data-portal-passkey-missing]")) {
    note.hidden = true;
  }
}

async function send(form) {
  const failed = form.querySelector("[data-portal-passkey-failed]");
  failed.hidden = true;
  const answer = await fetch(form.dataset.portalOptions, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Requested-With": "fetch" },
  }).catch(() => null);
  if (answer?.ok) {
    try {
      form.elements.Credential.value = JSON.stringify(await ask(form.dataset.portalPasskey, await answer.json()));
    } catch {
      // Refused by the person, or by the device.
      failed.hidden = false;
      return;
    }
  }
  // Sent without a credential too: the portal then says, beside the field, what is wrong.
  form.submit();
}

function ask(ceremony, options) {
  return ceremony === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}
