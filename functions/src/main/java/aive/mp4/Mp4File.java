package aive.mp4;

import java.util.List;

/// What an MP4 file contains.
public final class Mp4File {

    private final List<Track> tracks;
    private final byte[] head;
    private final byte[] tail;

    /// @param tracks in the file's order
    /// @param head everything before the samples
    /// @param tail everything behind the samples; empty if the tables are in front of them
    Mp4File(List<Track> tracks, byte[] head, byte[] tail) {
        this.tracks = List.copyOf(tracks);
        this.head = head;
        this.tail = tail;
    }

    /// The bytes before the samples.
    public byte[] head() {
        return head.clone();
    }

    /// The bytes behind the samples.
    public byte[] tail() {
        return tail.clone();
    }

    Track only(String handler) throws InvalidMp4Exception {
        List<Track> found = tracks.stream().filter(track -> track.handler().equals(handler)).toList();
        if (found.size() != 1) {
            throw new InvalidMp4Exception("it has %d tracks of type %s instead of one".formatted(found.size(), handler));
        }
        return found.getFirst();
    }
}
