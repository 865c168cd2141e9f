package aive.message;

import aive.project.Source;
import java.util.List;
import java.util.stream.Stream;

/// One distinct source to fetch, with its uses.
///
/// @param footage the places that show the source, as a clip or a still image
/// @param audio the places that play the source's audio
/// @param clipSound those places of `footage` that play the clip's own sound as well
/// @param fonts the places that draw letters with the source
public record MediaTask(
        Source source, List<Place> footage, List<Place> audio, List<Place> clipSound, List<Place> fonts) {

    /// A source whose own sound is not played where it is shown.
    public MediaTask(Source source, List<Place> footage, List<Place> audio) {
        this(source, footage, audio, List.of(), List.of());
    }

    /// A place in the project that names a source.
    ///
    /// @param pointer JSON Pointer of the field
    /// @param description text for messages: the source's kind, place in the project, and URL without the query
    public record Place(String pointer, String description) {}

    /// @throws IllegalArgumentException if no place uses the source
    public MediaTask {
        footage = List.copyOf(footage);
        audio = List.copyOf(audio);
        clipSound = List.copyOf(clipSound);
        fonts = List.copyOf(fonts);
        if (footage.isEmpty() && audio.isEmpty() && fonts.isEmpty()) {
            throw new IllegalArgumentException("nothing uses " + source);
        }
    }

    /// All places, audio first, as in the project.
    public List<Place> places() {
        return Stream.of(audio, footage, fonts).flatMap(List::stream).toList();
    }

    /// The first place that names the source, for messages about the file itself.
    public Place first() {
        return places().getFirst();
    }
}
