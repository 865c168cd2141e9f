package aive.notify;

import aive.execution.ExecutionFailure;
import aive.execution.ExecutionState;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The message that subscribers of the topic receive when an execution has ended.
///
/// @param subject at most 99 printable ASCII characters: SNS allows fewer than 100
/// @param body the text of the message, in lines for people to read
record TopicMessage(String subject, String body) {

    private static final int SUBJECT_LENGTH = 99;

    /// SNS allows 256 KiB in UTF-8, with at most four bytes a character.
    private static final int MOST_CHARACTERS = 50_000;

    private static final Pattern ARN = Pattern.compile("arn:(aws[a-z-]*):states:([a-z0-9-]+):.*");
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x20-\\x7E]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]");

    static TopicMessage of(String stage, String project, ExecutionState execution, Video video, String callback) {
        return new TopicMessage(subject("AIVE %s: %s is complete".formatted(stage, project)), body("""
                        Project:   %s
                        Stage:     %s
                        Status:    complete
                        Video:     %s
                        %s
                        Callback:  %s
                        Execution: %s
                        Console:   %s
                        """.formatted(
                        oneLine(project),
                        stage,
                        video.url(),
                        video.uri().map(uri -> "Stored as: " + uri + "\n").orElse(""),
                        callback,
                        execution.arn(),
                        console(execution.arn()))
                .replace("\n\n", "\n")));
    }

    static TopicMessage of(
            String stage, String project, ExecutionState execution, ExecutionFailure failure, String callback) {
        return new TopicMessage(
                subject("AIVE %s: %s failed: %s".formatted(stage, project, failure.error())), body("""
                        Project:   %s
                        Stage:     %s
                        Status:    failed
                        Error:     %s
                        %s
                        %sTo do:     %s
                        %sCallback:  %s
                        Execution: %s
                        Console:   %s
                        """.formatted(
                                oneLine(project),
                                stage,
                                failure.error(),
                                failure.message().indent(2).stripTrailing(),
                                failure.where().isEmpty() ? "" : "Where:     " + failure.where() + "\n",
                                failure.remedy(),
                                failure.redrive()
                                        .map(command -> "Redrive:   " + command + "\n")
                                        .orElse(""),
                                callback,
                                execution.arn(),
                                console(failure.executionArn()))));
    }

    /// The URL of an execution's page in the AWS console, or the ARN itself if its format is unknown.
    static String console(String executionArn) {
        Matcher arn = ARN.matcher(executionArn);
        if (!arn.matches()) {
            return executionArn;
        }
        String domain = switch (arn.group(1)) {
            case "aws-cn" -> "amazonaws.cn";
            case "aws-us-gov" -> "amazonaws-us-gov.com";
            default -> "aws.amazon.com";
        };
        return "https://%2$s.console.%1$s/states/home?region=%2$s#/v2/executions/details/%3$s"
                .formatted(domain, arn.group(2), executionArn);
    }

    private static String subject(String text) {
        String printable = NOT_PRINTABLE.matcher(text).replaceAll("?");
        return printable.length() <= SUBJECT_LENGTH ? printable : printable.substring(0, SUBJECT_LENGTH - 3) + "...";
    }

    private static String body(String text) {
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS / 2)) + "…\n";
    }

    /// Replaces control characters and line breaks with spaces, because the project's name is untrusted text.
    private static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    /// The URLs of a finished video.
    ///
    /// @param url URL that a browser can open; it may expire
    /// @param uri permanent URI, if it is known
    record Video(String url, Optional<String> uri) {}
}
