// Where the address names a row of a table, the footer says how to cite that row; a click on its sign shows it at once.
"use strict";
(function () {
  const shown = document.getElementById("cite-row");
  const how = shown.textContent;

  function cite() {
    const anchor = location.hash.slice(1);
    const row = document.getElementById(decodeURIComponent(anchor));
    const sign = row && row.querySelector("a.self");
    const parts = { row: sign && sign.dataset.row, anchor };
    shown.textContent = sign ? shown.dataset.cite.replace(/\{(row|anchor)\}/g, (_, part) => parts[part]) : how;
  }

  // Beside the row that was clicked, until the reader turns to something else.
  document.addEventListener("click", (event) => {
    shown.classList.toggle("near", Boolean(event.target.closest("a.self, #cite-row.near")));
  });
  window.addEventListener("hashchange", cite);
  cite();
})();
