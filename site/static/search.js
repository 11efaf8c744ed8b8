// Search by name over window.NAMES: [kind, name, context, path, type, other names]; window.KNOWN_AS has, by type of
// agency, the names that any of them goes by. Without this script there is no search box.
"use strict";
(function () {
  const box = document.getElementById("search");
  const words = box.dataset;
  const most = 12;
  // The order of kinds among equally good hits: a province before its agencies.
  const kinds = ["province", "agency_type", "dimension", "agency", "source", "assessment"];
  const split = (text) => window.fold(text).split(/[^a-z0-9]+/).filter(Boolean);
  // How words are usually cut short: tp, tx.
  const short = new Map(words.short.split("|").map((pair) => [pair.split("=")[0], split(pair.split("=")[1])]));
  const entries = window.NAMES.map(([kind, name, context, path, type, others]) => ({
    kind, name, context, path,
    exact: `${name} ${context}`.normalize("NFC").toLowerCase(),
    words: split(`${name} ${context}`),
    others: split(`${others} ${window.KNOWN_AS[type] || ""}`),
    start: window.fold(name),
  }));

  // Names that have a word beginning with each word asked for; marks as typed first, then names that begin so, then
  // those found by another name.
  function find(asked) {
    const query = split(asked);
    const typed = asked.normalize("NFC").toLowerCase().trim();
    if (!query.length) return [];
    const begins = (words, word) => words.some((own) => own.startsWith(word));
    const has = (words) => (word) =>
      begins(words, word) || (short.has(word) && short.get(word).every((part) => begins(words, part)));
    return entries
      .filter((entry) => query.every((word) => has([...entry.words, ...entry.others])(word)))
      .map((entry) => ({
        entry,
        rank: [
          !entry.exact.includes(typed), !entry.start.startsWith(query.join(" ")), !query.every(has(entry.words)),
          kinds.indexOf(entry.kind),
        ],
      }))
      .sort((a, b) => a.rank.map((own, place) => own - b.rank[place]).find(Boolean) || 0)
      .map((hit) => hit.entry);
  }

  const label = document.createElement("label");
  const caption = document.createElement("span");
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  caption.className = "hidden";
  caption.textContent = words.label;
  input.type = "search";
  input.placeholder = `${words.label}…`;
  input.title = words.hint;
  input.autocomplete = "off";
  list.hidden = true;
  status.className = "hidden";
  status.setAttribute("role", "status");
  label.append(caption, input);
  box.append(label, list, status);

  function show() {
    const found = find(input.value);
    const asked = input.value.trim() !== "";
    list.replaceChildren(...found.slice(0, most).map((entry) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const context = document.createElement("small");
      link.href = words.root + entry.path;
      context.textContent = [words[entry.kind], entry.context].filter(Boolean).join(", ");
      link.append(`${entry.name} `, context);
      item.append(link);
      return item;
    }));
    if (asked && !found.length) {
      const item = document.createElement("li");
      const none = document.createElement("span");
      none.textContent = words.none;
      item.append(none);
      list.append(item);
    }
    list.hidden = !asked;
    status.textContent = asked ? (found.length ? words.found + found.length : words.none) : "";
  }

  input.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    const links = Array.from(list.querySelectorAll("a"));
    const place = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      list.hidden = true;
      input.focus();
    } else if (event.key === "ArrowDown" && links.length) {
      links[Math.min(place + 1, links.length - 1)].focus();
      event.preventDefault();
    } else if (event.key === "ArrowUp" && place >= 0) {
      (place ? links[place - 1] : input).focus();
      event.preventDefault();
    } else if (event.key === "Enter" && document.activeElement === input && links.length) {
      links[0].click();
    }
  });
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) list.hidden = true;
  });
  input.addEventListener("focus", show);
})();
