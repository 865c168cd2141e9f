package aive.message;

import java.util.List;

/// What *Plan chunks* hands on.
///
/// @param frames of the whole video
/// @param chunkCount how many chunks there are
/// @param reused how many of them had been rendered before
/// @param chunks one task each, where they are few enough to be passed along; else empty
/// @param chunksKey where the list of all tasks lies in the store, as a JSON array
public record PlannedRender(String renderId, long frames, int chunkCount, int reused, List<ChunkTask> chunks, String chunksKey) {

    /// With more chunks than this the state machine reads the list from the store: an inline Map runs no more at once.
    public static final int MOST_INLINE_CHUNKS = 40;

    public PlannedRender {
        chunks = List.copyOf(chunks);
    }
}
