package aive.message;

import aive.project.Source;

/// One distinct source that has to be fetched, and what for.
///
/// @param video whether it is shown, as a clip or a still image
/// @param audio whether it is heard
/// @param pointer of the first field that names it
/// @param description for messages: what it is and where, without its query
public record MediaTask(Source source, boolean video, boolean audio, String pointer, String description) {}
