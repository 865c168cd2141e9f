package aive.report;

import java.util.Optional;

/// A step of an execution, as a report shows it.
enum ReportStep {
    PREPARE("Prepare project", "Prepare"),
    FETCH("Fetch media", "Fetch"),
    PLAN("Plan chunks", "Plan"),
    RENDER("Render chunks", "Chunk"),
    MIX("Mix soundtrack", "Sound"),
    STITCH("Stitch video", "Stitch");

    private final String state;
    private final String shortName;

    ReportStep(String state, String shortName) {
        this.state = state;
        this.shortName = shortName;
    }

    /// The name of the step's state in the definition.
    String state() {
        return state;
    }

    /// A name for the small space of a bar in a chart.
    String shortName() {
        return shortName;
    }

    /// The step that a state begins.
    static Optional<ReportStep> of(String state) {
        if (state.equals("Render many chunks")) {
            return Optional.of(RENDER);
        }
        for (ReportStep step : values()) {
            if (step.state.equals(state)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /// The step whose function a state calls.
    static Optional<ReportStep> calledBy(String state) {
        return switch (state) {
            case "Fetch batch of media" -> Optional.of(FETCH);
            case "Render chunk", "Render one of many chunks" -> Optional.of(RENDER);
            default -> of(state);
        };
    }
}
