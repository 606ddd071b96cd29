const drawn = [];
for (const place of document.querySelectorAll(".chart")) {
  const figure = JSON.parse(document.getElementById(place.dataset.figure).textContent);
  place.style.minHeight = figure.layout.height + "px";
  Plotly.newPlot(place, figure.data, figure.layout, { displayModeBar: false, responsive: true, scrollZoom: false });
  drawn.push(place);
}
const PAGE_WIDTH = 680;
const closed = [];
window.addEventListener("beforeprint", () => {
  for (const table of document.querySelectorAll("details:not([open])")) {
    table.open = true;
    closed.push(table);
  }
  for (const place of drawn) Plotly.relayout(place, { width: PAGE_WIDTH });
});
window.addEventListener("afterprint", () => {
  while (closed.length) closed.pop().open = false;
  for (const place of drawn) Plotly.relayout(place, { width: null, autosize: true });
});
