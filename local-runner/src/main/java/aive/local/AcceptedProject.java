package aive.local;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A project that is ready to be rendered; it may be invalid. It does not hold a large project's JSON.
///
/// @param executionInput the input of its execution
/// @param localFiles the local files that the project reads; empty if the project is invalid, which its render reports
/// @param namesCallback whether the project names a callback. A local run does not notify the callback: the run has no
///     signing secret, and the callback could not reach the video.
public record AcceptedProject(JsonNode executionInput, List<Path> localFiles, boolean namesCallback) {

    public AcceptedProject {
        localFiles = List.copyOf(localFiles);
    }
}
