// Small conveniences. Every page works without this file.
(() => {
  "use strict";
  const on = (type, run) => document.addEventListener(type, run);

  // A form goes off once, however often its button is pressed; the back button finds it usable again.
  on("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.querySelectorAll("button[type=submit], button:not([type])").forEach((button) => button.classList.add("is-busy"));
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll(".is-busy").forEach((button) => button.classList.remove("is-busy"));
    });
  });

  // A row of a table opens by click and Enter; its first link stays the way without script.
  const open = (event) => {
    const row = event.target.closest("tr[data-href]");
    if (!row || event.target.closest("a, button, input, select, label") || String(window.getSelection())) return;
    window.location.assign(row.dataset.href);
  };
  on("click", open);
  on("keydown", (event) => { if (event.key === "Enter" && event.target.matches("tr[data-href]")) open(event); });

  // The user menu closes by Escape and by a click elsewhere.
  on("click", (event) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  }));
  on("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });

  // After a refused form the list of errors is where reading goes on.
  const start = () => {
    const summary = document.querySelector(".error-summary");
    if (summary) summary.focus();
  };
  if (document.readyState === "loading") on("DOMContentLoaded", start); else start();

  // Choices that depend on another choice: <select data-depends-on="id_city"> whose groups are named like the city.
  const groups = new Map();
  const narrow = (select) => {
    const parent = document.getElementById(select.dataset.dependsOn);
    if (!parent) return;
    const chosen = parent.value === "" ? "" : parent.selectedOptions[0].text;
    groups.set(select, groups.get(select) || [...select.querySelectorAll("optgroup")]);
    groups.get(select).forEach((group) => {
      if (group.label === chosen) select.append(group);
      else group.remove();
    });
  };
  const depend = () => document.querySelectorAll("select[data-depends-on]").forEach((select) => {
    narrow(select);
    const parent = document.getElementById(select.dataset.dependsOn);
    if (parent) parent.addEventListener("change", () => narrow(select));
  });
  if (document.readyState === "loading") on("DOMContentLoaded", depend); else depend();

  // What an address points at is open, in every browser.
  const unfold = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target) target.scrollIntoView();
  };
  window.addEventListener("hashchange", unfold);
  if (document.readyState === "loading") on("DOMContentLoaded", unfold); else unfold();

  // Which file was picked stands beside the button that picks it.
  document.documentElement.classList.add("has-script");
  on("change", (event) => {
    const pick = event.target.type === "file" && event.target.closest(".file-pick");
    const name = pick && pick.querySelector("[data-file-name]");
    if (name) name.textContent = [...event.target.files].map((file) => file.name).join("、") || name.dataset.fileName;
  });

  // One box ticks all boxes of a name in the table below it, which on a phone has no head.
  document.querySelectorAll("[data-check-all]").forEach((label) => { label.hidden = false; });
  on("change", (event) => {
    const label = event.target.closest("[data-check-all]");
    if (!label) return;
    label.closest(".table-wrap").querySelectorAll(`tbody input[name="${label.dataset.checkAll}"]`).forEach((box) => { box.checked = event.target.checked; });
  });

  document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
  on("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
})();
