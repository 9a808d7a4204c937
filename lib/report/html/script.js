"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const entries = [...document.querySelectorAll(".entry")];
  const hosts = [...document.querySelectorAll(".hosts-table tbody tr")];
  const groups = [...document.querySelectorAll(".group")];
  const filters = byId("filters");
  const severities = ["info", "low", "medium", "high", "critical"];

  const nameOf = (row) => row.cells[0].firstChild.data.trim();
  const systems = new Map(hosts.map((row) => [nameOf(row), row.dataset.system]));
  const groupsOf = new Map(hosts.map((row) => [nameOf(row), [...row.querySelectorAll(".groups span")].map((group) => group.textContent)]));
  const known = new Map(); // what an entry says, once it is asked for
  const about = (entry) => {
    if (!known.has(entry)) {
      const names = [...entry.querySelectorAll(".hosts li, th.host")].map((place) => place.textContent);
      known.set(entry, {
        names: names.map((name) => name.toLowerCase()),
        systems: new Set(names.map((name) => systems.get(name))),
        groups: new Set(names.flatMap((name) => groupsOf.get(name) || [])),
        text: entry.textContent.toLowerCase(),
      });
    }
    return known.get(entry);
  };

  // --- links: the finding that an address names is opened and marked
  let marked = null;
  const show = (id) => {
    const place = id && byId(id);
    if (!place) return;
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (marked) marked.classList.remove("marked");
    marked = place.closest(".entry");
    if (!marked) return place.scrollIntoView();
    if (marked.hidden) {
      filters.reset();
      apply();
    }
    marked.classList.add("marked");
    marked.scrollIntoView({ block: "start" });
    if (!place.matches(".content") && place.getBoundingClientRect().bottom > innerHeight) place.scrollIntoView({ block: "center" });
    marked.querySelector("summary").focus({ preventScroll: true });
  };
  const follow = () => show(decodeURIComponent(location.hash.slice(1)));
  addEventListener("hashchange", follow);

  const say = (link, words) => {
    const before = link.dataset.words || link.textContent;
    link.dataset.words = before;
    link.textContent = words;
    setTimeout(() => { link.textContent = before; }, 2500);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.hash === location.hash) follow();
    if (!link.matches(".copy")) return;
    const copied = navigator.clipboard ? navigator.clipboard.writeText(link.href) : Promise.reject();
    copied.then(() => say(link, "Copied"), () => say(link, "The address bar has the link"));
  });

  // --- filters
  const offer = (select, values) => {
    for (const value of [...new Set(values)].filter(Boolean).sort()) select.append(new Option(value, value));
  };
  const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

  const wanted = () => ({
    words: byId("search").value.toLowerCase().split(/\s+/).filter(Boolean),
    host: byId("by-host").value.trim().toLowerCase(),
    group: byId("by-group").value,
    system: byId("by-system").value,
    type: byId("by-type").value,
    severity: severities.indexOf(byId("by-severity").value),
    cause: byId("by-cause").value,
    status: byId("by-status").value,
    fresh: byId("only-new").checked,
  });
  const holds = (entry, want) => {
    const { status, severity, type, cause } = entry.dataset;
    if (want.status && status !== want.status) return false;
    if (want.type && type !== want.type) return false;
    if (want.severity > 0 && severities.indexOf(severity) < want.severity) return false;
    if (want.cause && !cause.split(" ").includes(want.cause)) return false;
    if (want.fresh && entry.dataset.new !== "yes") return false;
    if (want.host && !about(entry).names.some((name) => name.includes(want.host))) return false;
    if (want.group && !about(entry).groups.has(want.group)) return false;
    if (want.system && !about(entry).systems.has(want.system)) return false;
    return want.words.every((word) => about(entry).text.includes(word));
  };
  const keepsHost = (row, want) => {
    if (want.host && !nameOf(row).toLowerCase().includes(want.host)) return false;
    if (want.group && !groupsOf.get(nameOf(row)).includes(want.group)) return false;
    return !want.system || row.dataset.system === want.system;
  };
  const apply = () => {
    const want = wanted();
    let shown = 0;
    for (const entry of entries) {
      entry.hidden = !holds(entry, want);
      shown += entry.hidden ? 0 : 1;
    }
    for (const group of groups)
      group.hidden = !group.querySelector(".entry:not([hidden])");
    for (const row of hosts) row.hidden = !keepsHost(row, want);
    byId("outcome").textContent = shown === entries.length
      ? counted(shown, "finding")
      : `${shown.toLocaleString("en")} of ${counted(entries.length, "finding")}`;
  };

  // --- keys
  const visible = () => entries.filter((entry) => !entry.hidden).map((entry) => entry.querySelector("summary"));
  const move = (step) => {
    const lines = visible();
    const at = lines.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : lines.length - 1) : at + step;
    if (!lines[next]) return;
    lines[next].focus({ preventScroll: true });
    lines[next].scrollIntoView({ block: "nearest" });
  };
  const typing = (place) => place.matches("input:not([type=checkbox]), select, textarea");
  const onKey = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const place = document.activeElement;
    if (event.key === "Escape" && place === byId("search")) {
      place.value = "";
      apply();
      place.blur();
    }
    if (!byId("keys").checked || typing(place)) return;
    const onLine = place.matches(".entry > summary");
    const step = { j: 1, k: -1, ArrowDown: onLine ? 1 : 0, ArrowUp: onLine ? -1 : 0 }[event.key] || 0;
    if (event.key === "/") byId("search").focus();
    else if (step) move(step);
    else return;
    event.preventDefault();
  };

  if (filters) {
    byId("host-names").append(...hosts.map((row) => new Option(nameOf(row), nameOf(row))));
    offer(byId("by-group"), [...groupsOf.values()].flat());
    byId("by-group").closest("label").hidden = byId("by-group").length === 1;
    offer(byId("by-system"), systems.values());
    offer(byId("by-type"), entries.map((entry) => entry.dataset.type));
    offer(byId("by-cause"), entries.flatMap((entry) => entry.dataset.cause.split(" ")));
    offer(byId("by-status"), entries.map((entry) => entry.dataset.status));
    filters.addEventListener("input", apply);
    filters.addEventListener("reset", () => setTimeout(apply));
    filters.addEventListener("submit", (event) => event.preventDefault());
    byId("open-all").addEventListener("click", () => entries.forEach((entry) => { if (!entry.hidden) entry.open = true; }));
    byId("close-all").addEventListener("click", () => entries.forEach((entry) => { entry.open = false; }));
    document.addEventListener("keydown", onKey);
    filters.hidden = false;
    apply();
  }
  follow();
  addEventListener("load", () => requestAnimationFrame(follow)); // after the browser's own scrolling
})();
