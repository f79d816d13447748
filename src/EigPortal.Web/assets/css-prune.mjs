/**
 * Keeps of the design system's style sheets only the rules that our pages can match.
 * Works on the well-formed, minified css that the npm package ships; it is not a general css parser.
 */

/** @returns {Array<{prelude: string, body?: string, rules?: Array}>} statements in order */
export function parse(css) {
  const source = css.replace(/\/\*[\s\S]*?\*\//g, "");
  const statements = [];
  let start = 0;
  let index = 0;
  while (index < source.length) {
    const char = source[index];
    if (char === '"' || char === "'") {
      index = endOfString(source, index);
    } else if (source.startsWith("url(", index)) {
      index = endOfUrl(source, index);
    } else if (char === ";") {
      statements.push({ prelude: source.slice(start, index).trim() });
      start = ++index;
    } else if (char === "{") {
      const end = endOfBlock(source, index);
      const prelude = source.slice(start, index).trim();
      const body = source.slice(index + 1, end - 1);
      statements.push(/^@(media|supports|layer)/.test(prelude) ? { prelude, rules: parse(body) } : { prelude, body });
      start = index = end;
    } else {
      index++;
    }
  }
  return statements.filter((statement) => statement.prelude !== "");
}

export function print(statements) {
  return statements
    .map(({ prelude, body, rules }) => {
      if (rules) {
        return `${prelude}{${print(rules)}}`;
      }
      return body === undefined ? `${prelude};` : `${prelude}{${body}}`;
    })
    .join("");
}

/** Keeps the selectors that `keepSelector` accepts, and drops the rules and blocks that become empty. */
export function filterRules(statements, keepSelector) {
  return statements.flatMap((statement) => {
    if (statement.rules) {
      const rules = filterRules(statement.rules, keepSelector);
      return rules.length === 0 ? [] : [{ ...statement, rules }];
    }
    if (statement.prelude.startsWith("@")) {
      return statement.prelude.startsWith("@font-face") || statement.prelude.startsWith("@charset") ? [] : [statement];
    }
    const selectors = splitTopLevel(statement.prelude, ",").filter(keepSelector);
    return selectors.length === 0 ? [] : [{ ...statement, prelude: selectors.join(",") }];
  });
}

/** Classes that an element must have for the selector to match; those inside :not() don't count. */
export function requiredClasses(selector) {
  const positive = selector.replace(/:not\((?:[^()]|\([^()]*\))*\)/g, "");
  return [...positive.matchAll(/\.([a-zA-Z_][\w-]*)/g)].map((match) => match[1]);
}

/** Removes custom properties that nothing reads, again and again until none is left. */
export function dropUnreadProperties(css) {
  for (;;) {
    const read = new Set([...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]));
    let dropped = 0;
    const filter = (statements) =>
      statements.flatMap((statement) => {
        if (statement.rules) {
          const rules = filter(statement.rules);
          return rules.length === 0 ? [] : [{ ...statement, rules }];
        }
        if (statement.body === undefined || statement.prelude.startsWith("@")) {
          return [statement];
        }
        const declarations = splitTopLevel(statement.body, ";").filter((declaration) => {
          const name = /^\s*(--[\w-]+)\s*:/.exec(declaration)?.[1];
          const keep = name === undefined || read.has(name);
          dropped += keep ? 0 : 1;
          return keep && declaration.trim() !== "";
        });
        return declarations.length === 0 ? [] : [{ ...statement, body: declarations.join(";") }];
      });
    css = print(filter(parse(css)));
    if (dropped === 0) {
      return css;
    }
  }
}

function splitTopLevel(text, separator) {
  const parts = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; ) {
    const char = text[index];
    if (char === '"' || char === "'") {
      index = endOfString(text, index);
      continue;
    }
    if (text.startsWith("url(", index)) {
      index = endOfUrl(text, index);
      continue;
    }
    depth += char === "(" || char === "[" ? 1 : char === ")" || char === "]" ? -1 : 0;
    if (char === separator && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
    index++;
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

function endOfString(text, index) {
  const quote = text[index++];
  while (index < text.length && text[index] !== quote) {
    index += text[index] === "\\" ? 2 : 1;
  }
  return index + 1;
}

function endOfUrl(text, index) {
  index += 4;
  if (text[index] === '"' || text[index] === "'") {
    index = endOfString(text, index);
  }
  return text.indexOf(")", index) + 1;
}

function endOfBlock(text, index) {
  let depth = 0;
  while (index < text.length) {
    const char = text[index];
    if (char === '"' || char === "'") {
      index = endOfString(text, index);
      continue;
    }
    if (text.startsWith("url(", index)) {
      index = endOfUrl(text, index);
      continue;
    }
    depth += char === "{" ? 1 : char === "}" ? -1 : 0;
    index++;
    if (depth === 0) {
      return index;
    }
  }
  throw new Error("Feuille de style mal formée : accolade non fermée");
}
