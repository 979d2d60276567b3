"""Lists and calls the tools of an MCP server with the MCP SDK for Python.

Reads one JSON object from the standard input:
    server  {"url": URL} or {"command": PROGRAM, "arguments": [...], "environment": {...}}
    mode    "auto", which agrees on the newest revision of the protocol, or "legacy", which initializes a session
    calls   [{"tool": NAME, "arguments": {...}}, ...]
and writes one to the standard output:
    protocol  the revision of the protocol that was agreed on
    tools     the tools, as the server describes them
    results   for each call what came of it: {"result": {...}}, {"error": {"code": ..., "message": ...}} where the
              server refuses the call, or {"complaint": TEXT} where the SDK does not take what the server answers
"""

import asyncio
import json
import sys

from mcp import Client, MCPError, StdioServerParameters


def plain(value):
    """A message of the protocol as it is written in JSON."""
    return value.model_dump(mode="json", by_alias=True, exclude_none=True)


def reach(server):
    """What a client connects to."""
    if "url" in server:
        return server["url"]
    return StdioServerParameters(
        command=server["command"], args=server["arguments"], env=server["environment"]
    )


async def list_tools(client):
    """All tools, from every page."""
    tools, cursor = [], None
    while True:
        page = await client.list_tools(cursor=cursor)
        tools.extend(plain(tool) for tool in page.tools)
        cursor = page.next_cursor
        if not cursor:
            return tools


async def call(client, tool, arguments):
    """What comes of one call."""
    try:
        return {"result": plain(await client.call_tool(tool, arguments))}
    except MCPError as error:
        return {"error": {"code": error.error.code, "message": error.error.message}}
    # Whatever else the SDK raises is what this is here to find.
    except Exception as error:
        return {"complaint": f"{type(error).__name__}: {error}"}


async def main():
    task = json.load(sys.stdin)
    async with Client(reach(task["server"]), mode=task["mode"]) as client:
        tools = await list_tools(client)
        results = [await call(client, it["tool"], it["arguments"]) for it in task["calls"]]
        answer = {"protocol": client.protocol_version, "tools": tools, "results": results}
    json.dump(answer, sys.stdout)


asyncio.run(main())
