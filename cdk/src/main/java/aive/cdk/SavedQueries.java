package aive.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.logs.CfnQueryDefinition;
import software.constructs.Construct;

/// Saved queries of CloudWatch Logs Insights over the logs of all functions.
///
/// The operators' guide shows the same queries, and a test compares the two.
final class SavedQueries {

    /// The queries by name, each over the log groups of all functions.
    static final Map<String, String> QUERIES = queries();

    private SavedQueries() {}

    /// Adds the queries to the stack. In the console they are in the folder `aive-<stage>`.
    ///
    /// @param logGroups names of the functions' log groups
    static void in(Construct scope, StackSettings settings, List<String> logGroups) {
        QUERIES.forEach((name, query) -> CfnQueryDefinition.Builder.create(scope, "Query " + name)
                .name("aive-%s/%s".formatted(settings.stage(), name))
                .logGroupNames(logGroups)
                .queryString(query)
                .build());
    }

    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put(
                "One execution",
                """
                fields @timestamp, step, batch, chunk, event, outcome, retry, duration_ms, error, message
                | filter execution = "NAME_OF_THE_EXECUTION"
                | sort @timestamp
                """);
        queries.put(
                "Failed calls",
                """
                filter event = "end" and outcome = "failed"
                | stats count(*) as calls, latest(message) as last_message by step, error
                | sort calls desc
                """);
        queries.put(
                "Slowest chunks",
                """
                fields execution, chunk, sentences, duration_ms, EncodeSeconds, PeakMemory
                | filter step = "render" and ChunksRendered = 1
                | sort duration_ms desc
                | limit 20
                """);
        queries.put(
                "Most expensive executions",
                """
                filter event = "end" and ispresent(execution)
                | stats sum(dollars) as total_dollars, count(*) as calls, sum(Retries) as retries by execution
                | sort total_dollars desc
                | limit 20
                """);
        queries.put(
                "Peaks of memory and storage",
                """
                filter event = "end"
                | stats max(PeakMemory), max(PeakStorage), avg(duration_ms), count(*) by step
                """);
        queries.put(
                "Deliveries to callbacks",
                """
                fields @timestamp, execution, outcome, message
                | filter step = "notify" and event = "end" and message not like /none requested|nothing to send/
                | sort @timestamp desc
                """);
        queries.put(
                "Calls that Lambda ended",
                """
                filter @message like /Task timed out|signal: killed|OutOfMemory/
                | sort @timestamp desc
                """);
        queries.put(
                "Cold starts",
                """
                filter @type = "REPORT" and (ispresent(@initDuration) or @message like /Restore Duration/)
                | parse @message /Restore Duration: (?<restore_ms>[0-9.]+) ms/
                | stats count(*), avg(@initDuration), avg(restore_ms), max(restore_ms) by @log
                """);
        return queries;
    }
}
