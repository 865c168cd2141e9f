package aive.cli;

import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Renders the projects of a batch, on this machine or on a deployed stack.
interface BatchRenderer extends AutoCloseable {

    /// The result of a render, or why it failed.
    sealed interface Rendered {

        /// @param video its path
        /// @param result the output of the execution
        record Succeeded(Path video, JsonNode result) implements Rendered {}

        record Failed(FailurePrinter.Report report) implements Rendered {}
    }

    /// How many projects may be rendered at the same time.
    int atOnce();

    /// @param output the files of the video; empty to leave it in the store
    /// @throws aive.error.RenderError if the project cannot be rendered
    Rendered render(BatchLine line, Optional<OutputFiles> output);

    @Override
    default void close() {}
}
