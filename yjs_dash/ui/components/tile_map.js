// A map of tiles, one hexagon a service. Everything from the data goes in as text, never as markup.
const WIDTH = 40; // of a hexagon, in units of the drawing
const SIDE = WIDTH / Math.sqrt(3);
const SVG = "http://www.w3.org/2000/svg";
const hexagon = (x, y, scale) =>
  [30, 90, 150, 210, 270, 330]
    .map((turn) => [x + scale * SIDE * Math.cos((turn * Math.PI) / 180), y + scale * SIDE * Math.sin((turn * Math.PI) / 180)])
    .map((corner) => corner.map((n) => n.toFixed(2)).join(","))
    .join(" ");

export default function (component) {
  const { data: [data], parentElement } = component;
  const root = parentElement.querySelector(".map");
  const live = parentElement.querySelector(".live");
  // A run of the script that changed nothing here leaves the map as it is.
  const given = JSON.stringify(data);
  if (root.given === given) return;
  root.given = given;
  const make = (space) => (tag, attributes = {}, text = null) => {
    const node = space ? document.createElementNS(space, tag) : document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
    if (text !== null) node.textContent = text;
    return node;
  };
  const el = make(null), svg = make(SVG);
  const at = (tile) => ({ x: (tile.q + (Math.abs(tile.r) % 2) / 2) * WIDTH, y: -tile.r * SIDE * 1.5 });

  // The address of this page with a service more, or one fewer.
  const addressOf = (tile) => {
    const url = new URL(window.location.href);
    const names = tile.chosen ? data.chosen.filter((name) => name !== tile.name) : [...data.chosen, tile.name];
    url.searchParams.delete("services");
    for (const name of names.length ? names : [""]) url.searchParams.append("services", name);
    return url.href;
  };
  const full = data.chosen.length >= data.most;
  const action = (tile, touch) => {
    if (tile.chosen) return touch ? data.words.remove_touch : data.words.remove;
    if (full) return data.words.full;
    return touch ? data.words.add_touch : data.words.add;
  };
  const open = (tile, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // A first tap shows what a pointer shows that hovers; the second one adds.
    if (root.touch && root.shown !== tile.id) return show(tile, true);
    if (!tile.chosen && full) {
      show(tile, root.touch);
      live.textContent = "";
      live.textContent = action(tile, false);
      return;
    }
    live.textContent = "";
    window.history.pushState({}, "", addressOf(tile));
    window.dispatchEvent(new PopStateEvent("popstate"));
  };

  // Drawn once for the same tiles; a choice or another colouring only repaints them, so that the keyboard stays.
  const layout = JSON.stringify(data.tiles.map((tile) => [tile.id, tile.q, tile.r]));
  if (root.layout !== layout) {
    root.layout = layout;
    root.replaceChildren();
    const parts = el("div", { class: "parts" });
    const place = el("div", { class: "place" });
    const points = data.tiles.map(at);
    const xs = points.map((p) => p.x), ys = points.map((p) => p.y);
    const left = Math.min(...xs) - WIDTH * 0.6, top = Math.min(...ys) - SIDE * 1.2;
    const box = [left, top, Math.max(...xs) + WIDTH * 0.6 - left, Math.max(...ys) + SIDE * 1.2 - top];
    const picture = svg("svg", { class: "tiles", viewBox: box.join(" "), role: "group" });
    root.nodes = new Map();
    data.tiles.forEach((tile, index) => {
      const { x, y } = points[index];
      const link = svg("a", { class: "tile", tabindex: index ? "-1" : "0" });
      link.append(svg("polygon", { points: hexagon(x, y, 0.95) }));
      link.append(svg("polygon", { class: "ring", points: hexagon(x, y, 0.88) }));
      link.append(svg("polygon", { class: "edge", points: hexagon(x, y, 0.75) }));
      link.append(svg("text", { x, y }));
      root.nodes.set(tile.id, link);
      picture.append(link);
    });
    root.tip = el("div", { class: "tip", "aria-hidden": "true", hidden: "" });
    root.names = el("div", { "aria-hidden": "true" });
    place.append(picture, root.names, root.tip);
    root.side = el("div", { class: "side" });
    parts.append(place, root.side);
    root.append(parts);
    root.place = place;
    root.picture = picture;
    new ResizeObserver(() => root.settle?.()).observe(place);
  }

  const nodeOf = (tile) => root.nodes.get(tile.id);
  const byId = new Map(data.tiles.map((tile) => [tile.id, tile]));
  root.picture.setAttribute("aria-label", data.label);
  for (const tile of data.tiles) {
    const link = nodeOf(tile);
    const [face, , , sign] = link.children;
    const classes = `tile ${tile.held}${tile.chosen ? " chosen" : ""}`;
    if (link.getAttribute("class") !== classes) link.setAttribute("class", classes);
    link.setAttribute("href", addressOf(tile));
    link.setAttribute("aria-label", `${tile.name}: ${tile.text}. ${action(tile, false)}`);
    link.toggleAttribute("aria-current", Boolean(tile.chosen));
    if (tile.chosen) link.setAttribute("aria-current", "true");
    link.style.setProperty("--own", tile.chosen || "transparent");
    face.style.fill = tile.fill || "";
    sign.style.fill = tile.ink || "var(--st-text-color)";
    if (sign.textContent !== tile.sign) sign.textContent = tile.sign;
    link.onclick = (event) => open(tile, event);
    link.onpointerdown = (event) => (root.touch = event.pointerType === "touch");
    link.onpointerenter = (event) => event.pointerType !== "touch" && show(tile, false);
    link.onpointerleave = (event) => event.pointerType !== "touch" && hide();
    link.onfocus = () => link.matches(":focus-visible") && show(tile, false);
    link.onblur = () => hide();
  }
  // Chosen tiles lie over their neighbours.
  for (const tile of data.tiles) if (tile.chosen && nodeOf(tile).nextSibling && root.picture.getRootNode().activeElement !== nodeOf(tile)) root.picture.append(nodeOf(tile));

  function hide() {
    root.tip.hidden = true;
    root.shown = null;
  }
  function show(tile, touch) {
    root.shown = tile.id;
    root.tip.replaceChildren(
      el("b", {}, tile.name), el("span", {}, tile.text), el("span", { class: "how" }, action(tile, touch)),
    );
    root.tip.hidden = false;
    const place = root.place.getBoundingClientRect();
    const box = nodeOf(tile).getBoundingClientRect();
    const own = root.tip.getBoundingClientRect();
    const x = Math.min(Math.max(0, box.left + box.width / 2 - own.width / 2 - place.left), Math.max(0, place.width - own.width));
    const above = box.top - place.top - own.height - 6;
    root.tip.style.left = `${x}px`;
    root.tip.style.top = `${above > -40 ? above : box.bottom - place.top + 6}px`;
  }

  // Names of chosen services beside their tiles, where none lies on another or on a chosen tile.
  root.settle = () => {
    root.names.replaceChildren();
    const place = root.place.getBoundingClientRect();
    const chosen = data.tiles.filter((tile) => tile.chosen);
    // On a phone more than two names would hide the map; the list under it has them all.
    if (place.width < 500 && chosen.length > 2) return;
    const boxes = chosen.map((tile) => nodeOf(tile).children[0].getBoundingClientRect());
    const taken = boxes.map((b) => ({ l: b.left - place.left, t: b.top - place.top, r: b.right - place.left, b: b.bottom - place.top }));
    chosen.forEach((tile, index) => {
      const label = el("span", { class: "name", style: `border-left-color:${tile.chosen}` }, tile.name);
      root.names.append(label);
      const { width, height } = label.getBoundingClientRect();
      const b = taken[index], middle = (b.l + b.r) / 2, level = (b.t + b.b) / 2;
      const ways = [
        [b.r + 2, level - height / 2], [b.l - width - 2, level - height / 2], [middle - width / 2, b.t - height - 2],
        [middle - width / 2, b.b + 2], [b.r + 2, b.t - height], [b.l - width - 2, b.t - height],
        [b.r + 2, b.b], [b.l - width - 2, b.b],
      ];
      const free = ([l, t]) =>
        l >= 0 && l + width <= place.width && t >= 0 &&
        taken.every((o) => l + width <= o.l || l >= o.r || t + height <= o.t || t >= o.b);
      const [l, t] = ways.find(free) ?? [Math.min(Math.max(0, middle - width / 2), Math.max(0, place.width - width)), Math.max(0, b.t - height - 2)];
      // In shares of the map, so that a name stays beside its tile on paper too.
      label.style.left = `${(100 * l) / place.width}%`;
      label.style.top = `${(100 * t) / place.height}%`;
      taken.push({ l, t, r: l + width, b: t + height });
    });
  };
  root.settle();

  const steps = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const focus = (tile) => {
    for (const node of root.nodes.values()) node.setAttribute("tabindex", "-1");
    const node = nodeOf(tile);
    node.setAttribute("tabindex", "0");
    node.focus();
    show(tile, false);
  };
  root.picture.onkeydown = (event) => {
    const id = [...root.nodes].find(([, node]) => node === event.target.closest("a"))?.[0];
    const tile = byId.get(id);
    if (!tile) return;
    if (event.key === "Escape") return hide();
    if (event.key === " ") return open(tile, event);
    const from = at(tile);
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      const ahead = data.tiles
        .map((other) => ({ other, x: at(other).x - from.x, y: at(other).y - from.y }))
        .map(({ other, x, y }) => ({ other, on: x * step[0] + y * step[1], off: Math.abs(x * step[1]) + Math.abs(y * step[0]) }))
        .filter(({ on, off }) => on > 1 && off <= on * 1.2 + 1)
        .sort((a, b) => a.on + 2 * a.off - b.on - 2 * b.off);
      if (ahead.length) focus(ahead[0].other);
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const letter = event.key.toLocaleLowerCase();
      const named = data.tiles.filter((other) => other.name.toLocaleLowerCase().startsWith(letter));
      const next = named[(named.indexOf(tile) + 1) % named.length];
      if (next) focus(next);
    }
  };
  const first = [...root.nodes.values()].find((node) => node.getAttribute("tabindex") === "0");
  if (!first && data.tiles.length) nodeOf(data.tiles[0]).setAttribute("tabindex", "0");

  root.side.replaceChildren();
  const small = (entry) => {
    const picture = svg("svg", { viewBox: `${-WIDTH * 0.55} ${-SIDE * 1.1} ${WIDTH * 1.1} ${SIDE * 2.2}`, "aria-hidden": "true" });
    const tile = svg("g", { class: `tile ${entry.held}` });
    const face = svg("polygon", { points: hexagon(0, 0, 0.95) });
    face.style.fill = entry.fill || "";
    const sign = svg("text", { x: 0, y: 0 }, entry.sign);
    sign.style.fill = entry.ink || "var(--st-text-color)";
    tile.append(face, sign);
    picture.append(tile);
    return picture;
  };
  const chosen = data.chosen.map((name) => data.tiles.find((tile) => tile.name === name)).filter(Boolean);
  if (chosen.length) {
    root.side.append(el("h2", {}, data.words.chosen));
    const list = el("ul");
    for (const tile of chosen) {
      const item = el("li");
      item.append(el("span", { class: "swatch", style: `background:${tile.chosen}`, "aria-hidden": "true" }));
      item.append(small(tile), el("span", {}, `${tile.name}: ${tile.text}`));
      list.append(item);
    }
    root.side.append(list);
  }
  root.side.append(el("h2", {}, data.key_title));
  const key = el("ul");
  for (const entry of data.key) {
    const item = el("li");
    item.append(small(entry), el("span", {}, entry.text));
    key.append(item);
  }
  root.side.append(key);
  for (const words of data.notes) root.side.append(el("p", {}, words));
}
