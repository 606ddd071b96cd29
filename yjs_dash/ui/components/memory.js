// What the browser keeps from one visit to the next. Storage may be switched off: then nothing is kept.
const KEY = "yjs-dash-our-service";

export default function (component) {
  const { data: [data], setStateValue } = component;
  try {
    if (data.keep === "") localStorage.removeItem(KEY);
    else if (data.keep !== null) localStorage.setItem(KEY, data.keep);
    if (data.ask) setStateValue("service", localStorage.getItem(KEY) ?? "");
  } catch {
    if (data.ask) setStateValue("service", "");
  }
}
