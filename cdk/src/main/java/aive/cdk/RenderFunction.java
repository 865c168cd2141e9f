package aive.cdk;

/// The functions that the state machine calls, by the names that its definition has for them: `${PrepareProjectFunctionArn}`.
public enum RenderFunction {
    PREPARE_PROJECT("PrepareProject", "prepare", "Reads and checks the input"),
    FETCH_MEDIA("FetchMedia", "fetch", "Downloads and measures media"),
    PLAN_CHUNKS("PlanChunks", "plan", "Lays the project out and cuts it into chunks"),
    RENDER_CHUNK("RenderChunk", "render", "Draws and encodes one chunk"),
    STITCH_VIDEO("StitchVideo", "stitch", "Mixes the soundtrack, joins the chunks, and publishes");

    private final String id;
    private final String step;
    private final String description;

    RenderFunction(String id, String step, String description) {
        this.id = id;
        this.step = step;
        this.description = description;
    }

    public String id() {
        return id;
    }

    public String description() {
        return description;
    }

    /// The entry point, as Lambda wants it.
    public String handler() {
        return "aive.step.%s.%sHandler::handleRequest".formatted(step, id);
    }
}
