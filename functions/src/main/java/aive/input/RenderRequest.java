package aive.input;

import aive.json.Json;
import aive.project.Callback;
import aive.project.Project;
import aive.project.SafeId;
import java.util.List;
import java.util.Optional;

/// What somebody asked to have rendered, and the names under which it is kept.
///
/// @param renderId names this very request: the same input, however it is written down, has the same one on any
///     machine; the callback does not count. The safe id, `-`, and 12 hexadecimal digits; at most 62 characters, all
///     of them letters, digits, or `-`
/// @param safeId names the project, whatever its content
/// @param callback whom to tell
public record RenderRequest(String renderId, SafeId safeId, Project project, Optional<Callback> callback) {

    private static final int HASH_LENGTH = 12;

    /// Names a request by its project as it was understood: spelled-out defaults, ignored fields, and white space
    /// make no difference.
    public static RenderRequest of(Project project, Optional<Callback> callback) {
        SafeId safeId = SafeId.of(project.id());
        // warnings are our words about the request, not a part of it
        Project asked = new Project(
                project.id(), project.sentences(), project.narration(), project.music(), project.settings(), List.of());
        return new RenderRequest(safeId + "-" + Json.sha256(asked).substring(0, HASH_LENGTH), safeId, project, callback);
    }

    /// What is the same for everybody who asks for this, and so may be kept under its name.
    public RenderRequest withoutCallback() {
        return new RenderRequest(renderId, safeId, project, Optional.empty());
    }
}
