package aive.forecast;

import java.util.List;

/// What an execution has to do.
///
/// @param sentences of the project
/// @param sources to download and probe
/// @param sourceBytes of all of them
/// @param chunks to render; those that are reused are not among them
/// @param reusedChunks of the video
/// @param audioSeconds of the soundtrack to mix; 0 if it is reused
/// @param videoBytes of the finished video
public record Workload(
        int sentences,
        int sources,
        double sourceBytes,
        List<ChunkWork> chunks,
        int reusedChunks,
        double audioSeconds,
        double videoBytes) {

    public Workload {
        chunks = List.copyOf(chunks);
    }

    /// A chunk to render.
    ///
    /// @param processorSeconds to draw and encode it
    /// @param bytesRead of its footage
    /// @param bytesWritten of its encoded frames
    public record ChunkWork(double processorSeconds, double bytesRead, double bytesWritten) {}

    int allChunks() {
        return chunks.size() + reusedChunks;
    }
}
