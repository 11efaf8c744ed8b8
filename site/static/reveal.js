// A link to something folded opens what it is folded in, and print opens everything. Browsers that do so by themselves lose nothing.
"use strict";
(function () {
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    let folded = false;
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) {
      folded = folded || !part.open;
      part.open = true;
    }
    if (folded) target.scrollIntoView();
  }
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    for (const part of opened) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
  });
  window.addEventListener("hashchange", reveal);
  reveal();
})();
