package aive.execution;

import java.util.Optional;

/// A step of an execution, as people follow it.
public enum RenderStep {
    PREPARE("Prepare project", "Prepare"),
    FETCH("Fetch media", "Fetch"),
    PLAN("Plan chunks", "Plan"),
    RENDER("Render chunks", "Chunk"),
    MIX("Mix soundtrack", "Sound"),
    STITCH("Stitch video", "Stitch");

    /// The state that fails the execution if [#FETCH] has found unusable media.
    public static final String MEDIA_REFUSED = "Report unusable media";

    private final String state;
    private final String shortName;

    RenderStep(String state, String shortName) {
        this.state = state;
        this.shortName = shortName;
    }

    /// The name of the step's state in the definition.
    public String state() {
        return state;
    }

    /// A name for narrow places, such as a bar of a chart.
    public String shortName() {
        return shortName;
    }

    /// The step that a state of the main execution begins.
    public static Optional<RenderStep> of(String state) {
        if (state.equals("Render many chunks")) {
            return Optional.of(RENDER);
        }
        for (RenderStep step : values()) {
            if (step.state.equals(state)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /// The step whose function a state calls, in the main execution or in an iteration of a Map.
    public static Optional<RenderStep> calledBy(String state) {
        return switch (state) {
            case "Fetch batch of media" -> Optional.of(FETCH);
            case "Render chunk", "Render one of many chunks" -> Optional.of(RENDER);
            default -> of(state);
        };
    }
}
