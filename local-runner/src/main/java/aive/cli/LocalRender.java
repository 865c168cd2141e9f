package aive.cli;

import aive.engine.Execution;
import aive.error.Problem;
import aive.execution.RenderStep;
import aive.json.Json;
import aive.local.LocalSystem;
import aive.message.RenderResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// An execution of the state machine on this machine, which has ended.
///
/// @param took how long each finished step took
/// @param warned the warnings that were printed
record LocalRender(Execution execution, Map<RenderStep, Duration> took, Set<Problem> warned) {

    /// Runs an execution, shows its progress and the warnings of its plan, and stores its history.
    static LocalRender run(LocalSystem system, JsonNode input, ProgressDisplay.DisplayForm form) {
        return run(system, input, form, system::warnings);
    }

    /// Runs an execution without showing its progress and the warnings of its plan, and stores its history.
    static LocalRender runSilently(LocalSystem system, JsonNode input) {
        return run(system, input, ProgressDisplay.DisplayForm.NOTHING, _ -> List.of());
    }

    private static LocalRender run(
            LocalSystem system,
            JsonNode input,
            ProgressDisplay.DisplayForm form,
            Function<String, List<Problem>> warnings) {
        String name = "local-" + UUID.randomUUID();
        LocalProgress progress = new LocalProgress(name, form, Terminal.progress(), system::framesOf, warnings);
        Interruption.wouldMean(progress::kept);
        Execution execution = system.engine(progress).run(name, input);
        // Clears the interrupt flag: the execution has ended, and the rest is quick.
        var _ = Thread.interrupted();
        system.store()
                .write("executions/%s.json".formatted(name), Json.bytes(execution.history().toJson()));
        progress.close();
        system.store().notes().forEach(note -> Terminal.report("note: " + note));
        return new LocalRender(execution, progress.took(), progress.warned());
    }

    /// Prints the warnings of the result that were not printed yet.
    void printOtherWarnings(RenderResult video) {
        video.warnings().stream()
                .filter(warning -> !warned.contains(warning))
                .forEach(warning -> Terminal.report("warning: " + warning));
    }

    /// Copies the video, its captions, and its images to the output files, if they were named.
    ///
    /// @return the path of the output file, or of the video in the store if no output file was named
    static Path place(LocalSystem system, RenderResult video, Optional<OutputFiles> target) {
        target.ifPresent(files -> files.write(video.s3Key(), video.companionKeys(), (key, file) -> {
            Path stored = stored(system, key);
            file.write("the file is in the store at %s but".formatted(stored), unfinished -> Files.copy(stored, unfinished));
        }));
        return target.map(OutputFiles::path).orElseGet(() -> stored(system, video.s3Key()));
    }

    private static Path stored(LocalSystem system, String key) {
        return system.store().file(key, system.store().root()).orElseThrow();
    }
}
