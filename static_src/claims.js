// The form of a claim: saves silently, sends papers one by one. The page works without this file, and reckons by htmx.
(() => {
  "use strict";
  const form = document.querySelector(".claim-form");
  if (!form) return;
  const status = document.getElementById("autosave");
  const version = form.elements.version;
  const token = form.elements.csrfmiddlewaretoken;
  let saving = null;   // the save that is under way
  let changed = false; // something was typed since the last save
  let stopped = false; // the claim was saved elsewhere: no more silent saves

  const typed = () => {
    const data = new FormData(form);
    for (const name of [...data.keys()]) if (name.startsWith("paper_")) data.delete(name);
    return data;
  };
  // Whoever logs in again in another window has a new token: the form goes on with it.
  const renew = () => {
    const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
    if (cookie) token.value = cookie.slice("csrftoken=".length);
    return token.value;
  };
  const post = (url, data) => fetch(url, {
    method: "POST", body: data, credentials: "same-origin", headers: { "X-Requested-With": "fetch", "X-CSRFToken": renew() },
  });
  const later = (run, wait) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(run, wait); }; };

  // An answer, given or read from the records, takes the red away: beside the field and in the list on top. Words keep
  // their room: whoever leaves a field by a click on the next one must still meet it.
  const answered = (field) => {
    if (!field?.classList.contains("has-error")) return;
    field.classList.add("is-answered");
    field.querySelectorAll("[aria-invalid]").forEach((control) => control.removeAttribute("aria-invalid"));
    const summary = document.querySelector(".error-summary:has(ul)");
    if (!summary) return;
    summary.querySelectorAll("a").forEach((link) => {
      if (field.contains(document.getElementById(link.hash.slice(1)))) link.parentElement.classList.add("is-answered");
    });
  };
  // What stands on top says what is open now, as the reckoning beside the form has just told: faults that came since are
  // in its list, and it says that all is filled in only where nothing is open.
  const fieldOf = (link) => document.getElementById(link.hash.slice(1))?.closest(".field") ?? link.hash;
  const recount = () => {
    const summary = document.querySelector(".error-summary:has(ul)");
    if (!summary) return;
    const open = new Map([...document.querySelectorAll("#live-panel .todo a")].map((link) => [fieldOf(link), link]));
    summary.querySelectorAll("li:not(:has(a))").forEach((row) => row.classList.toggle("is-answered", !open.size));
    summary.querySelectorAll("li > a").forEach((link) => {
      const still = open.get(fieldOf(link));
      link.parentElement.classList.toggle("is-answered", !still);
      if (still && !link.textContent.includes(still.textContent)) link.textContent = still.textContent;
      open.delete(fieldOf(link));
    });
    open.forEach((link) => {
      const row = document.createElement("li");
      const told = document.createElement("a");
      told.href = link.hash;
      told.textContent = link.textContent;
      row.append(told);
      summary.querySelector("ul").append(row);
    });
    const left = summary.querySelectorAll("li:not(.is-answered)").length;
    summary.classList.toggle("is-answered", !left);
    summary.querySelector("h2").textContent = left ? `还有 ${left} 项要填写或更正` : "都已填写，请到下一步核对";
  };

  // The reckoning of what stands on the page, which htmx fetches: with the token that is valid now, and only if it is one
  // (no page to log in) and says something new. What was folded open stays open.
  let shown = "", unfolded = false;
  form.addEventListener("htmx:configRequest", (event) => { event.detail.parameters.csrfmiddlewaretoken = renew(); });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "live-panel") return;
    const fresh = event.detail.serverResponse;
    if (!fresh.includes('id="live-panel"')) { event.detail.shouldSwap = false; return; }
    if (fresh === shown) { event.detail.shouldSwap = false; recount(); return; }
    shown = fresh;
    unfolded = Boolean(event.detail.target.querySelector("details.why")?.open);
  });
  document.addEventListener("htmx:afterSwap", () => {
    const why = document.querySelector("#live-panel details.why");
    if (why && unfolded) why.open = true;
    recount();
  });
  // A question that the records have answered since, or that is no longer asked, is open no more.
  form.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.fragment.querySelector(".is-moot, .read-box")) answered(event.detail.target.querySelector(".field.has-error"));
  });

  // The silent save.
  const save = async () => {
    if (stopped || !changed) return;
    if (saving) { await saving; return save(); }
    changed = false;
    saving = keep();
    await saving;
    saving = null;
  };
  const keep = async () => {
    try {
      const answer = await post(form.dataset.autosave, typed());
      if (answer.redirected || answer.status === 403) { changed = true; say("登录已过期，填写的内容还在本页。请在新窗口登录后再保存。", true); return; }
      const told = await answer.json();
      if (answer.ok) { version.value = told.version; say(told.saved); return; }
      stopped = answer.status === 409;
      say(told.sentence, true);
    } catch { changed = true; say("暂时连不上服务器，内容还在本页，稍后自动再试。", true); }
  };
  const say = (words, wrong = false) => {
    status.textContent = words;
    status.classList.toggle("is-stale", wrong);
  };

  const saveSoon = later(save, 1500);
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    changed = true;
    saveSoon();
  });
  setInterval(() => { if (changed) save(); }, 20000);

  // Whoever follows a link takes what was typed along: it is saved first. What cannot be saved is lost only if that is wanted.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.target || link.hasAttribute("download") || (!changed && !saving)) return;
    if (link.pathname === location.pathname && link.hash) return;
    event.preventDefault();
    await save();
    if ((!changed && !stopped) || window.confirm("刚才填写的内容没有保存，离开后不再保留。仍要离开吗？")) location.assign(link.href);
  });

  // Papers go up at once, with their progress; the row comes back with name, size and hash.
  const send = (row, files) => {
    if (!files.length) return;
    const data = new FormData();
    data.append("paper", row.dataset.paper);
    for (const file of files) data.append("files", file);
    const bar = row.querySelector(".progress");
    bar.hidden = false;
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.evidence);
    request.setRequestHeader("X-CSRFToken", renew());
    request.setRequestHeader("X-Requested-With", "fetch");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const share = Math.round(event.loaded / event.total * 100);
      bar.querySelector("progress").value = share;
      bar.querySelector("span").textContent = share < 100 ? `${share}%` : "正在核对文件";
    });
    request.addEventListener("load", () => {
      if (request.status === 200 && request.responseText.includes('class="paper"')) swap(row, request.responseText);
      else fail(row, request.status === 413 ? "文件太大，没有收下。" : "没有传上去，请再选一次。");
    });
    request.addEventListener("error", () => fail(row, "没有传上去，请检查网络后再选一次。"));
    request.send(data);
  };
  const swap = (row, html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".paper");
    if (!fresh) return;
    const had = row.contains(document.activeElement);
    row.replaceWith(document.adoptNode(fresh));
    if (had) fresh.querySelector("input[type=file]").focus();
  };
  const fail = (row, words) => {
    row.querySelector(".progress").hidden = true;
    row.querySelector("input[type=file]").value = "";
    const line = document.createElement("p");
    line.className = "field-error";
    line.setAttribute("role", "alert");
    line.textContent = words;
    row.querySelectorAll(".field-error").forEach((old) => old.remove());
    row.insertBefore(line, row.querySelector(".file-pick"));
  };
  form.addEventListener("change", (event) => {
    if (event.target.type !== "file" && event.target.value) answered(event.target.closest(".field"));
    const row = event.target.closest(".paper");
    if (row && event.target.type === "file") send(row, event.target.files);
  });
  form.addEventListener("dragover", (event) => {
    const row = event.target.closest(".paper");
    if (row) { event.preventDefault(); row.classList.add("is-target"); }
  });
  form.addEventListener("dragleave", (event) => event.target.closest(".paper")?.classList.remove("is-target"));
  form.addEventListener("drop", (event) => {
    const row = event.target.closest(".paper");
    if (!row) return;
    event.preventDefault();
    row.classList.remove("is-target");
    send(row, event.dataTransfer.files);
  });
  form.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest(".paper");
    try {
      const answer = await post(button.dataset.remove, new FormData());
      if (answer.ok) swap(row, await answer.text()); else fail(row, "没有移除，请再试一次。");
    } catch { fail(row, "没有移除，请检查网络后再试。"); }
  });

  // Whoever presses a button while a silent save is under way goes on when it has ended.
  form.addEventListener("submit", (event) => {
    renew();
    if (!saving) { changed = false; return; }
    event.preventDefault();
    const button = event.submitter;
    saving.then(() => { changed = false; form.requestSubmit(button); });
  });
})();
