"use strict";
// Sorts, filters, searches and follows links. Text from data is set as text alone, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const report = document.getElementById("report");
  const view = document.getElementById("view");
  const home = document.title;
  const number = new Intl.NumberFormat("en-GB");
  const collator = new Intl.Collator("en-GB", { numeric: true });
  const PER_PAGE = [25, 100, 500];
  const MOST_CARDS = 3;
  const MOST_CHOICES = 60;

  const shown = (value) => (Array.isArray(value) ? value[0] : value);
  const key = (value) => (Array.isArray(value) ? value[1] : value);
  const counted = (count) => `${number.format(count)} ${count === 1 ? "row" : "rows"}`;

  /** An element with a text, attributes and children. */
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== null && value !== false) element.setAttribute(attribute, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  const link = (kind, id) => `#${kind === "figure" ? "figure" : "of/" + kind}/${encodeURIComponent(id)}`;

  /** What stands in a cell: a link where it leads to records. */
  function content(column, value) {
    const target = key(value);
    if (!column.of || typeof target !== "string" || target === "" || !Array.isArray(value)) return document.createTextNode(shown(value));
    return make("a", { href: link(column.of, target) }, shown(value));
  }

  /** For every distinct value of a column its place in order; what is not known comes last either way. */
  function ranks(table, column) {
    table.ranks = table.ranks || [];
    if (table.ranks[column]) return table.ranks[column];
    const values = table.values[column];
    const sortable = values.map((value, place) => {
      // An id says nothing to a reader, so what leads to records goes by its name.
      const by = key(value) === null ? null : table.columns[column].of ? shown(value) : key(value);
      return { place, by };
    });
    sortable.sort((a, b) => {
      if (a.by === null || b.by === null) return (a.by === null) - (b.by === null);
      if (typeof a.by === "number" && typeof b.by === "number") return a.by - b.by;
      if (typeof a.by === "number" || typeof b.by === "number") return typeof a.by === "number" ? -1 : 1;
      return collator.compare(a.by, b.by);
    });
    const rank = new Int32Array(values.length);
    let at = 0;
    sortable.forEach((entry, place) => {
      if (place > 0 && sortable[place - 1].by !== entry.by) at = place;
      rank[entry.place] = entry.by === null ? -1 : at;
    });
    return (table.ranks[column] = rank);
  }

  /** For every column, which distinct values hold these words in small letters. */
  function matcher(table, words) {
    table.small = table.small || table.values.map((values) => values.map((value) => {
      const id = key(value);
      return (typeof id === "string" && id !== shown(value) ? `${shown(value)}\n${id}` : shown(value)).toLowerCase();
    }));
    const hits = words.map((word) => table.small.map((column) => column.map((text) => text.includes(word))));
    return (row) => hits.every((columns) => columns.some((column, place) => column[table.at[place][row]]));
  }

  const split = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
  const everyRow = (table) => Array.from({ length: table.rows }, (_, row) => row);

  /** The table in `place`, of these rows or of all. */
  function mount(place, table, rows, level) {
    const base = rows || everyRow(table);
    const visible = table.columns.map((_, column) => column).filter((column) => !table.columns[column].detail);
    const state = { words: "", chosen: new Map(), sort: null, down: false, page: 0, per: PER_PAGE[0] };
    let current = base;

    const status = make("p", { class: "status", role: "status" });
    const body = make("tbody");
    const tools = make("div", { class: "tools" });
    const search = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    search.addEventListener("input", () => { state.words = search.value; state.page = 0; update(); });
    if (base.length > 8) tools.append(make("label", {}, `Search ${table.caption.toLowerCase()}`, search));
    for (const column of visible) {
      const { choose, heading } = table.columns[column];
      if (!choose || base.length <= 8) continue;
      const used = new Map();
      for (const row of base) used.set(table.at[column][row], (used.get(table.at[column][row]) || 0) + 1);
      if (used.size < 2 || used.size > MOST_CHOICES) continue;
      const select = make("select", {}, make("option", { value: "" }, "All"));
      const order = [...used.keys()].sort((a, b) => collator.compare(shown(table.values[column][a]), shown(table.values[column][b])));
      for (const value of order) {
        select.append(make("option", { value: String(value) }, `${shown(table.values[column][value]) || "–"} (${number.format(used.get(value))})`));
      }
      select.addEventListener("change", () => {
        if (select.value === "") state.chosen.delete(column); else state.chosen.set(column, Number(select.value));
        state.page = 0;
        update();
      });
      tools.append(make("label", {}, heading, select));
    }
    if (base.length > 8) {
      const clear = make("button", { type: "button" }, "Clear");
      clear.setAttribute("aria-label", `Clear search and choices of ${table.caption.toLowerCase()}`);
      clear.addEventListener("click", () => {
        search.value = "";
        for (const select of tools.querySelectorAll("select")) select.value = "";
        Object.assign(state, { words: "", sort: null, down: false, page: 0 });
        state.chosen.clear();
        update();
        search.focus();
      });
      tools.append(clear);
    }

    const heads = visible.map((column) => {
      const { heading, number: isNumber } = table.columns[column];
      const button = make("button", { type: "button" }, heading);
      const head = make("th", { scope: "col", class: isNumber ? "number" : null }, button);
      button.addEventListener("click", () => {
        // Numbers begin with the largest, since that is what is asked for.
        if (state.sort !== column) Object.assign(state, { sort: column, down: isNumber });
        else if (state.down === isNumber) state.down = !isNumber;
        else Object.assign(state, { sort: null, down: false });
        state.page = 0;
        update();
      });
      return head;
    });

    const pager = make("div", { class: "pager" });
    const back = make("button", { type: "button" }, "Previous");
    const next = make("button", { type: "button" }, "Next");
    const per = make("select", {}, ...PER_PAGE.map((size) => make("option", { value: String(size) }, String(size))));
    back.addEventListener("click", () => { state.page -= 1; paint(); });
    next.addEventListener("click", () => { state.page += 1; paint(); });
    per.addEventListener("change", () => { Object.assign(state, { per: Number(per.value), page: 0 }); paint(); });
    back.setAttribute("aria-label", `Previous rows of ${table.caption.toLowerCase()}`);
    next.setAttribute("aria-label", `Next rows of ${table.caption.toLowerCase()}`);
    per.setAttribute("aria-label", `Rows a page of ${table.caption.toLowerCase()}`);
    pager.append(back, next, per, status);

    function update() {
      const matches = matcher(table, split(state.words));
      const chosen = [...state.chosen];
      current = base.filter((row) => chosen.every(([column, value]) => table.at[column][row] === value) && matches(row));
      heads.forEach((head, place) => {
        if (visible[place] === state.sort) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      if (state.sort !== null) {
        const [rank, at, sign] = [ranks(table, state.sort), table.at[state.sort], state.down ? -1 : 1];
        current.sort((a, b) => {
          const [one, other] = [rank[at[a]], rank[at[b]]];
          if (one < 0 || other < 0) return (one < 0) - (other < 0) || a - b;
          return sign * (one - other) || a - b;
        });
      }
      paint();
    }

    function paint() {
      const last = Math.max(0, Math.ceil(current.length / state.per) - 1);
      state.page = Math.min(Math.max(state.page, 0), last);
      const from = state.page * state.per;
      const part = current.slice(from, from + state.per);
      body.replaceChildren(...part.map((row) => make("tr", {}, ...visible.map((column) => {
        const about = table.columns[column];
        return make("td", { class: about.number ? "number" : null, dir: "auto" }, content(about, table.values[column][table.at[column][row]]));
      }))));
      const of = current.length === base.length ? counted(base.length) : `${counted(current.length)} that match, of ${number.format(base.length)}`;
      status.textContent = current.length === 0 ? `None of ${counted(base.length)} match` : part.length === current.length ? of : `${number.format(from + 1)} to ${number.format(from + part.length)} of ${of}`;
      // A button that has the focus stays usable, so that the focus is not lost.
      back.setAttribute("aria-disabled", String(state.page === 0));
      next.setAttribute("aria-disabled", String(state.page === last));
      for (const button of [back, next, per]) button.hidden = base.length <= PER_PAGE[0];
    }

    const whole = !rows && table.total;
    const total = whole ? make("tfoot", {}, make("tr", {}, ...visible.map((column) => make("td", { class: table.columns[column].number ? "number" : null }, shown(table.total[column]))))) : null;
    const grid = make("table", {}, make("caption", {}, table.caption), make("thead", {}, make("tr", {}, ...heads)), body, total);
    const scroll = make("div", { class: "scroll", role: "region", tabindex: "0" }, grid);
    scroll.setAttribute("aria-label", level ? `${table.caption}, ${level}` : table.caption);
    place.replaceChildren(tools, scroll, pager, ...table.notes.map((note) => make("p", { class: "note" }, note)));
    if (tools.childElementCount === 0) tools.remove();
    update();
  }

  /** One record in full. */
  function card(table, row) {
    const list = make("dl", { class: "record" });
    table.columns.forEach((column, place) => {
      const value = table.values[place][table.at[place][row]];
      if (shown(value) === "" || shown(value) === "–") return;
      list.append(make("dt", {}, column.heading), make("dd", { dir: "auto" }, content(column, value)));
    });
    return list;
  }

  // A system is an asset too.
  const alike = (kind, other) => kind === other || (["asset", "system"].includes(kind) && ["asset", "system"].includes(other));

  /** The rows of every table that hold this record. */
  function rowsOf(kind, id) {
    return data.tables.map((table) => {
      const columns = table.columns.map((column, place) => (column.of && alike(kind, column.of) ? place : -1)).filter((place) => place >= 0);
      const hits = columns.map((place) => table.values[place].map((value) => Array.isArray(value) && key(value) === id));
      const rows = everyRow(table).filter((row) => columns.some((place, index) => hits[index][table.at[place][row]]));
      return { table, rows };
    }).filter(({ rows }) => rows.length > 0);
  }

  function nameOf(kind, id) {
    const title = data.titles[kind] && Object.hasOwn(data.titles[kind], id) ? data.titles[kind][id] : null;
    if (title) return title;
    for (const table of data.tables) {
      for (let place = 0; place < table.columns.length; place += 1) {
        if (!table.columns[place].of || !alike(kind, table.columns[place].of)) continue;
        const value = table.values[place].find((one) => Array.isArray(one) && key(one) === id);
        if (value && shown(value) !== id) return shown(value);
      }
    }
    return id;
  }

  /** The cost lines of a figure. */
  function linesOf(filter) {
    return data.tables.map((table) => {
      const wanted = Object.entries(filter).map(([name, values]) => {
        const place = table.columns.findIndex((column) => column.name === name);
        const set = new Set(values);
        return place < 0 ? null : table.values[place].map((value) => set.has(key(value)));
      });
      const places = Object.keys(filter).map((name) => table.columns.findIndex((column) => column.name === name));
      if (places.some((place) => place < 0)) return null;
      return { table, rows: everyRow(table).filter((row) => places.every((place, index) => wanted[index][table.at[place][row]])) };
    }).filter((found) => found !== null);
  }

  /** Shows tables of some rows; a few rows of a table with more to say stand as records in full. */
  function show(title, about, found, cards) {
    const heading = make("h1", { tabindex: "-1", dir: "auto" }, title);
    const back = make("p", { class: "back" }, make("a", { href: "#", class: "to-report" }, "Back to the report"));
    back.firstChild.addEventListener("click", (event) => {
      event.preventDefault();
      if (depth > 0) history.back(); else location.hash = "point";
    });
    const parts = [back, heading, ...about.map((text) => make("p", { class: "lead", dir: "auto" }, text))];
    for (const { table, rows } of found) {
      const place = make("div", { class: "table" });
      if (cards && rows.length <= MOST_CARDS && table.columns.some((column) => column.detail)) {
        place.append(make("h2", {}, table.caption), ...rows.map((row) => card(table, row)), ...table.notes.map((note) => make("p", { class: "note" }, note)));
      } else mount(place, table, rows, title);
      parts.push(place);
    }
    if (found.length === 0) parts.push(make("p", {}, "No record on this page."));
    view.replaceChildren(...parts);
    report.hidden = true;
    view.hidden = false;
    document.title = `${title} · ${home}`;
    scrollTo({ top: 0, behavior: "instant" });
    heading.focus({ preventScroll: true });
  }

  const SAID = { body: "Body", supplier: "Supplier", contract: "Contract", system: "System", asset: "Asset" };
  let depth = 0;
  let left = null;

  /** Shows what the address asks for. */
  function follow() {
    const [what, ...rest] = location.hash.slice(1).split("/");
    let parts = [];
    try { parts = rest.map(decodeURIComponent); } catch { parts = []; }
    if (what === "figure" && parts.length === 1 && Object.hasOwn(data.figures, parts[0])) {
      const figure = data.figures[parts[0]];
      const found = figure.lines ? linesOf(figure.lines) : [];
      const about = [figure.definition];
      if (figure.note) about.push(figure.note);
      if (figure.lines) about.push(`${number.format(figure.count)} cost ${figure.count === 1 ? "line" : "lines"}. ${found.length ? "" : "They are in tables/cost_lines.csv."}`.trim());
      else about.push("This is not a sum of cost lines: it is worked out as its definition says.");
      return show(`${figure.label}: ${figure.value}`, about, found, false);
    }
    if (what === "of" && parts.length === 2 && Object.hasOwn(SAID, parts[0])) {
      const [kind, id] = parts;
      const name = nameOf(kind, id);
      return show(name, [name === id ? SAID[kind] : `${SAID[kind]} ${id}`], rowsOf(kind, id), true);
    }
    if (what === "find" && parts.length === 1 && split(parts[0]).length > 0) {
      const found = data.tables.map((table) => ({ table, rows: everyRow(table).filter(matcher(table, split(parts[0]))) })).filter(({ rows }) => rows.length > 0);
      const all = found.reduce((sum, { rows }) => sum + rows.length, 0);
      return show(`Search: ${parts[0]}`, [`${counted(all)} in ${found.length} ${found.length === 1 ? "table" : "tables"}`], found, false);
    }
    const wasAway = report.hidden;
    report.hidden = false;
    view.hidden = true;
    view.replaceChildren();
    document.title = home;
    if (wasAway && left) {
      const { element, top } = left;
      left = null;
      scrollTo({ top, behavior: "instant" });
      if (element && element.isConnected) element.focus({ preventScroll: true });
    } else if (wasAway) {
      const target = document.getElementById(what);
      if (target) { target.scrollIntoView(); target.focus({ preventScroll: true }); }
    }
    return undefined;
  }

  // Where a reader left the report is where the way back leads.
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest("a[href^='#']");
    if (!anchor || anchor.classList.contains("to-report")) return;
    if (/^#(figure|of|find)\//.test(anchor.getAttribute("href"))) {
      if (!report.hidden) left = { element: anchor, top: scrollY };
      depth += 1;
    } else left = null;
  });
  addEventListener("hashchange", follow);

  for (const place of report.querySelectorAll("[data-table]")) {
    const table = data.tables.find((one) => one.id === place.dataset.table);
    if (table) mount(place, table, null, "");
  }
  for (const place of report.querySelectorAll("[data-figure]")) {
    const figure = data.figures[place.dataset.figure];
    if (figure && figure.lines) place.append(make("a", { href: link("figure", place.dataset.figure) }, `See its ${number.format(figure.count)} cost ${figure.count === 1 ? "line" : "lines"}`, make("span", { class: "away" }, `: ${figure.label}`)));
  }
  // A picture too wide for its place is moved by keys too.
  const moved = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) {
        target.tabIndex = 0;
        target.setAttribute("role", "group");
        target.setAttribute("aria-label", target.querySelector("title").textContent);
      } else for (const attribute of ["tabindex", "role", "aria-label"]) target.removeAttribute(attribute);
    }
  });
  for (const chart of report.querySelectorAll(".chart")) moved.observe(chart);
  const find = document.getElementById("find");
  const words = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const go = make("button", { type: "button" }, "Search all");
  const search = () => {
    if (split(words.value).length === 0) return;
    if (!report.hidden) left = { element: words, top: scrollY };
    depth += 1;
    location.hash = `find/${encodeURIComponent(words.value)}`;
  };
  go.addEventListener("click", search);
  words.addEventListener("keydown", (event) => { if (event.key === "Enter") search(); });
  find.append(make("label", {}, "Search every table", words), go);
  follow();
})();
