package aive.message;

import java.util.List;

/// The output of the *Prepare project* state.
///
/// @param renderId part of every key of this request: `projects/<render_id>/…`
/// @param projectId the author's own name for the project
/// @param sentences the number of sentences
/// @param batches the media to fetch
/// @param fetchConcurrency the number of batches to fetch at once
/// @param renderConcurrency the limit for chunks to render at once
public record PreparedProject(
        String renderId, String projectId, int sentences, List<FetchBatch> batches, int fetchConcurrency,
                int renderConcurrency) {

    public PreparedProject {
        batches = List.copyOf(batches);
    }
}
