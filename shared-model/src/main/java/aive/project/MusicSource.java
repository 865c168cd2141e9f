package aive.project;

import aive.time.Rational;

/// A piece of music.
///
/// @param source the file
/// @param start the time in the file at which it begins, in seconds, 0 or more
/// @param pointer JSON pointer of the field with the file's URL
public record MusicSource(Source source, Rational start, String pointer) {

    /// The JSON pointer of the only piece.
    public static final String POINTER = "/music_url";

    /// A piece that is alone and plays from its beginning.
    public MusicSource(Source source) {
        this(source, Rational.ZERO, POINTER);
    }

    /// @throws IllegalArgumentException if the start is negative
    public MusicSource {
        if (start.signum() < 0) {
            throw new IllegalArgumentException("music begins at " + start);
        }
    }

    /// The JSON pointer of the start.
    public String startPointer() {
        return pointer.equals(POINTER) ? "/render/music/start" : pointer.replaceFirst("/url$", "/start");
    }
}
