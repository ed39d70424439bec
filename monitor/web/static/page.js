"use strict";
// Times in the reader's zone, ages that keep counting, and live news. Without it the page still reads.
(() => {
  const ahead = Date.now() - Date.parse(document.documentElement.dataset.now); // of the server's clock
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  const steps = [[31536000, "y"], [86400, "d"], [3600, "h"], [60, "min"]];

  const age = (seconds) => {
    const step = steps.find(([size]) => seconds >= size);
    return step ? `${Math.floor(seconds / step[0])} ${step[1]} ago` : "just now";
  };

  const localise = (root) => {
    for (const element of root.querySelectorAll("time.moment")) {
      const text = moment.format(new Date(element.dateTime));
      if (element.textContent !== text) element.textContent = text;
    }
    refreshAges(root);
  };

  const refreshAges = (root) => {
    for (const element of root.querySelectorAll("time.age")) {
      const text = age((Date.now() - ahead - new Date(element.dateTime)) / 1000);
      if (element.textContent !== text) element.textContent = text;
    }
  };

  const follow = (live) => {
    const words = live.querySelector("[data-live-words]");
    const source = new EventSource(`/events?after=${encodeURIComponent(live.dataset.position)}`);
    live.hidden = false;
    source.onopen = () => { live.dataset.state = "on"; words.textContent = "live"; };
    source.onerror = () => { live.dataset.state = "lost"; words.textContent = "connection lost, trying again"; };
    source.addEventListener("moved", (event) => {
      document.body.dispatchEvent(new CustomEvent("log-moved", { detail: event.data }));
    });
    window.addEventListener("pagehide", () => source.close());
  };

  // News is a card that was not shown before, and was raised no earlier than the latest that was:
  // one that only moved up from the next page is none.
  const known = new Set();
  const latest = () => [...document.querySelectorAll("article.card")].reduce((at, card) => (card.dataset.raised > at ? card.dataset.raised : at), "");
  let before = "";

  const announce = () => {
    const news = document.getElementById("news");
    if (!news) return;
    document.title = document.title.replace(/^(\(\d+\) )?/, waiting());
    const fresh = [...document.querySelectorAll("article.card")].filter((card) => !known.has(card.id) && card.dataset.raised >= before);
    remember();
    if (!fresh.length) return;
    for (const card of fresh) card.classList.add("card-new");
    const headings = fresh.map((card) => card.querySelector("h2").textContent.trim());
    news.textContent = `New: ${headings.join("; ")}`;
    notify(fresh, headings);
  };

  const remember = () => {
    for (const card of document.querySelectorAll("article.card")) known.add(card.id);
    before = latest() > before ? latest() : before;
  };

  const waiting = () => {
    const number = Number(document.getElementById("board")?.dataset.waiting);
    return number ? `(${number}) ` : "";
  };

  // The browser's own notifications, on this device, while the page is open behind other windows.
  const WANTED = "monitor-notify";
  const notifies = () => "Notification" in window && Notification.permission === "granted" && localStorage.getItem(WANTED) === "yes";

  const notify = (fresh, headings) => {
    if (!document.hidden || !notifies()) return;
    const level = fresh[0].querySelector(".level").textContent.trim();
    const title = fresh.length === 1 ? headings[0] : `${fresh.length} new alerts`;
    const shown = new Notification(title, { body: `${level}\n${headings.join("\n")}`, tag: fresh[0].id });
    shown.onclick = () => { window.focus(); shown.close(); };
  };

  const offerNotifications = (button) => {
    const face = () => {
      button.setAttribute("aria-pressed", String(notifies()));
      button.textContent = notifies() ? "Notifies you here" : Notification.permission === "denied" ? "Notifications are blocked by the browser" : "Notify me here";
    };
    button.addEventListener("click", async () => {
      const wanted = !notifies() && (await Notification.requestPermission()) === "granted";
      localStorage.setItem(WANTED, wanted ? "yes" : "no");
      face();
    });
    button.hidden = false;
    face();
  };

  // Deferred, so that the page is read to its end; and before the first paint ("blocking"), so that
  // no time changes its length, and nothing its place, before the reader's eyes.
  localise(document);
  document.addEventListener("DOMContentLoaded", () => {
    setInterval(() => refreshAges(document), 30000);
    for (const element of document.querySelectorAll("[data-zone]")) element.textContent = zone === "UTC" ? "Times in UTC" : `Times in ${zone}, UTC on hover`;
    remember();
    const offered = document.querySelector("[data-notify]");
    if (offered && "Notification" in window) offerNotifications(offered);
    const live = document.querySelector("[data-live]");
    if (live && "EventSource" in window) follow(live);
  });
  // A fold that is open stays open through live news (morphIgnore), and so does what is typed in it;
  // once it was sent, it has done its work.
  const sent = (context) => {
    const form = context?.sourceElement?.closest?.("form.acts");
    if (!form || context.request.method !== "POST" || context.response?.status >= 400) return;
    for (const field of form.elements) if (field.name === "comment") field.value = "";
  };

  // The button that was pressed may be gone: who works by keyboard goes on at its card.
  let pressed = null;
  document.addEventListener("submit", (event) => { pressed = event.target.closest("article.card")?.id ?? null; }, true);
  const keepFocus = () => {
    if (pressed && document.activeElement === document.body) document.querySelector(`#${CSS.escape(pressed)} h2 a`)?.focus();
    pressed = null;
  };

  // What came of a button stays to be read: the next piece of news brings the board without it.
  const keepOutcome = () => {
    const said = document.querySelector("#board > .said");
    if (said) document.getElementById("told")?.replaceChildren(said);
  };

  document.addEventListener("htmx:after:swap", (event) => { localise(document); announce(); sent(event.detail?.ctx); keepOutcome(); keepFocus(); });
})();
