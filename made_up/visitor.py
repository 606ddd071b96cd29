"""One visitor without a browser: Streamlit's messages over a web socket, as its page in the browser sends them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

KEPT_RUNS = 2
VALUE_FIELDS: dict[str, str] = {
    "multiselect": "string_array_value",
    "selectbox": "string_value",
    "text_input": "string_value",
    "button": "trigger_value",
}
Value = str | list[str] | bool


@dataclass
class Run:
    """One run of the script as the visitor saw it: seconds from click to its end, elements and bytes received."""

    seconds: float
    elements: int = 0
    size: int = 0
    failed: bool = False


@dataclass(frozen=True)
class _Widget:
    id: str
    kind: str
    parameter: str


@dataclass
class Visitor:
    """A visitor on one page. `click` changes one widget, found by the start of its label, and waits for the run."""

    url: str
    page: str = ""
    _socket: ClientConnection | None = None
    _widgets: dict[str, _Widget] = field(default_factory=dict)
    _values: dict[str, Value] = field(default_factory=dict)
    _kept: dict[str, int] = field(default_factory=dict)
    _runs: int = 0
    _page_hash: str = ""

    async def __aenter__(self) -> Visitor:
        address = self.url.replace("http://", "ws://") + "/_stcore/stream"
        self._socket = await connect(
            address,
            subprotocols=["streamlit"],
            origin=self.url,
            max_size=None,
            compression=None,
            ping_interval=None,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._socket is not None
        await self._socket.close()

    async def arrive(self, values: Mapping[str, Value] | None = None) -> Run:
        """The first run of the session, with the address's values by parameter."""
        self._values = dict(values or {})
        return await self._run({})

    async def click(self, label: str, value: Value) -> Run:
        """Give a widget a value, as a click does. Raises KeyError where no widget on the page has that label."""
        widget = next((w for known, w in self._widgets.items() if known.startswith(label)), None)
        if widget is None:
            raise KeyError(f"{label!r} is not among {sorted(self._widgets)}")
        if widget.parameter:
            self._values[widget.parameter] = value
        return await self._run({widget.id: (widget.kind, value)})

    async def _run(self, changed: Mapping[str, tuple[str, Value]]) -> Run:
        assert self._socket is not None
        message = BackMsg()
        state = message.rerun_script
        state.query_string = urlencode({k: v for k, v in self._values.items() if v}, doseq=True)
        state.page_name = self.page if not self._page_hash else ""
        state.page_script_hash = self._page_hash
        state.context_info.url = f"{self.url}/{self.page}"
        state.context_info.timezone = "Europe/London"
        state.context_info.locale = "en-GB"
        state.context_info.color_scheme = "light"
        # As the page in the browser does, a large element is kept for two runs after it was last shown.
        self._runs += 1
        self._kept = {known: run for known, run in self._kept.items() if self._runs - run <= KEPT_RUNS}
        state.cached_message_hashes.extend(self._kept)
        held = {
            w.id: (w.kind, self._values[w.parameter])
            for w in self._widgets.values()
            if w.parameter in self._values
        }
        for widget_id, (kind, value) in {**held, **changed}.items():
            state.widget_states.widgets.append(_state(widget_id, VALUE_FIELDS[kind], value))
        start = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        run = await self._receive()
        run.seconds = time.perf_counter() - start
        return run

    async def _receive(self) -> Run:
        assert self._socket is not None
        run = Run(seconds=0)
        started = False
        while True:
            data = await self._socket.recv(decode=False)
            run.size += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                started = True
                self._page_hash = message.new_session.page_script_hash or self._page_hash
            elif kind == "navigation":
                self._page_hash = message.navigation.page_script_hash
            elif kind == "ref_hash":
                run.elements += 1
                self._kept[message.ref_hash] = self._runs
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                run.elements += 1
                run.failed |= message.delta.new_element.WhichOneof("type") == "exception"
                if message.metadata.cacheable:
                    self._kept[message.hash] = self._runs
                self._remember(message)
            elif (
                kind == "script_finished"
                and started
                and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return run

    def _remember(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind not in VALUE_FIELDS:
            return
        widget = getattr(element, kind)
        parameter = getattr(widget, "query_param_key", "")
        self._widgets[widget.label] = _Widget(widget.id, kind, parameter)
        if parameter and widget.set_value:
            held = list(widget.raw_values) if kind == "multiselect" else str(getattr(widget, "raw_value", ""))
            self._values[parameter] = held


def _state(widget_id: str, name: str, value: Value) -> WidgetState:
    state = WidgetState(id=widget_id)
    if name == "string_array_value":
        state.string_array_value.data.extend(value if isinstance(value, list) else [str(value)])
    else:
        setattr(state, name, value)
    return state
