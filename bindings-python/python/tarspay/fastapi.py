"""FastAPI: a dependency that gives the verified callback.

``async def notify(callback: Annotated[Callback, Depends(verified_callback(verifier))]) -> PlainTextResponse``
"""

from .starlette import verified_callback

__all__ = ["verified_callback"]
