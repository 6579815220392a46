"use strict";
// Search, filter, fold, sort and copy, for those whose browser runs scripts. All that the page says is there without.
(() => {
  const tools = document.getElementById("tools");
  const say = (name, values) => Object.entries(values).reduce((text, [place, value]) => (
    text.replace(`{${place}}`, () => value)), tools.dataset[name]);
  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };
  const UNITS = ".card, .event, .claim, .source, .notes > li, tbody > tr";

  // folding

  const sections = [...document.querySelectorAll("section.part")];
  const fold = (section, folded) => {
    section.classList.toggle("folded", folded);
    section.querySelector("h2 button").setAttribute("aria-expanded", String(!folded));
  };
  for (const section of sections) {
    const heading = section.querySelector("h2");
    const made = button("", () => fold(section, !section.classList.contains("folded")));
    made.append(...heading.childNodes);
    made.setAttribute("aria-expanded", "true");
    heading.append(made);
  }
  const unfold = () => sections.forEach((section) => fold(section, false));
  const all = button(tools.dataset.fold, () => {
    const folded = sections.some((section) => !section.classList.contains("folded"));
    sections.forEach((section) => fold(section, folded));
    document.querySelectorAll("details").forEach((one) => { one.open = !folded; });
    all.textContent = folded ? tools.dataset.unfold : tools.dataset.fold;
  });
  tools.querySelector(".acts").append(all);

  // search and filter: a unit stays if it holds every word, and leads to the party and the kind of finding asked for

  const words = document.getElementById("search");
  const party = document.getElementById("by");
  const kind = document.getElementById("kind");
  const told = document.getElementById("matches");
  const gathered = [];
  const units = () => {
    if (!gathered.length) {
      gathered.push(...[...document.querySelectorAll(UNITS)].filter((one) => !one.parentElement.closest(UNITS)));
    }
    return gathered;
  };
  const texts = new Map();
  const textOf = (unit) => {
    if (!texts.has(unit)) texts.set(unit, unit.textContent.toLocaleLowerCase());
    return texts.get(unit);
  };
  const leadsTo = (unit, target) => !target || unit.id === target || unit.closest(`#${CSS.escape(target)}`) !== null
    || unit.querySelector(`a[href="#${CSS.escape(target)}"]`) !== null;
  const choose = (list, links) => links.forEach((link) => list.append(new Option(link.textContent, link.id)));
  const speaking = (row) => row.querySelector('a[href^="#claim-"]') !== null;
  choose(party, [...document.querySelectorAll("#parties tbody tr")].filter(speaking).map((row) => (
    { id: row.id, textContent: row.querySelector("th span").textContent })));
  choose(kind, [...document.querySelectorAll("#contents ul:first-of-type a")].slice(0, tools.dataset.kinds).map((link) => (
    { id: link.hash.slice(1), textContent: link.textContent })));

  const apply = () => {
    const asked = words.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const active = asked.length > 0 || party.value !== "" || kind.value !== "";
    let claims = 0;
    let shown = 0;
    for (const unit of units()) {
      const fits = !active || unit.closest("#decided") !== null || (asked.every((word) => textOf(unit).includes(word))
        && leadsTo(unit, party.value) && leadsTo(unit, kind.value));
      unit.classList.toggle("out", !fits);
      if (unit.matches(".claim")) {
        claims += 1;
        shown += fits;
      }
    }
    for (const section of document.querySelectorAll("section.part")) {
      const held = units().filter((unit) => section.contains(unit));
      section.classList.toggle("out", held.length > 0 && held.every((unit) => unit.matches(".out")));
    }
    told.textContent = active ? say("matches", { shown, all: claims }) : "";
    if (active && !units().some((unit) => !unit.matches(".out") && !unit.closest("#decided"))) {
      told.textContent = tools.dataset.unmatched;
    }
    unfold();
  };
  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 150);
  });
  party.addEventListener("change", apply);
  kind.addEventListener("change", apply);
  const clear = button(tools.dataset.clear, () => {
    words.value = party.value = kind.value = "";
    apply();
    words.focus();
  });
  tools.querySelector(".acts").append(clear);

  // a link leads to what it names, whatever is folded or filtered away

  const arrive = () => {
    const target = document.querySelector(":target");
    if (!target) return;
    for (let here = target; here; here = here.parentElement) {
      here.classList.remove("out");
      if (here.matches("section.folded")) fold(here, false);
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  document.addEventListener("click", (event) => {
    if (event.target.closest('a[href^="#"]')) setTimeout(arrive);
  });

  // sorting

  const SIZES = { thousand: 1e3, k: 1e3, million: 1e6, mn: 1e6, m: 1e6, billion: 1e9, bn: 1e9, trillion: 1e12, tn: 1e12 };
  const numberOf = (text) => {
    const found = text.match(/(-?\d[\d,\u00a0\u202f]*(?:\.\d+)?)\s?([a-z]+)?/i);
    return found ? Number(found[1].replace(/[^-.\d]/g, "")) * (SIZES[(found[2] || "").toLowerCase()] || 1) : NaN;
  };
  const byCell = (place, down) => (one, other) => {
    const [a, b] = [one, other].map((row) => row.cells[place].textContent.trim());
    const [m, n] = [numberOf(a), numberOf(b)];
    if (!a || !b) return !a - !b;
    const figures = /^\D{0,3}\d/.test(a) && /^\D{0,3}\d/.test(b) && m !== n;
    const order = figures ? m - n : a.localeCompare(b, undefined, { numeric: true });
    return down ? -order : order;
  };
  for (const table of document.querySelectorAll("table.stack")) {
    const bodies = table.tBodies;
    if (bodies.length !== 1 || bodies[0].rows.length < 3 || table.querySelector("[rowspan], [colspan]")) continue;
    for (const [place, head] of [...table.tHead.rows[0].cells].entries()) {
      const made = button("", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        table.querySelectorAll("[aria-sort]").forEach((one) => one.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        bodies[0].append(...[...bodies[0].rows].sort(byCell(place, down)));
      });
      made.append(...head.childNodes);
      head.append(made);
    }
  }

  // citations

  const plain = (node) => (node ? node.textContent.replace(/\s+/g, " ").trim() : "");
  const joined = (words, between) => words.filter(Boolean).join(between);
  const placeOf = (told) => {
    const quote = joined([...told.querySelectorAll("q")].map((words) => `“${plain(words)}”`), " ");
    const translation = told.querySelector(".translation");
    const where = told.querySelector(".where");
    const address = where && where.querySelector("a[rel]");
    const source = joined([plain(where && where.querySelector(".own")), plain(where && where.querySelector("a, span[dir]")),
      where && (where.textContent.match(/, (\d{4}[^,]*)/) || [])[1], address && address.href], ", ");
    return joined([quote, plain(translation), source], " – ");
  };
  const cite = (claim) => joined([
    joined([plain(claim.querySelector(".figure")), plain(claim.querySelector(".words"))], ": "),
    plain(claim.querySelector(".said > .where")),
    ...[...claim.querySelectorAll(".told > li")].map(placeOf),
    joined([document.title, plain(claim.querySelector("h3")),
      location.protocol.startsWith("http") ? `${location.href.split("#")[0]}#${claim.id}` : `#${claim.id}`], ", "),
  ], "\n");
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  };
  const offer = (claim) => {
    const made = button(tools.dataset.copy, async () => {
      await copy(cite(claim));
      told.textContent = say("copied", { claim: claim.id });
      made.textContent = tools.dataset.done;
      setTimeout(() => { made.textContent = tools.dataset.copy; }, 2000);
    });
    made.className = "cite";
    claim.append(made);
  };
  const near = new IntersectionObserver((seen) => {
    for (const one of seen.filter((here) => here.isIntersecting)) {
      near.unobserve(one.target);
      offer(one.target);
    }
  }, { rootMargin: "100%" });
  document.querySelectorAll(".claim").forEach((claim) => near.observe(claim));

  tools.hidden = false;
  if (location.hash) arrive();
})();
