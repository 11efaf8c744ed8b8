// Tables with class "sortable" get a button in each column head and, when long, a filter; "filtered" ones the filter only.
// Without this script they are plain tables in the order of the page.
"use strict";
(function () {
  const words = document.getElementById("main").dataset;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const filterFrom = 10;

  // Marks off, đ as d; U+00D0 is what some keyboards give for Đ.
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đðĐÐ]/g, "d").toLowerCase();
  }

  // The text of a cell, without what it folds.
  function textOf(cell) {
    const copy = cell.cloneNode(true);
    for (const folded of copy.querySelectorAll("details > :not(summary)")) folded.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  // A cell's number where it has one, null where the number is missing, else its text.
  function keyOf(cell) {
    const value = cell.dataset.v;
    if (value === undefined) return textOf(cell);
    if (value === "") return null;
    return isNaN(Number(value)) ? value : Number(value);
  }

  function compare(a, b) {
    return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
  }

  function sortBy(table, column, th, status) {
    const up = th.getAttribute("aria-sort") !== "ascending";
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => ({ row, key: keyOf(row.cells[column]) }));
    // Rows without a value stay at the end in both directions.
    rows.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      return up ? compare(a.key, b.key) : compare(b.key, a.key);
    });
    body.append(...rows.map((entry) => entry.row));
    for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
    th.setAttribute("aria-sort", up ? "ascending" : "descending");
    status.textContent = `${table.caption.textContent}: ${up ? words.up : words.down} ${th.textContent}`;
  }

  function addFilter(table, region, status) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    label.className = "filter";
    input.type = "search";
    label.append(words.filter, input);
    region.before(label);
    const texts = Array.from(table.tBodies[0].rows, (row) => ({ row, text: fold(row.textContent) }));
    input.addEventListener("input", () => {
      const wanted = fold(input.value).split(/\s+/).filter(Boolean);
      let n = 0;
      for (const { row, text } of texts) {
        row.hidden = !wanted.every((word) => text.includes(word));
        n += row.hidden ? 0 : 1;
      }
      status.textContent = words.rows + n;
    });
  }

  // A value as a spreadsheet may open it: what would begin a formula is text.
  function quoted(text) {
    const safe = /^[=+\-@]/.test(text) && isNaN(Number(text)) ? `'${text}` : text;
    return `"${safe.replace(/"/g, '""')}"`;
  }

  // Rows of texts as a file that the reader keeps.
  function keep(rows, name) {
    const lines = rows.map((row) => row.map(quoted).join(","));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function addDownload(table, region) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "download";
    button.textContent = words.csv;
    region.after(button);
    button.addEventListener("click", () => {
      const rows = Array.from(table.rows).filter((row) => !row.hidden);
      const title = fold(document.title).replace(/[^a-z0-9]+/g, "-").slice(0, 60);
      keep(rows.map((row) => Array.from(row.cells, textOf)), `${title}-${table.caption.id}`);
    });
  }

  for (const table of document.querySelectorAll("table.sortable, table.filtered")) {
    const region = table.parentElement;
    const status = document.createElement("p");
    status.className = "hidden";
    status.setAttribute("role", "status");
    region.after(status);
    if (table.matches(".sortable")) Array.from(table.tHead.rows[0].cells).forEach((th, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = `${words.sort} ${th.textContent}`;
      button.append(...th.childNodes);
      th.append(button);
      button.addEventListener("click", () => sortBy(table, column, th, status));
    });
    addDownload(table, region);
    if (table.tBodies[0].rows.length >= filterFrom) addFilter(table, region, status);
  }

  window.fold = fold;
  window.keepRows = keep;
})();
