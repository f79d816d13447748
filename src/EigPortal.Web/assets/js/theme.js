// In the head, before the first paint: the scheme somebody chose must not flash the other one.
// Everything else about themes is the design system's (scheme.module.js, display.module.js).
const root = document.documentElement;
let chosen = null;
try {
  chosen = localStorage.getItem("scheme");
} catch {
  // Storage refused: the system preference decides.
}
const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
root.setAttribute("data-fr-scheme", chosen ?? "system");
root.setAttribute("data-fr-theme", dark ? "dark" : "light");
// Without JavaScript nothing opens on demand, so everything stays open: portal.css looks at this.
root.setAttribute("data-portal-js", "");
root.style.colorScheme = dark ? "dark" : "light";
