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

  const known = () => new Set([...document.querySelectorAll("article.card")].map((card) => card.id));
  let before = new Set();

  const announce = () => {
    const news = document.getElementById("news");
    if (!news) return;
    const fresh = [...document.querySelectorAll("article.card")].filter((card) => !before.has(card.id));
    before = known();
    if (!fresh.length) return;
    for (const card of fresh) card.classList.add("card-new");
    news.textContent = `New: ${fresh.map((card) => card.querySelector("h2").textContent.trim()).join("; ")}`;
  };

  document.addEventListener("DOMContentLoaded", () => {
    localise(document);
    setInterval(() => refreshAges(document), 30000);
    for (const element of document.querySelectorAll("[data-zone]")) element.textContent = `Times in ${zone}, UTC on hover`;
    before = known();
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

  document.addEventListener("htmx:after:swap", (event) => { localise(document); announce(); sent(event.detail?.ctx); });
})();
