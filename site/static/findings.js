// Cards by province, weight and kind; the choice stands in the address. Without this script all cards are shown.
"use strict";
(function () {
  const form = document.getElementById("choices");
  if (!form) return;
  const status = form.querySelector("[role=status]");
  const cards = Array.from(document.querySelectorAll(".card"));
  const chosen = new URLSearchParams(location.search);
  for (const select of form.elements) {
    const wanted = chosen.get(select.name);
    if (Array.from(select.options).some((option) => option.value === wanted)) select.value = wanted;
  }

  function show() {
    const choices = Array.from(form.elements).filter((select) => select.value);
    for (const card of cards) card.hidden = !choices.every((select) => card.dataset[select.name] === select.value);
    status.textContent = `${form.dataset.shown} ${cards.filter((card) => !card.hidden).length}`;
    const query = new URLSearchParams(choices.map((select) => [select.name, select.value])).toString();
    history.replaceState(null, "", query ? `?${query}${location.hash}` : location.pathname + location.hash);
  }

  form.addEventListener("change", show);
  form.hidden = false;
  show();
})();
