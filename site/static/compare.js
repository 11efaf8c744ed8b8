// Sets the results of chosen provinces side by side, each on the axis of its own list, in the order of names and years;
// nothing is ranked or sorted by a result. What is chosen stands in the address. Scripts of data are read when asked for.
"use strict";
(function () {
  const box = document.getElementById("compare");
  const words = box.dataset;
  const main = document.getElementById("main");
  const svg = "http://www.w3.org/2000/svg";
  const choices = window.CHOICES;
  const names = new Map(choices.provinces);
  let kind = "";
  let code = "";
  let chosen = new Set();

  function make(tag, text, attributes) {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = text;
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    return element;
  }

  // What can be chosen.
  const select = make("select");
  const what = make("label", `${words.what} `);
  select.append(make("option", words.none, { value: "" }));
  for (const group of ["type", "dimension"]) {
    const options = make("optgroup", null, { label: words[group] });
    for (const [value, name] of choices[group]) options.append(make("option", name, { value: `${group}=${value}` }));
    select.append(options);
  }
  what.append(select);
  const fieldset = make("fieldset", null, { class: "ticks" });
  fieldset.append(make("legend", words.provinces));
  const ticks = choices.provinces.map(([id, name]) => {
    const label = make("label");
    const tick = make("input", null, { type: "checkbox", value: id });
    label.append(tick, ` ${name}`);
    fieldset.append(label);
    tick.addEventListener("change", () => {
      if (tick.checked) chosen.add(id);
      else chosen.delete(id);
      keep();
    });
    return tick;
  });
  select.addEventListener("change", () => {
    [kind, code] = select.value ? select.value.split("=") : ["", ""];
    keep();
  });
  const status = make("p", null, { role: "status" });
  const shown = make("div");
  box.append(what, fieldset, status, shown);

  // The axis of one list, with where a place or the units on a criterion lie.
  function axis(spans) {
    const drawing = document.createElementNS(svg, "svg");
    const draw = (tag, attributes) => {
      const shape = document.createElementNS(svg, tag);
      for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
      drawing.append(shape);
    };
    for (const [name, value] of Object.entries({ class: "strip", width: 200, height: 14, "aria-hidden": "true" })) {
      drawing.setAttribute(name, value);
    }
    draw("line", { class: "axis", x1: 0, x2: "100%", y1: 7, y2: 7 });
    for (const [low, high] of spans) {
      if (low === high) draw("circle", { cx: `${low}%`, cy: 7, r: 4 });
      else draw("line", { class: "span", x1: `${low}%`, x2: `${high}%`, y1: 7, y2: 7 });
    }
    return drawing;
  }

  // A value as it is shown on every page: published and linked to its line, recomputed, deduced, or a mark.
  function value([text, look, path]) {
    if (path) return make("a", text, { class: "p", href: words.root + path });
    if (look === "recomputed") return make("em", text);
    return make("span", text, look ? { class: look } : {});
  }

  function result(found, labels) {
    const part = make("div", null, { class: "result" });
    const top = make("div");
    const list = make("dl");
    const name = make("span", found.unit ? null : found.name, { lang: "vi" });
    if (found.unit) name.append(make("a", found.name, { href: words.root + found.unit }));
    top.append(make("a", found.year, { href: words.root + found.path }), " ", name);
    found.values.forEach((shown, index) => {
      const pair = make("div");
      const told = make("dd");
      told.append(value(shown));
      pair.append(make("dt", labels[index]), told);
      list.append(pair);
    });
    part.append(top);
    if (found.spans.length) part.append(axis(found.spans));
    part.append(list);
    return part;
  }

  function card(labels, province, rows) {
    const own = make("div", null, { class: "card" });
    own.append(make("h3", names.get(province)), ...rows.map((found) => result(found, labels)));
    return own;
  }

  function section(group, labels, number) {
    const part = make("section", null, { "aria-labelledby": `group-${number}` });
    const heading = make("h2", null, { id: `group-${number}` });
    const limits = make("ul", null, { class: "steps" });
    const cards = make("div", null, { class: "cards" });
    heading.append(make("a", group.name, { href: words.root + group.path }));
    for (const [step, told] of group.steps) {
      const line = make("li", null, { class: `gate step-${step}` });
      line.append(make("b", step), ` ${told}`);
      limits.append(line);
    }
    let n = 0;
    for (const [province] of choices.provinces) {
      const rows = group.rows.filter((found) => found.province === province);
      if (!chosen.has(province) || !rows.length) continue;
      cards.append(card(labels, province, rows));
      n += 1;
    }
    part.append(heading, limits, cards);
    return n ? part : null;
  }

  function show() {
    const data = kind && window.COMPARED && window.COMPARED[`${kind}-${code}`];
    shown.replaceChildren();
    status.textContent = kind && chosen.size ? "" : words.hint;
    if (!data || !chosen.size) return;
    shown.append(...data.groups.map((group, number) => section(group, data.labels, number)).filter(Boolean));
    const having = new Set(data.groups.flatMap((group) => group.rows.map((found) => found.province)));
    const lacking = choices.provinces.filter(([id]) => chosen.has(id) && !having.has(id)).map(([, name]) => name);
    status.textContent = words.shown.replace("{n}", chosen.size - lacking.length);
    if (lacking.length) shown.append(make("p", words.lacking.replace("{names}", lacking.join(", ")), { class: "lacking" }));
  }

  function load() {
    select.value = kind ? `${kind}=${code}` : "";
    for (const tick of ticks) tick.checked = chosen.has(tick.value);
    const key = `${kind}-${code}`;
    if (!kind || (window.COMPARED && window.COMPARED[key])) return show();
    const script = make("script", null, { src: `${words.root}compare/${key}.js` });
    script.addEventListener("load", show);
    document.head.append(script);
    return undefined;
  }

  function keep() {
    const parts = kind ? [`${kind}=${code}`] : [];
    if (chosen.size) parts.push(`provinces=${[...chosen].sort().join(",")}`);
    location.replace(`#${parts.join("&")}`);
    load();
  }

  function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    kind = ["type", "dimension"].find((name) => choices[name].some(([value]) => value === asked.get(name))) || "";
    code = kind ? asked.get(kind) : "";
    chosen = new Set((asked.get("provinces") || "").split(",").filter((id) => names.has(id)));
    load();
  }

  window.addEventListener("hashchange", read);
  read();
  main.dataset.ready = "";
})();
