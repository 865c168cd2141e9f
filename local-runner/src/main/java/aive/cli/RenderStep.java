package aive.cli;

import java.util.Optional;

/// A state of the state machine whose progress is displayed.
enum RenderStep {
    PREPARE("Prepare project"),
    FETCH("Fetch media"),
    PLAN("Plan chunks"),
    RENDER("Render chunks"),
    MIX("Mix soundtrack"),
    STITCH("Stitch video");

    /// The state that replaces [#RENDER] for many chunks.
    private static final String MANY_CHUNKS = "Render many chunks";

    /// The state that fails the execution if [#FETCH] has found unusable media.
    static final String MEDIA_REFUSED = "Report unusable media";

    private final String state;

    RenderStep(String state) {
        this.state = state;
    }

    /// The state's name in the definition.
    String state() {
        return state;
    }

    static Optional<RenderStep> of(String state) {
        if (state.equals(MANY_CHUNKS)) {
            return Optional.of(RENDER);
        }
        for (RenderStep step : values()) {
            if (step.state.equals(state)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }
}
