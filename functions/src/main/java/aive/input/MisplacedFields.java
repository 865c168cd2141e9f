package aive.input;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fields that are ignored where they are, because they belong in another object.
///
/// The maps have the object to which a field belongs by the field's name. They leave out names that a backend is likely
/// to use for values of its own, such as `quality`, and in footage `width`.
final class MisplacedFields {

    /// The settings with names of their own.
    private static final List<String> SETTINGS = List.of(
            "captions", "chunk_seconds", "codec", "contact_sheet", "fill", "fit", "focus", "fps", "gap", "height",
            "loudness", "motion", "original_volume", "overlays", "poster_at", "progress_bar", "titles", "transition",
            "width");

    private static final String RENDER = "render";
    private static final String BODY = "the object around project_data";

    static final Map<String, String> OF_BODY = settingsAnd(Map.of("sentences", "project_data"));

    static final Map<String, String> OF_PROJECT_DATA = settingsAnd(Map.of(
            "audio_url", BODY, "audio_track", BODY, "music_url", BODY, "music_tracks", BODY, "callback", BODY, RENDER,
            BODY));

    static final Map<String, String> OF_SENTENCE = Map.of(
            "in_point", "selected_footage", "seconds", "an item of footage", "captions", RENDER, "overlays", RENDER,
            "titles", RENDER, "progress_bar", RENDER);

    static final Map<String, String> OF_FOOTAGE = Map.of(
            "seconds", "an item of the list footage", "transition", "the sentence", "original_volume", "the sentence");

    private MisplacedFields() {}

    private static Map<String, String> settingsAnd(Map<String, String> others) {
        Map<String, String> fields = new HashMap<>(others);
        SETTINGS.forEach(name -> fields.put(name, RENDER));
        return Map.copyOf(fields);
    }
}
