// Any published table, read from its Parquet file: chosen, filtered, sorted, page by page, and kept as it is shown.
// What is chosen stands in the address. A file is only read over http: from a folder browsers refuse it.
"use strict";
(function () {
  const form = document.getElementById("explore");
  const words = form.dataset;
  const region = document.getElementById("rows");
  const table = region.querySelector("table");
  const status = form.querySelector("[role=status]");
  const [select, filter] = form.elements;
  const pager = document.getElementById("pager");
  const [before, after, download] = pager.querySelectorAll("button");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const perPage = 100;
  let columns = [];
  let rows = [];
  let shown = [];
  let sorted = "";
  let isUp = true;
  let first = 0;

  // A value as a person reads it; decimals have six digits in the file.
  function text(value) {
    if (value === null || value === undefined) return "";
    if (value instanceof Date) return value.toISOString().slice(0, 10);
    if (Array.isArray(value)) return value.map(text).join("; ");
    if (typeof value === "number") return String(Number(value.toFixed(6)));
    return String(value);
  }

  function compare(a, b) {
    const isNumber = (value) => typeof value === "number" || typeof value === "bigint";
    if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
    return collator.compare(text(a), text(b));
  }

  function choose() {
    const wanted = window.fold(filter.value).split(/\s+/).filter(Boolean);
    shown = rows.filter((row) => wanted.every((word) => row.found.includes(word)));
    if (sorted) {
      const index = columns.indexOf(sorted);
      // Rows without a value stay at the end in both directions.
      shown.sort((a, b) => {
        const [one, other] = [a.values[index], b.values[index]];
        if (one === null || other === null) return (one === null) - (other === null);
        return isUp ? compare(one, other) : compare(other, one);
      });
    }
    first = 0;
    show();
  }

  function head() {
    const row = document.createElement("tr");
    for (const name of columns) {
      const th = document.createElement("th");
      const button = document.createElement("button");
      th.scope = "col";
      if (name === sorted) th.setAttribute("aria-sort", isUp ? "ascending" : "descending");
      button.type = "button";
      button.textContent = name;
      button.title = `${words.sort} ${name}`;
      button.addEventListener("click", () => {
        isUp = name === sorted ? !isUp : true;
        sorted = name;
        choose();
        table.querySelector("[aria-sort] button").focus();
      });
      th.append(button);
      row.append(th);
    }
    return row;
  }

  function show() {
    const body = shown.slice(first, first + perPage).map((found) => {
      const row = document.createElement("tr");
      for (const value of found.values) {
        const cell = document.createElement("td");
        cell.textContent = text(value);
        if (typeof value === "number" || typeof value === "bigint") cell.className = "n";
        row.append(cell);
      }
      return row;
    });
    table.tHead.replaceChildren(head());
    table.tBodies[0].replaceChildren(...body);
    table.caption.textContent = select.value;
    const last = Math.min(first + perPage, shown.length);
    status.textContent = `${words.rows} ${shown.length ? `${first + 1}–${last} / ${shown.length}` : "0"}`;
    before.disabled = first === 0;
    after.disabled = last === shown.length;
    region.hidden = pager.hidden = false;
    const asked = { table: select.value, q: filter.value, sort: sorted ? `${isUp ? "" : "-"}${sorted}` : "" };
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value)).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  }

  async function read() {
    if (!select.value) return;
    status.textContent = words.reading;
    try {
      const answer = await fetch(`${words.files}parquet/${select.value}.parquet`);
      if (!answer.ok) throw new Error(answer.statusText);
      const found = await window.parquet.rows(await answer.arrayBuffer());
      columns = found.length ? Object.keys(found[0]) : [];
      rows = found.map((row) => {
        const values = columns.map((name) => row[name] ?? null);
        return { values, found: window.fold(values.map(text).join(" ")) };
      });
      if (!columns.includes(sorted)) sorted = "";
      choose();
    } catch {
      status.textContent = words.failed;
      region.hidden = pager.hidden = true;
    }
  }

  select.addEventListener("change", read);
  filter.addEventListener("input", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  before.addEventListener("click", () => { first -= perPage; show(); });
  after.addEventListener("click", () => { first += perPage; show(); });
  download.addEventListener("click", () => {
    window.keepRows([columns, ...shown.map((row) => row.values.map(text))], select.value);
  });

  const asked = new URLSearchParams(location.search);
  const wanted = asked.get("table");
  if (Array.from(select.options).some((option) => option.value === wanted)) select.value = wanted;
  filter.value = asked.get("q") || "";
  sorted = (asked.get("sort") || "").replace(/^-/, "");
  isUp = !(asked.get("sort") || "").startsWith("-");
  form.hidden = false;
  read();
})();
