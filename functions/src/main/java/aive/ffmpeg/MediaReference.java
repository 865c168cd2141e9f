package aive.ffmpeg;

import aive.error.MediaUnusable;

/// The field and the description of a media file, for error messages.
///
/// @param pointer the JSON pointer of the field that names the file
/// @param description its URL without the query, and its sentence
public record MediaReference(String pointer, String description) {

    MediaUnusable unusable(String why) {
        return new MediaUnusable(pointer, description + " " + why);
    }

    MediaUnusable unusable(String why, Throwable cause) {
        return new MediaUnusable(pointer, description + " " + why, cause);
    }
}
