// Answers kept on this device until the portal has them. The account is part of every key: nobody finds the text of somebody else.
const prefix = "portal-brouillon/";
const longest = 14 * 24 * 60 * 60 * 1000;

/** The account and candidature that the page is about, or null on other pages. */
export function owner(root) {
  const account = root.querySelector("[data-portal-account]")?.dataset.portalAccount;
  const call = root.querySelector("[data-portal-call]");
  return account && call ? { account, candidature: call.dataset.portalCandidature, saves: JSON.parse(call.dataset.portalSaves) } : null;
}

/** @returns whether there was room. */
export function keep({ account, candidature }, section, entry) {
  try {
    localStorage.setItem(keyOf(account, candidature, section, entry), JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

export function drop({ account, candidature }, section, entry) {
  attempt((store) => store.removeItem(keyOf(account, candidature, section, entry)));
}

/** The entries of a candidature, the latest first; those that the portal has meanwhile are dropped on the way. */
export function kept({ account, candidature, saves }) {
  const start = `${prefix}${account}/${candidature}/`;
  return read(start)
    .map(([key, entry]) => ({ section: key.slice(start.length).split("/")[0], entry }))
    .filter(({ section, entry }) => {
      const save = saves[section];
      const arrived = entry.sent && save?.page === entry.page && save.version !== entry.version;
      if (arrived) {
        drop({ account, candidature }, section, entry);
      }
      return !arrived;
    })
    .sort((one, other) => other.entry.at - one.entry.at);
}

export function forget(account, candidature) {
  for (const [key] of read(candidature ? `${prefix}${account}/${candidature}/` : `${prefix}${account}/`)) {
    attempt((store) => store.removeItem(key));
  }
}

/** What nobody came back for does not stay on a device for ever. */
export function forgetOld() {
  for (const [key, entry] of read(prefix)) {
    if (!(Date.now() - entry.at < longest)) {
      attempt((store) => store.removeItem(key));
    }
  }
}

function keyOf(account, candidature, section, { version, page }) {
  return `${prefix}${account}/${candidature}/${section}/${version}/${page}`;
}

function read(start) {
  return (
    attempt((store) =>
      Object.keys(store)
        .filter((key) => key.startsWith(start))
        .map((key) => [key, parse(store.getItem(key))])
        .filter(([, entry]) => entry),
    ) ?? []
  );
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function attempt(work) {
  try {
    return work(localStorage);
  } catch {
    // Storage refused: nothing is kept, everything else works.
    return undefined;
  }
}
