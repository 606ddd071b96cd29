// Grid of standards by services. Everything from the data goes in as text, never as markup.
export default function (component) {
  const { data: [data], parentElement } = component;
  const root = parentElement.querySelector(".grid");
  root.replaceChildren();
  const live = parentElement.querySelector(".live");
  if (live.textContent !== data.announced) live.textContent = data.announced;
  root.classList.toggle("many", data.services.length > 3);
  const el = (tag, attributes = {}, text = null) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== null) node.textContent = text;
    return node;
  };
  // A cell is a link to the evidence: this page's address with another page and standard. Following it inside the
  // app is what Back does: the address changes, and Streamlit is told so.
  const addressOf = (standard) => {
    const url = new URL(data.page, window.location.href);
    url.search = window.location.search;
    url.searchParams.set("standard", standard);
    return url.href;
  };
  const open = (event, href) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    window.history.pushState({}, "", href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  if (data.links.length) {
    const nav = el("nav", { "aria-label": data.links_label });
    for (const link of data.links) {
      const a = el("a", { href: addressOf(link.address) }, link.label);
      if (link.current) a.setAttribute("aria-current", "true");
      a.onclick = (event) => open(event, a.href);
      nav.append(a);
    }
    root.append(nav);
  }
  const table = el("table", { role: "table" });
  table.append(el("caption", { class: "hidden" }, data.caption));
  const head = el("thead", { role: "rowgroup" });
  const heads = el("tr", { role: "row" });
  heads.append(el("th", { role: "columnheader", scope: "col", class: "corner" }, data.corner));
  for (const service of data.services) {
    const th = el("th", { role: "columnheader", scope: "col" });
    th.append(el("span", { class: "swatch", style: `background:${service.colour}`, "aria-hidden": "true" }));
    th.append(el("span", {}, service.name));
    if (service.badge) th.append(el("span", { class: "badge" }, service.badge));
    heads.append(th);
  }
  if (data.show_apart) heads.append(el("th", { role: "columnheader", scope: "col", class: "apart" }, "Difference"));
  head.append(heads);
  table.append(head);
  const buttons = [];
  for (const group of data.groups) {
    const body = el("tbody", { role: "rowgroup" });
    const head = el("tr", { role: "row", class: "domain" });
    head.append(el("th", { role: "rowheader", scope: "row" }, group.title));
    for (const [index, score] of group.scores.entries()) {
      head.append(el("td", { role: "cell", "data-service": data.services[index].name }, score));
    }
    if (data.show_apart) head.append(el("td", { role: "cell", class: "apart" }));
    body.append(head);
    for (const row of group.rows) {
      const tr = el("tr", { role: "row", class: row.strong ? "strong" : "" });
      const title = el("th", { role: "rowheader", scope: "row" }, row.title);
      if (row.current) title.setAttribute("aria-current", "true");
      tr.append(title);
      const line = [];
      for (const [index, cell] of row.cells.entries()) {
        const service = data.services[index];
        const td = el("td", { role: "cell", "data-service": service.name });
        if (cell.rating) {
          const button = el("a", {
            href: addressOf(row.address),
            class: "rating",
            style: `background:${cell.fill};color:${cell.text}`,
            "aria-label": cell.label,
            tabindex: buttons.length === 0 && line.length === 0 ? "0" : "-1",
          });
          button.append(el("span", {}, cell.rating));
          if (cell.mark) button.append(el("span", { class: "mark" }, cell.mark));
          button.onclick = (event) => open(event, button.href);
          line.push(button);
          td.append(button);
        } else {
          td.append(el("span", { class: "none" }, cell.reason));
          line.push(null);
        }
        tr.append(td);
      }
      if (data.show_apart) tr.append(el("td", { role: "cell", class: "apart" }, row.apart));
      buttons.push(line);
      body.append(tr);
    }
    table.append(body);
  }
  const first = buttons.flat().find(Boolean);
  if (first) first.tabIndex = 0;
  const focus = (r, c) => {
    const target = buttons[r]?.[c];
    if (!target) return false;
    for (const b of buttons.flat()) if (b) b.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
    return true;
  };
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  table.onkeydown = (event) => {
    const step = steps[event.key];
    if (!step) return;
    const active = event.target.closest("a");
    for (let r = 0; r < buttons.length; r++) {
      const c = buttons[r].indexOf(active);
      if (c < 0 || active === null) continue;
      event.preventDefault();
      for (let k = 1; k <= Math.max(buttons.length, buttons[r].length); k++) {
        if (focus(r + k * step[0], c + k * step[1])) return;
      }
      return;
    }
  };
  root.append(table);
}
