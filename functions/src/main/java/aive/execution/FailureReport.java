package aive.execution;

import aive.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Explains an error's name and cause in Step Functions: what happened, and what to do.
///
/// A redrive continues the same execution with the versions of the functions with which it started. A deployment
/// (memory, `/tmp`, timeouts, settings, layer) therefore affects only a new execution, which reuses all finished
/// chunks. Permissions of the roles, buckets, concurrency, and other servers affect a redrive too.
///
/// @param error `MediaUnavailable`, `States.Timeout`
/// @param message one line per problem
/// @param remedy what to do about it
/// @param worthRedrive whether a redrive, with the same input and versions of the functions, may succeed
record FailureReport(String error, String message, String remedy, boolean worthRedrive) {

    private static final String OURS = "aive.error.";

    private static final String RUN_AGAIN = "Redrive; if it happens again, look at the function's log.";

    /// The result of a function, as Step Functions quotes it in the cause of an error of unknown type.
    private static final Pattern RETURNED_PAYLOAD = Pattern.compile("Returned payload: (\\{.*})", Pattern.DOTALL);

    private static final Pattern ERROR_MESSAGE =
            Pattern.compile("\"errorMessage\"\\s*:\\s*(\"(?:[^\"\\\\]++|\\\\.)*+\")");

    private static final Pattern TIMED_OUT = Pattern.compile("Task timed out after [0-9.]+ seconds");
    private static final Pattern OUT_OF_MEMORY = Pattern.compile(
            "signal: killed|Runtime\\.OutOfMemory|java\\.lang\\.OutOfMemoryError|OutOfMemoryError|exit status 137");

    /// The maximum length of a message. A cause can have 32,768 characters, but people read only the beginning.
    private static final int LONGEST_MESSAGE = 4_000;

    /// @param cause Lambda's JSON, a sentence, or empty
    /// @param where the failed state, as [FailingState] describes it; empty if unknown
    static FailureReport of(String error, String cause, String where) {
        String message = cut(message(cause));
        if (error.startsWith(OURS)) {
            return ours(error.substring(OURS.length()), message, where);
        }
        Matcher timedOut = TIMED_OUT.matcher(message);
        if (timedOut.find()) {
            return late(
                    error,
                    "the function did not finish before Lambda's timeout (%s)".formatted(timedOut.group()),
                    where);
        }
        if (OUT_OF_MEMORY.matcher(error + " " + message).find()) {
            return new FailureReport(
                    error,
                    "the function ran out of memory, and Lambda ended it (%s)".formatted(oneLine(message)),
                    "Submit again with %s; if the function has less than 10,240 MB, deploy more memory before, since a redrive keeps the old function."
                            .formatted(smaller(where)),
                    false);
        }
        return amazons(error, message);
    }

    private static FailureReport ours(String name, String message, String where) {
        return switch (name) {
            case "InvalidProject" ->
                new FailureReport(name, message, "Fix every field that is named, and submit the project again.", false);
            case "MediaUnavailable" ->
                new FailureReport(
                        name,
                        message,
                        "Correct the URL or sign it again, or wait until its server works, and submit again; media that"
                                + " has been fetched is not fetched again.",
                        false);
            case "MediaForbidden" ->
                new FailureReport(
                        name,
                        message,
                        "Put the media at a public https URL or into an allowed bucket, and submit again.",
                        false);
            case "MediaUnusable" -> new FailureReport(name, message, "Replace the media, and submit again.", false);
            case "MediaTooLarge" ->
                new FailureReport(name, message, "Make the media smaller, and submit again.", false);
            case "MissingGlyphs" ->
                new FailureReport(
                        name,
                        message,
                        "Change the captions, and submit again; with render.captions.on_missing set to warn, the video"
                                + " is made without these characters.",
                        false);
            case "EncodeFailed" ->
                new FailureReport(name, message, "Follow the advice in the message if it gives any; otherwise report this as a bug, with these lines.", false);
            case "OutOfSpace" ->
                new FailureReport(
                        name,
                        message,
                        "Submit again with %s; if the function has less than 10,240 MB of /tmp, deploy more before, since a redrive keeps the old function."
                                .formatted(smaller(where)),
                        false);
            case "DeadlineExceeded" ->
                late(name, message, where);
            case "StorageUnavailable" ->
                new FailureReport(
                        name, message, "S3 did not answer despite several retries: redrive in a few minutes.", true);
            case "ChunkMismatch" ->
                new FailureReport(name, message, "Submit the project again; the missing part is rendered again.", false);
            case "ConfigurationError" ->
                new FailureReport(
                        name,
                        message,
                        "If a permission or a bucket is missing, correct that and redrive; if the functions' settings"
                                + " or layer are wrong, deploy and submit again.",
                        true);
            default -> new FailureReport(name, message, "Look at the execution in the Step Functions console.", false);
        };
    }

