// What the browser keeps from one visit to the next. Storage may be switched off: then nothing is kept.
const KEY = "yjs-dash-our-service";

export default function (component) {
  const { data: [data], setStateValue } = component;
  try {
    if (data.keep === "") localStorage.removeItem(KEY);
    else if (data.keep !== null) localStorage.setItem(KEY, data.keep);
    // Whoever has nothing kept gets no second run of the page.
    const kept = localStorage.getItem(KEY);
    if (data.ask && kept) setStateValue("service", kept);
  } catch {
    // There is nothing to say.
  }
}
