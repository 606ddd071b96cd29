// A small table of figures. Everything from the data goes in as text, never as markup.
export default function (component) {
  const { data: [data], parentElement } = component;
  const root = parentElement.querySelector(".scroller");
  root.replaceChildren();
  root.setAttribute("tabindex", "0");
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", data.caption);
  const el = (tag, attributes = {}, text = null) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== null) node.textContent = text;
    return node;
  };
  const table = el("table");
  table.append(el("caption", {}, data.caption));
  const head = el("thead");
  const heads = el("tr");
  data.columns.forEach((name, index) => heads.append(el("th", { scope: "col", class: data.numeric[index] && index > 0 ? "number" : "" }, name)));
  head.append(heads);
  const body = el("tbody");
  for (const row of data.rows) {
    const tr = el("tr");
    row.forEach((value, index) => {
      const tag = index === 0 ? "th" : "td";
      const cell = el(tag, index === 0 ? { scope: "row" } : { class: data.numeric[index] ? "number" : "" });
      const share = data.bars[index] && /^\d+%$/.test(value) ? parseInt(value, 10) : null;
      if (share !== null) {
        cell.append(el("span", { class: "bar", style: `width:${share * 0.6}%;background:${data.bars[index]}`, "aria-hidden": "true" }));
      }
      cell.append(el("span", {}, value));
      tr.append(cell);
    });
    body.append(tr);
  }
  table.append(head, body);
  root.append(table);
}