    private static FailureReport amazons(String error, String message) {
        return switch (error) {
            case "States.Timeout" ->
                new FailureReport(
                        error,
                        orElse(message, "the state did not finish before its timeout"),
                        "Redrive; if it happens again, submit again with a smaller render.chunk_seconds or smaller"
                                + " frames.",
                        true);
            case "States.DataLimitExceeded" ->
                new FailureReport(
                        error,
                        orElse(message, "an input or output was larger than 256 KiB"),
                        "Pass a large project as {\"project_uri\": \"s3://…\"}; from inside the state machine this is"
                                + " a bug: report it.",
                        false);
            case "States.Runtime", "States.QueryEvaluationError" ->
                new FailureReport(
                        error,
                        orElse(message, "the state machine's definition failed"),
                        "This is a bug in the definition or a deployment of mixed versions: deploy again, or report"
                                + " it.",
                        false);
            case "States.Permissions", "Lambda.AccessDeniedException" ->
                new FailureReport(
                        error,
                        orElse(message, "the state machine lacks a permission"),
                        "Deploy the stack again, whose policies allow it, then redrive.",
                        true);
            case "States.ItemReaderFailed", "States.ResultWriterFailed" ->
                new FailureReport(
                        error,
                        orElse(message, "the list of chunks could not be read"),
                        "If the state machine may not read the work bucket, allow it and redrive; if the list was deleted"
                                + " (./aive clean deletes it), submit again.",
                        true);
            case "States.ExceedToleratedFailureThreshold" ->
                new FailureReport(
                        error,
                        orElse(message, "a child execution of the Map failed"),
                        "Open the Map Run in the Step Functions console; its failed children hold the cause.",
                        true);
            case "Lambda.AWSLambdaException" -> notCalled(error, message);
            case "Lambda.TooManyRequestsException" ->
                new FailureReport(
                        error,
                        orElse(message, "Lambda refused to run more functions at the same time"),
                        "Redrive when fewer executions are running or the account's concurrency is higher; or deploy with"
                                + " a lower renderConcurrency and submit again, because a redrive keeps the old value.",
                        true);
            case "Lambda.ResourceNotFoundException" ->
                new FailureReport(
                        error,
                        orElse(message, "the version of the function no longer exists"),
                        "Submit again: this execution asks for a version of a function that has been deleted.",
                        false);
            default ->
                error.startsWith("Lambda.") || error.startsWith("Sandbox.") || error.startsWith("Runtime.")
                        ? new FailureReport(
                                error,
                                orElse(message, "Lambda could not run the function"),
                                RUN_AGAIN,
                                true)
                        : new FailureReport(
                                error,
                                orElse(message, "the execution failed without an error message"),
                                "Look at the execution in the Step Functions console, and at the function's log.",
                                true);
        };
    }

    /// The report of a call that took too long. A server may be faster in a second attempt; FFmpeg is not.
    private static FailureReport late(String error, String message, String where) {
        return switch (FailedStep.of(where)) {
            case PREPARE_OR_PLAN ->
                new FailureReport(
                        error,
                        message,
                        "Redrive; if it happens again, deploy more memory for the function, which makes it faster, and"
                                + " submit again, since a redrive keeps the old function.",
                        true);
            case FETCH ->
                new FailureReport(
                        error,
                        message,
                        "Redrive, since a slow server may be faster now, and media that has been fetched is not fetched"
                                + " again; if it happens again, move the media to a faster server.",
                        true);
            case STITCH ->
                new FailureReport(
                        error,
                        message,
                        "Redrive; if it happens again, the video is too long: split it into several projects, or deploy"
                                + " more memory if StitchVideo has less than 10,240 MB, and submit again.",
                        true);
            case RENDER, OTHER ->
                new FailureReport(
                        error,
                        message,
                        "Submit again with a smaller render.chunk_seconds or smaller frames; if the function has less"
                                + " than 10,240 MB, deploy more memory before, which makes it faster; a redrive would"
                                + " take as long.",
                        false);
        };
    }

    /// What needs less memory and storage in a step.
    private static String smaller(String where) {
        return switch (FailedStep.of(where)) {
            case PREPARE_OR_PLAN -> "a smaller project";
            case FETCH -> "smaller media";
            case STITCH -> "a shorter video";
            case RENDER, OTHER -> "a smaller render.chunk_seconds or smaller frames";
        };
    }

    private static FailureReport notCalled(String error, String message) {
        return message.contains("not authorized to perform")
                ? new FailureReport(
                        error,
                        message,
                        "The function was not called, because the state machine's role may not call it: deploy the stack"
                                + " again, whose policies allow it, or correct the policy that denies it, then redrive.",
                        true)
                : new FailureReport(error, orElse(message, "Lambda could not run the function"), RUN_AGAIN, true);
    }

    /// The step in which a call failed, as far as the remedy depends on it.
    private enum FailedStep {
        PREPARE_OR_PLAN,
        FETCH,
        RENDER,
        STITCH,
        OTHER;

        static FailedStep of(String where) {
            if (where.startsWith("Prepare") || where.startsWith("Plan")) {
                return PREPARE_OR_PLAN;
            }
            if (where.startsWith("Fetch")) {
                return FETCH;
            }
            if (where.startsWith("Render")) {
                return RENDER;
            }
            return where.startsWith("Stitch") || where.startsWith("Mix") ? STITCH : OTHER;
        }
    }

    private static String orElse(String message, String otherwise) {
        return message.isBlank() ? otherwise : message;
    }

    /// The error message of a function without its stack trace, or the cause itself.
    private static String message(String cause) {
        Matcher payload = RETURNED_PAYLOAD.matcher(cause);
        return errorMessage(payload.find() ? payload.group(1) : cause)
                .orElse(cause)
                .strip();
    }

    private static Optional<String> errorMessage(String json) {
        if (!json.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode message = Json.tree(json.getBytes(StandardCharsets.UTF_8)).path("errorMessage");
            return message.isString() ? Optional.of(message.stringValue()) : Optional.empty();
        } catch (JacksonException _) {
            // Step Functions truncates a long cause; the message precedes the stack trace
            Matcher whole = ERROR_MESSAGE.matcher(json);
            return whole.find()
                    ? Optional.of(Json.tree(whole.group(1).getBytes(StandardCharsets.UTF_8))
                            .stringValue())
                    : Optional.empty();
        }
    }

    private static String cut(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        boolean inPair = Character.isLowSurrogate(message.charAt(LONGEST_MESSAGE));
        return message.substring(0, inPair ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE) + "…";
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ");
    }
}
