package aive.ffmpeg;

import aive.error.MediaUnusable;

/// How people find a piece of media: for error messages.
///
/// @param pointer of the field that names it
/// @param description its address as people may see it, and its sentence
public record MediaReference(String pointer, String description) {

    MediaUnusable unusable(String why) {
        return new MediaUnusable(pointer, description + " " + why);
    }

    MediaUnusable unusable(String why, Throwable cause) {
        return new MediaUnusable(pointer, description + " " + why, cause);
    }
}
