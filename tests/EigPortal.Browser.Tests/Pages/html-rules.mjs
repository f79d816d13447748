// What the HTML of every page must respect: the recommended set of html-validate, which follows the standard, without what follows.
export default {
  extends: ["html-validate:recommended"],
  rules: {
    // The design system repeats the roles of elements for old browsers: role="banner" on header, role="navigation" on nav.
    "no-redundant-role": "off",
    // Several boxes of one name are how HTML sends several answers.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "submit", "reset"] }],
    // A list may have a name: the standard allows it.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // Names of challenges and pages are as long as they need; the rule is about search engines.
    "long-title": "off",
    // How Razor and the antiforgery field of ASP.NET write, without meaning for browsers.
    "attribute-boolean-style": "off",
    "no-trailing-whitespace": "off",
    "void-style": "off",
  },
};
