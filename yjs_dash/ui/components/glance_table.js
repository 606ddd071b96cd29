// All services by standards. Everything from the data goes in as text, never as markup.
const AT_ONCE = 40; // rows that are painted first: more than a screen shows
const AFTER_THAT = 120; // rows in each further turn

export default function (component) {
  const { data: [data], parentElement } = component;
  const root = parentElement.querySelector(".glance");
  const live = parentElement.querySelector(".live");
  // A run of the script that changed nothing here leaves the table as it is.
  const given = JSON.stringify(data);
  if (root.given === given) return;
  root.given = given;
  const el = (tag, attributes = {}, text = null) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== null) node.textContent = text;
    return node;
  };
  const addressOf = (row) => {
    const url = new URL(window.location.href);
    const names = row.chosen ? data.chosen.filter((name) => name !== row.name) : [...data.chosen, row.name];
    url.searchParams.delete("services");
    for (const name of names.length ? names : [""]) url.searchParams.append("services", name);
    return url.href;
  };
  const open = (row, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    live.textContent = "";
    if (!row.chosen && data.chosen.length >= data.most) {
      root.told.textContent = live.textContent = data.words.full;
      return;
    }
    window.history.pushState({}, "", addressOf(row));
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  const chip = (rating, { whole = false } = {}) => {
    const [name, letter, fill, ink] = data.ratings[rating];
    const node = el("span", { class: "rating", style: `background:${fill};color:${ink}` });
    if (whole) node.textContent = name;
    else node.append(el("span", { "aria-hidden": "true" }, letter), el("span", { class: "hidden" }, name));
    return node;
  };

  if (!root.field) {
    const tools = el("div", { class: "tools" });
    const label = el("label");
    root.field = el("input", { type: "search", autocomplete: "off" });
    root.asked = el("span");
    label.append(root.asked, root.field);
    root.told = el("span", { role: "status" });
    root.key = el("ul", { class: "key" });
    tools.append(label, root.told, root.key);
    root.scroller = el("div", { class: "scroller", tabindex: "0", role: "region" });
    root.append(tools, root.scroller);
  }
  root.asked.textContent = data.words.filter;
  root.scroller.setAttribute("aria-label", data.caption);
  root.key.replaceChildren(
    ...data.ratings.map(([name], rating) => {
      const item = el("li");
      const sign = chip(rating);
      sign.lastChild.remove();
      item.append(sign, el("span", {}, name));
      return item;
    }),
  );
  const kept = root.scroller.scrollTop;
  const table = el("table", data.kinds.includes("standard") ? { class: "standards" } : {});
  table.append(el("caption", { class: "hidden" }, data.caption));
  const head = el("thead"), heads = el("tr");
  // Where a long word may break, so that columns of standards stay narrow.
  const broken = (name) => name.replace(/(\w{4,8})(tation|tion|ment|ships|ance)\b/g, "$1\u00ad$2");
  data.columns.forEach((name, index) => heads.append(el("th", { scope: "col", class: data.kinds[index] }, broken(name))));
  head.append(heads);
  table.append(head);
  // Rows that stay as they are keep their elements: a choice changes a few of them only.
  const columns = JSON.stringify([data.columns, data.ratings]);
  if (root.columns !== columns) root.rows = new Map();
  root.columns = columns;
  const byName = new Map(data.groups.flatMap((group) => group.rows).map((row) => [row.name, row]));
  const drawn = (row) => {
    const signature = JSON.stringify(row);
    const known = root.rows.get(row.name);
    if (known?.signature === signature) return known.tr;
    const tr = built(row);
    root.rows.set(row.name, { signature, tr });
    return tr;
  };
  const built = (row) => {
    const tr = el("tr", row.chosen ? { class: "chosen", style: `--own:${row.chosen}` } : {});
    const name = el("th", { scope: "row" });
    const link = el("a", { href: addressOf(row) }, row.name);
    if (row.chosen) link.setAttribute("aria-current", "true");
    name.append(link);
    tr.append(name, el("td", { class: "date" }, row.published));
    const overall = el("td", { class: "wide" });
    if (row.overall >= 0) overall.append(chip(row.overall, { whole: true }));
    tr.append(overall);
    if (data.scored) tr.append(el("td", { class: "number" }, row.score));
    for (const rating of row.ratings) {
      const cell = el("td", { class: "cell" });
      if (rating >= 0) cell.append(chip(rating));
      tr.append(cell);
    }
    return tr;
  };
  // Where a link leads depends on who is chosen: it is set anew when a pointer or the keyboard comes to it.
  const linked = (event) => {
    const link = event.target.closest?.("th a");
    const row = link && byName.get(link.textContent);
    if (row) link.href = addressOf(row);
    return row;
  };
  root.scroller.onpointerover = linked;
  if (root.focused) root.scroller.removeEventListener("focusin", root.focused);
  root.scroller.addEventListener("focusin", (root.focused = linked));
  root.scroller.onclick = (event) => {
    const row = linked(event);
    if (row) open(row, event);
  };
  const fill = () => {
    const words = root.field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const fits = (row) => words.every((word) => row.search.includes(word));
    const groups = data.groups.map((group) => ({ ...group, rows: group.rows.filter(fits) })).filter((group) => group.rows.length);
    const lines = groups.flatMap((group) => [{ title: group.title }, ...group.rows]);
    const shown = lines.length - groups.length;
    const all = data.groups.reduce((sum, group) => sum + group.rows.length, 0);
    root.told.textContent = words.length ? data.words.shown.replace("{shown}", shown).replace("{all}", all) : "";
    table.querySelector("tbody")?.remove();
    const body = el("tbody");
    table.append(body);
    const more = (from, number) => {
      if (!body.isConnected && from) return;
      body.append(
        ...lines.slice(from, from + number).map((line) => {
          if (line.title === undefined) return drawn(line);
          const tr = el("tr", { class: "group" });
          const th = el("th", { colspan: data.columns.length, scope: "rowgroup" });
          th.append(el("span", {}, line.title));
          tr.append(th);
          return tr;
        }),
      );
      if (from + number < lines.length) setTimeout(() => more(from + number, AFTER_THAT), 20);
    };
    more(0, Math.max(AT_ONCE, Math.ceil(kept / 24) + AT_ONCE));
  };
  root.field.oninput = () => {
    root.scroller.scrollTop = 0;
    fill();
  };
  const focused = root.getRootNode().activeElement?.matches?.("th a") ? root.getRootNode().activeElement.textContent : null;
  fill();
  root.scroller.replaceChildren(table);
  root.scroller.scrollTop = kept;
  if (focused) [...table.querySelectorAll("th a")].find((link) => link.textContent === focused)?.focus({ preventScroll: true });
}
