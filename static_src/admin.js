// Small conveniences of the admin. Every page works without this file.
(() => {
  "use strict";
  const on = (type, run) => document.addEventListener(type, run);

  // A row of a list opens by click; its first link stays the way without script.
  on("click", (event) => {
    const row = event.target.closest("#result_list tbody tr");
    if (!row || event.target.closest("a, button, input, select, label") || String(window.getSelection())) return;
    const link = row.querySelector("th a, td a");
    if (link) window.location.assign(link.href);
  });

  // A form goes off once, however often its button is pressed.
  on("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || !form.closest(".jcg")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.querySelectorAll("button").forEach((button) => button.classList.add("is-busy"));
  });

  // Where the theme says nothing of it: what the page is about, and which part scrolls.
  const named = () => {
    document.getElementById("main")?.setAttribute("role", "main");
    document.querySelectorAll(".simplebar-content-wrapper[role=region]").forEach((part, number) => {
      if (part.closest("nav, #nav-sidebar")) part.removeAttribute("role");
      else part.setAttribute("aria-label", `可以滚动的部分${number + 1}`);
    });
  };
  on("DOMContentLoaded", named);

  // By keyboard alone: past the menu to what the page is about, and into what the theme opens by a click only.
  on("DOMContentLoaded", () => {
    const main = document.getElementById("main");
    if (main) {
      main.tabIndex = -1;
      document.body.insertAdjacentHTML("afterbegin", '<a class="jcg-skip" href="#main">跳到正文</a>');
    }
    document.querySelectorAll("#nav-sidebar [x-on\\:click], #header [x-on\\:click]").forEach((part) => {
      if (part.matches("a[href], button, input") || part.querySelector("a[href], button")) return;
      part.tabIndex = 0;
      part.setAttribute("role", "button");
    });
  });
  on("keydown", (event) => {
    if (!["Enter", " "].includes(event.key) || !event.target.matches("[x-on\\:click][role=button]")) return;
    event.preventDefault();
    event.target.click();
  });
  window.addEventListener("load", named);

  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll(".is-busy").forEach((button) => button.classList.remove("is-busy"));
  }));
})();
