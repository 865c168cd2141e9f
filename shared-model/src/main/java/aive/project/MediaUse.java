package aive.project;

/// A place in a project that names a media file.
///
/// @param source where the file comes from
/// @param role what the project does with it
/// @param pointer JSON pointer of the field that names it
/// @param description for messages: `"the footage https://example.com/a.mp4 of sentence 3"`, without a query
public record MediaUse(Source source, Role role, String pointer, String description) {

    /// What a project does with a media file.
    public enum Role {
        /// The project shows the file.
        VIDEO,
        /// The project shows the file, and plays the sound of it as well.
        VIDEO_WITH_SOUND,
        /// The project plays the sound of the file.
        AUDIO,
        /// The project draws letters with the file.
        FONT
    }
}
