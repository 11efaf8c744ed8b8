// Weighs the points of a complete list anew: a slider and a number for each criterion, and the places that follow beside
// the official ones, which stay as they are. Without this script the points are a plain table.
"use strict";
(function () {
  const box = document.getElementById("whatif-controls");
  const table = document.getElementById("points");
  const words = box.dataset;
  const official = 100;
  const most = 300;
  const names = Array.from(table.querySelectorAll("th[data-criterion]"), (th) => th.textContent.trim());
  const rows = Array.from(table.tBodies[0].rows, (row) => ({
    place: Number(row.querySelector("[data-place]").dataset.place),
    // Millionths are whole numbers: equal sums stay equal.
    points: Array.from(row.querySelectorAll("[data-points]"), (cell) => Math.round(Number(cell.dataset.points) * 1e6)),
    cell: row.insertCell(3),
  }));
  const weights = names.map(() => official);

  const head = document.createElement("th");
  head.scope = "col";
  head.textContent = words.chosen;
  table.tHead.rows[0].cells[2].after(head);
  for (const row of rows) row.cell.className = "n chosen";

  const fieldset = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const status = document.createElement("p");
  const reset = document.createElement("button");
  fieldset.className = "sliders";
  legend.textContent = words.legend;
  status.setAttribute("role", "status");
  reset.type = "button";
  reset.textContent = words.reset;
  fieldset.append(legend);

  const inputs = names.map((name, index) => {
    const label = document.createElement("label");
    const slider = document.createElement("input");
    const number = document.createElement("input");
    slider.type = "range";
    slider.max = 2 * official;
    slider.step = 5;
    number.type = "number";
    number.min = slider.min = 0;
    number.max = most;
    slider.setAttribute("aria-label", `${words.slider} ${name}`);
    label.append(name, number, " %");
    fieldset.append(label, slider);
    for (const input of [slider, number]) {
      input.addEventListener("input", () => {
        const value = Number(input.value);
        if (input.value === "" || !(value >= 0)) return;
        weights[index] = Math.min(most, Math.round(value));
        (input === slider ? number : slider).value = weights[index];
        show();
      });
      input.addEventListener("change", keep);
    }
    return { slider, number };
  });

  function fill() {
    inputs.forEach(({ slider, number }, index) => {
      slider.value = number.value = weights[index];
    });
    show();
  }

  function show() {
    const sums = rows.map((row) => row.points.reduce((sum, points, index) => sum + points * weights[index], 0));
    let moved = 0;
    rows.forEach((row, index) => {
      const place = 1 + sums.filter((sum) => sum > sums[index]).length;
      row.cell.textContent = place;
      row.cell.classList.toggle("moved", place !== row.place);
      moved += place !== row.place ? 1 : 0;
    });
    status.textContent = words.moved.replace("{n}", moved).replace("{of}", rows.length);
  }

  // The weights stand in the address, so that a view can be sent to others.
  function keep() {
    const same = weights.every((weight) => weight === official);
    location.replace(same ? "#whatif" : `#weights=${weights.join("-")}`);
  }

  function read() {
    const asked = /^#weights=([\d-]+)$/.exec(location.hash);
    const values = asked ? asked[1].split("-").map(Number) : [];
    if (values.length !== weights.length) return;
    values.forEach((value, index) => { weights[index] = Math.min(most, value); });
    fill();
  }

  reset.addEventListener("click", () => {
    weights.fill(official);
    fill();
    keep();
  });
  window.addEventListener("hashchange", read);
  fieldset.append(reset);
  box.append(fieldset, status);
  fill();
  read();
})();
