"use strict";
// The map with its slider. It draws what /api/map tells and nothing else; no tile, no request elsewhere.
(() => {
  const DAY = 86400000;
  const FRESH = 7;
  const weight = { government: 3, contested: 6, outside: 6 };
  const sign = { government: "", contested: "?", outside: "×" };
  const gravity = { government: 0, contested: 1, outside: 2 };
  const flip = ([longitude, latitude]) => [latitude, longitude];
  const iso = (time) => new Date(time).toISOString().slice(0, 10);

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text; // never markup: some of it comes from articles
    return made;
  };

  const overlap = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom - 2 && other.top < one.bottom - 2;

  // The states of all districts at the end of a day.
  const statesOn = (frames, day) => {
    const states = new Map();
    for (const frame of frames) {
      if (frame.day > day) break;
      for (const change of frame.changes) states.set(change.district, { ...change, changed: frame.day });
    }
    return states;
  };

  class FrontierMap {
    constructor(box, ground) {
      this.ground = ground;
      this.map = L.map(box, { attributionControl: false, zoomSnap: 0.25, scrollWheelZoom: false, minZoom: 2, maxZoom: 12 });
      const points = ground.stretches.flatMap((stretch) => stretch.points.map(flip));
      this.map.fitBounds(points.length ? points : [[-60, -170], [75, 170]], { padding: [24, 24] });
      for (const part of ground.context) L.polyline(part.map(flip), { className: "line-context", weight: 1.5, interactive: false }).addTo(this.map);
      this.lines = ground.stretches.map((stretch) => ({ stretch, line: L.polyline(stretch.points.map(flip), { weight: 3, interactive: false, className: "line-government" }).addTo(this.map) }));
      this.districts = new Map(ground.districts.map((district) => [district.id, this.district(district)]));
      for (const name of ground.names) {
        const icon = L.divIcon({ className: "country-name", iconSize: [0, 0], html: element("span", "", name.text) });
        L.marker(flip(name.at), { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(this.map);
      }
      this.pins = L.layerGroup().addTo(this.map);
      this.map.on("zoomend", () => { this.pin(this.shown, this.day); this.declutter(); });
    }

    district(district) {
      const icon = L.divIcon({ className: "district district-government", iconSize: [12, 12] });
      const marker = L.marker(flip(district.at), { icon, keyboard: true, riseOnHover: true }).addTo(this.map);
      marker.bindTooltip("", { direction: "top", offset: [0, -6] });
      marker.on("click", () => { if (marker.incident) location.assign(`/incidents/${encodeURIComponent(marker.incident)}`); });
      marker.on("keypress", (event) => { if (event.originalEvent.key === "Enter" && marker.incident) location.assign(`/incidents/${encodeURIComponent(marker.incident)}`); });
      return { district, marker, shown: "", state: "government" };
    }

    show(data, day) {
      const states = statesOn(data.frames, day);
      for (const entry of this.districts.values()) this.paint(entry, states.get(entry.district.id), day);
      for (const { stretch, line } of this.lines) {
        const worst = stretch.districts.map((id) => states.get(id)?.state ?? "government").reduce((a, b) => (gravity[b] > gravity[a] ? b : a), "government");
        line.setStyle({ weight: weight[worst], dashArray: worst === "contested" ? "9 6" : null });
        line.getElement()?.setAttribute("class", `line-${worst}`);
      }
      this.pin(data.incidents, day);
      this.declutter();
    }

    // A name that would lie on another one, or on a pin, waits for a closer look.
    declutter() {
      const edge = document.getElementById("map").getBoundingClientRect();
      const taken = [...document.querySelectorAll("#map .pin, #map .district")].map((drawn) => drawn.getBoundingClientRect());
      const names = [...this.districts.values()].sort((a, b) => gravity[b.state] - gravity[a.state] || b.district.km - a.district.km);
      for (const { marker } of names) {
        const name = marker.getElement()?.querySelector(".district-name");
        if (!name) continue;
        const box = name.getBoundingClientRect();
        const covered = box.right > edge.right || taken.some((other) => overlap(box, other));
        name.classList.toggle("covered", covered);
        if (!covered) taken.push(box);
      }
      for (const name of document.querySelectorAll("#map .country-name span")) {
        const box = name.getBoundingClientRect();
        name.classList.toggle("covered", taken.some((other) => overlap(box, other)));
      }
    }

    paint(entry, held, day) {
      const state = held?.state ?? "government";
      const changed = Boolean(held?.since) && held.since === day && state !== "government";
      const key = `${state} ${held?.holder} ${held?.since} ${changed}`;
      entry.marker.incident = held?.incident || "";
      if (entry.shown === key) return;
      entry.shown = key;
      entry.state = state;
      const size = state === "government" ? 12 : 18;
      const face = element("span", "", sign[state]);
      const inner = element("span", "");
      inner.append(face, element("span", "district-name", entry.district.name));
      const words = `${entry.district.name}: ${held?.holder ?? ""}${state === "contested" ? ", contested" : ""}${held?.since ? `, since ${held.since}` : ""}`;
      entry.marker.setIcon(L.divIcon({ className: `district district-${state}${changed ? " district-changed" : ""}`, iconSize: [size, size], html: inner }));
      entry.marker.setZIndexOffset(gravity[state] * 200);
      entry.marker.setTooltipContent(element("span", "", `${words}. ${entry.district.province}, ${Math.round(entry.district.km)} km of border`));
      const drawn = entry.marker.getElement();
      drawn.setAttribute("aria-label", words);
      drawn.setAttribute("role", held?.incident ? "link" : "img");
    }

    // Pins that would lie on each other become one, with their number; a closer look parts them.
    pin(incidents, day) {
      this.shown = incidents;
      this.day = day;
      this.pins.clearLayers();
      const first = iso(Date.parse(day) - 30 * DAY);
      const fresh = iso(Date.parse(day) - (FRESH - 1) * DAY);
      const heaps = [];
      for (const incident of incidents) {
        if (incident.day > day || incident.day < first || incident.state === "retracted") continue;
        const at = this.map.latLngToLayerPoint(flip(incident.at));
        const near = heaps.find((heap) => Math.abs(heap.at.x - at.x) < 20 && Math.abs(heap.at.y - at.y) < 20);
        if (near) near.incidents.push(incident);
        else heaps.push({ at, incidents: [incident] });
      }
      for (const { incidents: heap } of heaps) this.pins.addLayer(this.mark(heap, heap[0].day < fresh));
    }

    // One pin for a heap of incidents, the latest first; several lead closer, one to its page.
    mark(heap, old) {
      const [incident] = heap;
      const several = heap.length > 1;
      const face = element("span", "", incident.letter);
      if (several) face.append(element("sup", "", String(heap.length)));
      const disputed = !several && incident.state === "disputed" ? " pin-disputed" : "";
      const icon = L.divIcon({ className: `pin${old ? " pin-old" : ""}${several ? " pin-heap" : ""}${disputed}`, iconSize: [several ? 26 : 16, 16], iconAnchor: [several ? 13 : 8, 28], html: face });
      const marker = L.marker(flip(incident.at), { icon, keyboard: true, zIndexOffset: old ? 0 : 500 });
      const words = (each) => `${each.type.replaceAll("-", " ")}, ${each.place}, ${each.day}, ${each.state}`;
      const box = element("span", "");
      for (const each of heap.slice(0, 4)) box.append(element("b", "", words(each)), element("br"));
      if (several) box.append(element("span", "", heap.length > 4 ? `and ${heap.length - 4} more: press to look closer` : "Press to look closer"));
      else box.append(element("span", "", `“${incident.evidence}”`));
      marker.bindTooltip(box, { direction: "top", offset: [0, -24] });
      const closest = this.map.getZoom() >= this.map.getMaxZoom();
      const follow = () => {
        if (several && !closest) this.map.setView(flip(incident.at), Math.min(this.map.getZoom() + 2, this.map.getMaxZoom()));
        else location.assign(`/incidents/${encodeURIComponent(incident.id)}`);
      };
      marker.on("click", follow);
      marker.on("keypress", (event) => { if (event.originalEvent.key === "Enter") follow(); });
      marker.on("add", () => {
        const drawn = marker.getElement();
        drawn.setAttribute("role", several ? "button" : "link");
        drawn.setAttribute("aria-label", several ? `${heap.length} incidents here; the latest: ${words(incident)}` : words(incident));
      });
      return marker;
    }
  }

  class Replay {
    constructor(form, frontier, data) {
      this.frontier = frontier;
      this.data = data;
      this.form = form;
      this.start = Date.parse(data.since);
      this.slider = document.getElementById("slider");
      this.output = document.getElementById("shown-day");
      this.button = document.getElementById("play");
      this.slider.max = String(Math.round((Date.parse(data.until) - this.start) / DAY));
      this.slider.value = String(Math.round((Date.parse(form.dataset.on) - this.start) / DAY));
      this.slider.addEventListener("input", () => { this.stop(); this.show(); });
      this.button.addEventListener("click", () => (this.timer ? this.stop() : this.play()));
      document.getElementById("replay").hidden = false;
      this.show(true);
    }

    get day() { return iso(this.start + Number(this.slider.value) * DAY); }

    show(first = false) {
      const day = this.day;
      this.frontier.show(this.data, day);
      this.output.textContent = day;
      this.slider.setAttribute("aria-valuetext", day);
      document.getElementById("map-on").value = day;
      if (first) return;
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.table(day), 250);
    }

    async table(day) {
      const address = `/map/table?border=${encodeURIComponent(this.form.dataset.border)}&since=${this.data.since}&until=${this.data.until}&on=${day}`;
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok || day !== this.day) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("districts");
      if (fresh) document.getElementById("districts").replaceWith(fresh);
    }

    play() {
      if (Number(this.slider.value) >= Number(this.slider.max)) this.slider.value = "0";
      this.face(true);
      this.show();
      const pace = Math.max(60, Math.min(400, 20000 / Math.max(1, Number(this.slider.max))));
      this.timer = setInterval(() => {
        if (Number(this.slider.value) >= Number(this.slider.max)) { this.stop(); return; }
        this.slider.value = String(Number(this.slider.value) + 1);
        this.show();
      }, pace);
    }

    stop() {
      if (!this.timer) return;
      clearInterval(this.timer);
      this.timer = 0;
      this.face(false);
      const outside = [...statesOn(this.data.frames, this.day).values()].filter((held) => held.state === "outside").length;
      document.getElementById("map-happened").textContent = `${this.day}: ${outside} districts outside government control.`;
    }

    face(playing) {
      this.button.setAttribute("aria-pressed", String(playing));
      this.button.querySelector("[data-sign]").textContent = playing ? "❚❚" : "▶";
      this.button.querySelector("[data-words]").textContent = playing ? "Pause" : "Play";
    }
  }

  const load = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };

  document.addEventListener("DOMContentLoaded", async () => {
    const form = document.getElementById("map-form");
    const box = document.getElementById("map");
    if (!form || !window.L) return;
    const border = `border=${encodeURIComponent(form.dataset.border)}`;
    const period = `since=${form.dataset.since}&until=${form.dataset.until}`;
    const [ground, data] = await Promise.all([load(`/api/map/ground?${border}`), load(`/api/map?${border}&${period}`)]);
    document.getElementById("map-picture").hidden = true;
    box.hidden = false;
    new Replay(form, new FrontierMap(box, ground), data);
    box.dataset.ready = "yes";
  });
})();
