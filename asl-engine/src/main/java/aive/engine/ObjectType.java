package aive.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The types of JSON object in a definition, with the fields that the engine implements for each.
///
/// `docs/reference/asl-subset.md` has the same table. A test compares the two.
enum ObjectType {
    STATE_MACHINE("State machine", "Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version"),
    PASS("Pass", state("Assign", "End", "Next", "Output")),
    TASK("Task", state("Arguments", "Assign", "Catch", "End", "Next", "Output", "Resource", "Retry", "TimeoutSeconds")),
    CHOICE("Choice", state("Assign", "Choices", "Default", "Output")),
    WAIT("Wait", state("Assign", "End", "Next", "Output", "Seconds")),
    SUCCEED("Succeed", state("Output")),
    FAIL("Fail", state("Cause", "Error")),
    PARALLEL("Parallel", state("Arguments", "Assign", "Branches", "Catch", "End", "Next", "Output", "Retry")),
    INLINE_MAP("Map, INLINE", state("Assign", "Catch", "End", "ItemProcessor", "ItemSelector", "Items",
            "MaxConcurrency", "Next", "Output", "Retry")),
    DISTRIBUTED_MAP("Map, DISTRIBUTED", state("Assign", "Catch", "End", "ItemProcessor", "ItemReader", "ItemSelector",
            "Items", "Label", "MaxConcurrency", "Next", "Output", "Retry", "ToleratedFailurePercentage")),
    BRANCH("Branch", "Comment", "StartAt", "States"),
    ITEM_PROCESSOR("ItemProcessor", "Comment", "ProcessorConfig", "StartAt", "States"),
    INLINE_CONFIG("ProcessorConfig, INLINE", "Mode"),
    DISTRIBUTED_CONFIG("ProcessorConfig, DISTRIBUTED", "ExecutionType", "Mode"),
    ITEM_READER("ItemReader", "Arguments", "ReaderConfig", "Resource"),
    READER_CONFIG("ReaderConfig", "InputType"),
    READER_ARGUMENTS("ItemReader Arguments", "Bucket", "Key"),
    INVOKE_ARGUMENTS("lambda:invoke Arguments", "FunctionName", "Payload"),
    CHOICE_RULE("Choice rule", "Assign", "Comment", "Condition", "Next", "Output"),
    RETRIER("Retrier", "BackoffRate", "Comment", "ErrorEquals", "IntervalSeconds", "JitterStrategy", "MaxAttempts",
            "MaxDelaySeconds"),
    CATCHER("Catcher", "Assign", "Comment", "ErrorEquals", "Next", "Output");

    private final String title;
    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable; the type Set does not show it
    private final Set<String> fields;

    ObjectType(String title, String... fields) {
        this.title = title;
        this.fields = Set.of(fields);
    }

    String title() {
        return title;
    }

    /// The names of the fields, in alphabetical order.
    List<String> fields() {
        return fields.stream().sorted().toList();
    }

    boolean has(String field) {
        return fields.contains(field);
    }

    /// The given fields and those that every state has.
    private static String[] state(String... own) {
        return Stream.concat(Stream.of("Comment", "QueryLanguage", "Type"), Arrays.stream(own)).toArray(String[]::new);
    }
}
