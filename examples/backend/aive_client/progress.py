"""The progress of an execution, from its history. It is the progress that callbacks report."""

from typing import Any

FIRST, LAST = 5, 95  # percent, while chunks are rendered


def percent(sfn: Any, execution_arn: str) -> int:
    """Needs states:GetExecutionHistory, states:ListMapRuns, and states:DescribeMapRun."""
    runs = sfn.list_map_runs(executionArn=execution_arn)["mapRuns"]
    if runs:  # many chunks: each is an execution of its own
        counts = sfn.describe_map_run(mapRunArn=runs[-1]["mapRunArn"])["itemCounts"]
        return of_chunks(counts["succeeded"], counts["total"])
    pages = sfn.get_paginator("get_execution_history").paginate(executionArn=execution_arn, includeExecutionData=False)
    total = done = 0
    is_rendering = False
    for event in (event for page in pages for event in page["events"]):
        match event["type"]:
            case "MapStateEntered":
                is_rendering = event["stateEnteredEventDetails"]["name"] == "Render chunks"
            case "MapStateStarted" if is_rendering:
                total = event["mapStateStartedEventDetails"]["length"]
            case "MapIterationSucceeded" if event["mapIterationSucceededEventDetails"]["name"] == "Render chunks":
                done += 1
    return of_chunks(done, total)


def of_chunks(done: int, total: int) -> int:
    return FIRST + (LAST - FIRST) * done // total if total else 0
