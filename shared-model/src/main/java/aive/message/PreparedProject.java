package aive.message;

import java.util.List;

/// What *Prepare project* hands on.
///
/// @param renderId names everything that belongs to this request: `projects/<render_id>/…`
/// @param projectId the author's own name for the project
/// @param sentences how many there are
/// @param batches the media to fetch
/// @param fetchConcurrency how many batches are fetched at once
/// @param renderConcurrency how many chunks are rendered at once, at the most
public record PreparedProject(
        String renderId, String projectId, int sentences, List<FetchBatch> batches, int fetchConcurrency, int renderConcurrency) {

    public PreparedProject {
        batches = List.copyOf(batches);
    }
}
