// Runs in every page under measurement: when was what changed painted? Nothing is asked from outside while it waits.
(() => {
  if (window.__painted) return;
  let drawn = new Set();
  const fillText = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...given) {
    drawn.add(given[0]);
    return fillText.apply(this, given);
  };
  const text = (node) => node?.textContent ?? "";
  const inShadow = (selector) =>
    [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')]
      .map((host) => host.shadowRoot?.querySelector(selector))
      .filter(Boolean);
  // What a reader sees of a figure, as text; empty where it is not there.
  const views = {
    grid: () => text(inShadow(".grid table")[0]),
    chart: () => {
      const plot = document.querySelector(".js-plotly-plot");
      return plot ? [...plot.querySelectorAll(".main-svg text")].map(text).join("|") : "";
    },
    map: () => text(inShadow(".map .side")[0]) + [...(inShadow(".map")[0]?.querySelectorAll(".tile[aria-label]") ?? [])]
      .map((tile) => tile.getAttribute("aria-label")).join("|"),
    glance: () => text(inShadow(".glance table")[0]),
    table: () => inShadow(".scroller table").map(text).join("|"),
    gone: () => `${inShadow(".scroller table").length} tables`,
    // Words in a canvas are known when they are drawn.
    canvas: () => [...drawn].join("|"),
  };
  const idle = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
  // Sent while a frame is made, a message arrives after it is painted.
  const afterPaint = (then) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  };
  const caption = () => text(document.querySelector('[data-testid="stCaptionContainer"]'));
  // Whether a figure shows something else, and what is expected: a canvas only after the words above it have changed.
  const different = (view, before) => {
    if (view === "canvas" && before.caption !== "" && before.caption === caption()) drawn = new Set();
    const seen = views[view]();
    return seen !== "" && seen !== before.seen && seen.includes(before.expected);
  };
  // first: the figure shows something else than before; whole: the run is over as well. Milliseconds since begun().
  const watch = (view, begun, before) =>
    new Promise((resolve, reject) => {
      const wait = 120_000;
      setTimeout(() => reject(new Error(`No change of the ${view} in ${wait / 1000} s`)), wait);
      let first = null;
      let found = false;
      const look = () => {
        const start = begun();
        if (start !== null && !found) {
          found = different(view, before);
          if (found) afterPaint(() => (first = performance.now() - start));
        }
        if (first !== null && idle()) afterPaint(() => resolve({ first, whole: performance.now() - start }));
        else requestAnimationFrame(look);
      };
      look();
    });
  window.__painted = {
    // From the next press of a key or of the mouse to the figure changed.
    arm({ view, expected }) {
      let start = null;
      const note = (event) => (start ??= event.timeStamp);
      for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, note, { capture: true, once: true });
      drawn = new Set();
      this.result = watch(view, () => start, { seen: views[view](), caption: caption(), expected });
    },
    // The figure of a page that has just been opened is there; in milliseconds since the epoch.
    async arrived(view) {
      const { first } = await watch(view, () => 0, { seen: "", caption: "", expected: "" });
      return performance.timeOrigin + first;
    },
    plot() {
      const plot = document.querySelector(".js-plotly-plot");
      const plain = (key, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);
      return JSON.stringify({ data: plot.data, layout: plot.layout }, plain);
    },
    cells: () =>
      [...inShadow(".grid table")[0].querySelectorAll("thead tr, tbody tr:not(.domain)")].map((row) =>
        [...row.children].map(text),
      ),
  };
})();
