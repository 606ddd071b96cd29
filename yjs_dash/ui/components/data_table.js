// A table of figures. Everything from the data goes in as text, never as markup.
const AT_ONCE = 60; // rows that are painted first: more than a screen shows
const AFTER_THAT = 200; // rows in each further turn

export default function (component) {
  const { data: [data], parentElement } = component;
  const root = parentElement.querySelector(".scroller");
  // A run of the script that changed nothing here leaves the table as it is.
  const given = JSON.stringify(data);
  if (root.given === given) return;
  root.given = given;
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
  // A column is as wide as its longest text needs, so that no row becomes a tower of single words.
  const longest = data.columns.map((_, index) => Math.max(...data.rows.map(row => row[index].length)));
  const width = index => longest[index] > 40 ? "sentence" : longest[index] > 14 ? "words" : "word";
  const shape = index => data.numeric[index] && index > 0 ? "number" : width(index);
  // What is the same in every row is said once, under the table.
  const isSame = data.columns.map((_, index) => index > 0 && !data.numeric[index] && data.rows.length > 2
    && longest[index] > 14 && data.rows.every(row => row[index] === data.rows[0][index]));
  const table = el("table");
  table.append(el("caption", {}, data.caption));
  const head = el("thead");
  const heads = el("tr");
  data.columns.forEach((name, index) => {
    if (!isSame[index]) heads.append(el("th", { scope: "col", class: shape(index) }, name));
  });
  head.append(heads);
  const body = el("tbody");
  const drawn = row => {
    const tr = el("tr");
    row.forEach((value, index) => {
      if (isSame[index]) return;
      const tag = index === 0 ? "th" : "td";
      const cell = el(tag, index === 0 ? { scope: "row" } : { class: shape(index) });
      const share = data.bars[index] && /^\d+%/.test(value) ? parseInt(value, 10) : null;
      if (share !== null) {
        cell.append(el("span", { class: "bar", style: `width:${share * 0.6}%;background:${data.bars[index]}`, "aria-hidden": "true" }));
      }
      cell.append(el("span", {}, value));
      tr.append(cell);
    });
    return tr;
  };
  const fill = (from, number) => {
    if (root.given !== given) return;
    body.append(...data.rows.slice(from, from + number).map(drawn));
    if (from + number < data.rows.length) setTimeout(() => fill(from + number, AFTER_THAT), 20);
  };
  fill(0, AT_ONCE);
  table.append(head, body);
  root.append(table);
  const same = data.columns.flatMap((name, index) => isSame[index] ? [`${name}: ${data.rows[0][index]}`] : []);
  if (same.length) root.append(el("p", {}, `${data.same}: ${same.join("; ")}.`));
}
