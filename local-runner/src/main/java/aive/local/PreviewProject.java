package aive.local;

import aive.project.Project;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a project that renders quickly of another one, in low resolution and otherwise the same.
///
/// All sizes in a project are shares of the frame, so the preview looks like the video.
final class PreviewProject {

    /// The shorter side of a preview, in pixels, unless the video is smaller.
    private static final int SHORTER_SIDE = 360;

    /// With so short chunks, each shot is a chunk.
    private static final String CHUNK_SECONDS = "chunk_seconds";

    private static final String SUFFIX = "-preview";
    private static final int MOST_ID_CHARACTERS = 300;

    private PreviewProject() {}

    /// Changes a body. Its id is another one, so that the plans of the video itself are not compared with the preview.
    ///
    /// @param body of the project
    /// @param project the same, as it was read
    /// @param isolatesShots whether each shot should be a chunk
    static ObjectNode of(ObjectNode body, Project project, boolean isolatesShots) {
        ObjectNode preview = body.deepCopy();
        preview.remove("callback");
        ObjectNode data = (ObjectNode) preview.get("project_data");
        String id = project.id();
        data.put("id", id.substring(0, Math.min(id.length(), MOST_ID_CHARACTERS - SUFFIX.length())) + SUFFIX);
        JsonNode written = preview.path("render");
        ObjectNode render = written.isObject() ? (ObjectNode) written : preview.putObject("render");
        int width = project.settings().width();
        int height = project.settings().height();
        int shorter = Math.min(width, height);
        render.put("width", side(width, shorter));
        render.put("height", side(height, shorter));
        render.put("quality", "draft");
        render.put("codec", "h264");
        render.remove("budget");
        render.remove("contact_sheet");
        if (isolatesShots) {
            render.put(CHUNK_SECONDS, 0.001);
        }
        return preview;
    }

    /// A side in the preview, which is even.
    private static int side(int side, int shorter) {
        return shorter <= SHORTER_SIDE ? side : 2 * Math.round((float) side * SHORTER_SIDE / shorter / 2);
    }
}
