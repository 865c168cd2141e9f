package aive.mp4;

import java.util.List;

/// What an MP4 file contains.
///
/// @param tracks in the file's order
/// @param head everything before the samples
/// @param tail everything behind the samples; empty if the tables are in front of them
public record Mp4File(List<Track> tracks, byte[] head, byte[] tail) {

    public Mp4File {
        tracks = List.copyOf(tracks);
    }

    Track only(String handler) throws InvalidMp4Exception {
        List<Track> found = tracks.stream().filter(track -> track.handler().equals(handler)).toList();
        if (found.size() != 1) {
            throw new InvalidMp4Exception("it has %d tracks of type %s instead of one".formatted(found.size(), handler));
        }
        return found.getFirst();
    }
}
