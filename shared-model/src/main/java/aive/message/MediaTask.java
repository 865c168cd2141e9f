package aive.message;

import aive.project.Source;

/// One distinct source to fetch, with its use.
///
/// @param video whether the source is shown, as a clip or a still image
/// @param audio whether the source's audio is played
/// @param pointer JSON Pointer of the first field that names the source
/// @param description text for messages: the source's kind, place in the project, and URL without the query
public record MediaTask(Source source, boolean video, boolean audio, String pointer, String description) {}
