// A chart as a picture to take away: the drawing on the page under its finding, over its source and date.
const SCALE = 2, EDGE = 20, GAP = 8;
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const NAMESPACE = "http://www.w3.org/2000/svg";

function lines(text, font, width) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const found = [];
  for (const word of text.split(/\s+/)) {
    const longer = found.length ? `${found[found.length - 1]} ${word}` : word;
    if (found.length && pen.measureText(longer).width <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found;
}

function drawn(plot, data) {
  const parts = [...plot.querySelectorAll(".main-svg")];
  const box = parts[0].getBoundingClientRect();
  const ground = getComputedStyle(parts[0]).backgroundColor;
  const width = box.width + 2 * EDGE;
  const picture = document.createElementNS(NAMESPACE, "svg");
  picture.setAttribute("xmlns", NAMESPACE);
  const back = document.createElementNS(NAMESPACE, "rect");
  picture.append(back);
  let y = EDGE;
  const write = (text, size, weight, colour) => {
    for (const line of lines(text, `${weight} ${size}px ${FONT}`, box.width)) {
      y += size * 1.3;
      const words = document.createElementNS(NAMESPACE, "text");
      for (const [name, value] of Object.entries({
        x: EDGE, y: y - size * 0.3, fill: colour, "font-size": size, "font-weight": weight, "font-family": FONT,
      })) words.setAttribute(name, value);
      words.textContent = line;
      picture.append(words);
    }
  };
  write(data.title, 20, 600, data.text);
  write(data.subtitle, 15, 400, data.muted);
  y += GAP;
  for (const part of parts) {
    const copy = part.cloneNode(true);
    copy.setAttribute("x", EDGE);
    copy.setAttribute("y", y);
    picture.append(copy);
  }
  y += box.height + GAP;
  for (const text of data.foot) write(text, 13, 400, data.muted);
  const height = Math.ceil(y + EDGE);
  for (const [name, value] of Object.entries({ width, height })) {
    picture.setAttribute(name, value);
    back.setAttribute(name, value);
  }
  back.setAttribute("fill", ground);
  return { picture, width, height };
}

async function save(plot, data) {
  const { picture, width, height } = drawn(plot, data);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await new Promise(done => canvas.toBlob(done, "image/png")));
  link.download = data.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export default function (component) {
  const { data: [data], parentElement } = component;
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = () => {
    const plot = document.querySelector(`.${CSS.escape(data.chart)} .js-plotly-plot`);
    if (plot) save(plot, data);
  };
}
