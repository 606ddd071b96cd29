"""YJS Dash: `streamlit run app.py`.

Streamlit imports this file once to start the server (the last lines) and runs it as a script for every visitor.
"""

from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    import streamlit as st
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from yjs_dash.environment import deployment_hosts
    from yjs_dash.ui.paths import NestedPathRedirect
    from yjs_dash.ui.security import SameOrigin, SecurityHeaders, allowed_hosts
    from yjs_dash.ui.startup import lifespan, script_failed

    app = st.App(
        __file__,
        lifespan=lifespan,
        on_script_error=script_failed,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(
                TrustedHostMiddleware,
                allowed_hosts=allowed_hosts(
                    address=st.get_option("server.address"), deployment=deployment_hosts()
                ),
                www_redirect=False,
            ),
            Middleware(SameOrigin, deployment=deployment_hosts()),
            Middleware(NestedPathRedirect, base=st.get_option("server.baseUrlPath")),
        ],
    )
else:
    from yjs_dash.ui.shell import show

    show()
