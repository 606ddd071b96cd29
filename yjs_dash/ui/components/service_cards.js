// One card a service. Everything from the data goes in as text, never as markup.
export default function (component) {
  const { data: [data], parentElement } = component;
  const root = parentElement.querySelector(".cards");
  root.replaceChildren();
  const live = parentElement.querySelector(".live");
  if (live.textContent !== data.announced) live.textContent = data.announced;
  root.style.setProperty("--columns", data.cards.length > 4 ? 3 : data.cards.length === 4 ? 2 : data.cards.length);
  const svgNs = "http://www.w3.org/2000/svg";
  const el = (tag, attributes = {}, text = null) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== null) node.textContent = text;
    return node;
  };
  const svg = (tag, attributes = {}, text = null) => {
    const node = document.createElementNS(svgNs, tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== null) node.textContent = text;
    return node;
  };
  // Following a link inside the app is what Back does: the address changes, and Streamlit is told so.
  const open = (event, href) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    window.history.pushState({}, "", href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  const ruler = (card) => {
    const width = 400, left = 8, span = width - 2 * left, max = card.score_max;
    const at = (points) => left + (points / max) * span;
    const picture = svg("svg", { viewBox: `0 0 ${width} 62`, role: "img", "aria-label": card.ruler_label });
    for (const band of card.bands) {
      const x0 = at(band.low === 0 ? 0 : band.low - 0.5), x1 = at(band.high === max ? max : band.high + 0.5);
      picture.append(svg("rect", { x: x0, y: 20, width: x1 - x0, height: 16, fill: band.fill, class: "band" }));
      picture.append(svg("text", { x: (x0 + x1) / 2, y: 52, class: "bandname" }, band.short));
    }
    const x = at(card.score);
    picture.append(svg("path", { d: `M ${x - 8} 4 L ${x + 8} 4 L ${x} 18 Z`, class: "pointer" }));
    picture.append(svg("line", { x1: x, x2: x, y1: 16, y2: 38, class: "needle" }));
    return picture;
  };
  for (const card of data.cards) {
    const section = el("section", { class: "card", "aria-label": card.name });
    section.style.borderTopColor = card.colour;
    const head = el("h2");
    head.append(el("span", {}, card.name));
    if (card.badge) head.append(el("span", { class: "badge" }, card.badge));
    section.append(head);
    const lines = (kept) => {
      for (const line of kept) {
        const p = el("p", { class: line.kind });
        if (line.label) p.append(el("span", { class: "label" }, line.label + " "));
        p.append(el("span", {}, line.text));
        section.append(p);
      }
    };
    lines(card.newer);
    const result = el("div", { class: "result" });
    if (card.overall_rating) {
      result.append(el("p", { class: "overall", style: `background:${card.fill};color:${card.text}` }, card.overall_rating));
    }
    result.append(el("p", { class: "score" }, card.score === null ? card.no_score : card.score_text));
    section.append(result);
    if (card.score !== null) section.append(ruler(card));
    lines(card.lines);
    if (card.link) {
      const url = new URL(card.link.page, window.location.href);
      url.search = window.location.search;
      url.searchParams.set(card.link.parameter, card.link.value);
      const a = el("a", { href: url.href, class: "link" }, card.link.label);
      a.onclick = (event) => open(event, a.href);
      section.append(a);
    }
    root.append(section);
  }
}
