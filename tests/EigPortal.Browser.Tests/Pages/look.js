// What holds on every page whatever its content. Runs in the page, with axe-core; answers with facts, never with a verdict.
async (inDark) => {
  const root = document.documentElement;
  const here = (a) => a.origin === location.origin;
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  const links = [...document.querySelectorAll("a[href]")].filter((a) => /^https?:$/.test(a.protocol) && here(a));
  const references = ["aria-describedby", "aria-labelledby", "aria-controls", "for"];

  // Nothing here plays by itself: style sheets and media need not be fetched a second time.
  const rules = { resultTypes: ["violations"], iframes: false, preload: false };
  const axeSays = async (options) =>
    (await axe.run(document, { ...rules, ...options })).violations.map(
      (v) => `${v.id} (${v.nodes.length}) ${v.nodes.slice(0, 3).map((n) => n.html).join(" ; ")}`,
    );
  const light = await axeSays({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
  const dark = inDark ? await contrastInDark() : [];

  return {
    title: document.title,
    headings: [...document.querySelectorAll("h1")].filter((h) => h.innerText.trim() !== "").length,
    language: root.lang,
    axe: [...light, ...dark.map((text) => `en sombre, ${text}`)],
    dead: [
      ...ids.filter((id, i) => id === "" || ids.indexOf(id) !== i).map((id) => `id « ${id} » en double`),
      ...[...document.querySelectorAll("[hidden]")]
        .filter((e) => e.getClientRects().length > 0)
        .map((e) => `${e.tagName.toLowerCase()} « ${e.innerText} » caché mais dessiné`),
      ...references.flatMap((name) =>
        [...document.querySelectorAll(`[${name}]`)]
          .flatMap((e) => e.getAttribute(name).split(/\s+/))
          .filter((id) => id !== "" && !document.getElementById(id))
          .map((id) => `${name} vers « ${id} », absent`),
      ),
      ...links
        .filter((a) => a.hash !== "" && a.pathname === location.pathname && !document.getElementById(decodeURIComponent(a.hash.slice(1))))
        .map((a) => `lien vers « ${a.hash} », absent`),
    ],
    words: words(),
    links: links.map((a) => a.pathname + a.search),
  };

  async function contrastInDark() {
    const theme = root.dataset.frTheme;
    root.dataset.frTheme = "dark";
    const found = await axeSays({ runOnly: { type: "rule", values: ["color-contrast"] } });
    root.dataset.frTheme = theme;
    return found;
  }

  // What a person reads or hears, in French only; not what somebody wrote, which .portal-preline shows as it came, nor other languages.
  function words() {
    const suspects = [
      [/\b(the|and|with|your|please|must be|is not|required|invalid|submit|loading|undefined|NaN|True|False)\b/g, "anglais ou code"],
      [/\b(EigPortal|System|Microsoft)\.[A-Z]\w+/g, "nom de code"],
      [/\{\d+\}|\[object \w+\]/g, "modèle non rempli"],
      [/[\p{L}]'[\p{L}]/gu, "apostrophe droite"],
      [/\.\.\./g, "points de suspension"],
      [/[^\s\u00a0\u202f«(] ?(?<![\u00a0\u202f])[;!?»](?=\s|$)/gu, "espace insécable manquante"],
      [/[\p{L})»] ?:(?=\s)/gu, "espace insécable manquante"],
      [/«(?![\u00a0\u202f])/g, "espace insécable manquante"],
      [/!(?!=)/g, "point d’exclamation"],
    ];
    const found = new Set();
    const read = (text, where, list = suspects) => {
      for (const [pattern, what] of list) {
        for (const match of text.matchAll(pattern)) {
          const around = text.slice(Math.max(0, match.index - 25), match.index + match[0].length + 15).replace(/\n/g, " ");
          found.add(`${what}${where} : « ${around} »`);
        }
      }
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent.closest("[lang]:not([lang=fr]), script, style, code, pre, textarea, .portal-preline")) {
        read(walker.currentNode.data, "");
      }
    }
    // Heard rather than seen: their spaces don't matter.
    for (const element of document.querySelectorAll("[title],[aria-label],[placeholder],[alt]")) {
      for (const name of ["title", "aria-label", "placeholder", "alt"]) {
        read(element.getAttribute(name) ?? "", ` (${name})`, suspects.slice(0, 3));
      }
    }
    return [...found];
  }
}
