package aive.cli;

import aive.error.InvalidProject;
import aive.input.RequestReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A line of a batch.
///
/// @param number of the line, from 1
/// @param project in any of the input's shapes
/// @param file whose folder is the base of the project's relative paths, and which must not be overwritten
/// @param output where the video goes
record BatchLine(int number, JsonNode project, ProjectFile file, Optional<Path> output) {

    /// The path or the id of the project in a line; empty if the line has neither.
    static Optional<String> projectOf(String text) {
        try {
            JsonNode json = RequestReader.parse(text.getBytes(StandardCharsets.UTF_8));
            JsonNode project = json.path("project");
            JsonNode id = (project.isObject() ? project : json).path("project_data").path("id");
            return Stream.of(project, id).filter(JsonNode::isString).map(JsonNode::stringValue).findFirst();
        } catch (InvalidProject _) {
            // the failure that is being printed says so
            return Optional.empty();
        }
    }

    /// Reads `{"project": "talk.json" | {…}, "output": "talk.mp4"}`, or a project itself.
    ///
    /// @param batch the file that has the line; paths are relative to its folder
    /// @throws InvalidProject if the line is none of them, or its project cannot be read
    static BatchLine of(int number, String text, ProjectFile batch) {
        JsonNode json = RequestReader.parse(text.getBytes(StandardCharsets.UTF_8));
        JsonNode project = json.path("project");
        if (project.isMissingNode()) {
            return new BatchLine(number, json, batch, Optional.empty());
        }
        JsonNode output = json.path("output");
        if (!project.isString() && !project.isObject()) {
            throw new InvalidProject("/project", "project must be the path of a project, or the project itself");
        }
        if (!output.isMissingNode() && !output.isNull() && (!output.isString() || output.stringValue().isEmpty())) {
            throw new InvalidProject("/output", "output must be the path of the video");
        }
        Optional<Path> video = output.isString()
                ? Optional.of(batch.folder().resolve(output.stringValue()))
                : Optional.empty();
        if (project.isObject()) {
            return new BatchLine(number, project, batch, video);
        }
        ProjectFile file = ProjectFile.of(batch.folder().resolve(project.stringValue()));
        return new BatchLine(number, RequestReader.parse(file.read()), file, video);
    }
}
