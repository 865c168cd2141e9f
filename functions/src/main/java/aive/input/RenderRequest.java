package aive.input;

import aive.json.Json;
import aive.project.Callback;
import aive.project.Project;
import aive.project.SafeId;
import java.util.List;
import java.util.Optional;

/// A validated request for a render, with the names under which it is stored.
///
/// @param renderId identifies the request. Equal input gives the same id on any machine, whatever its callback. The id
///     consists of the safe id, `-`, and 12 hexadecimal digits: at most 62 letters, digits, and `-`
/// @param safeId identifies the project, independent of its content
/// @param callback the callback to notify, if any
public record RenderRequest(String renderId, SafeId safeId, Project project, Optional<Callback> callback) {

    private static final int HASH_LENGTH = 12;

    /// Makes a request. Its id contains a hash of the parsed project, so defaults, ignored fields, and white space do
    /// not matter.
    public static RenderRequest of(Project project, Optional<Callback> callback) {
        SafeId safeId = SafeId.of(project.id());
        // warnings are not part of the request
        Project asked = new Project(
                project.id(), project.sentences(), project.narration(), project.music(), project.settings(), List.of());
        return new RenderRequest(
                safeId + "-" + Json.sha256(asked).substring(0, HASH_LENGTH), safeId, project, callback);
    }

    /// Returns the request without its callback, which may differ between requests with the same id.
    public RenderRequest withoutCallback() {
        return new RenderRequest(renderId, safeId, project, Optional.empty());
    }
}
